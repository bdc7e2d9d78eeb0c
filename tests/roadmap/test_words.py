from datetime import date

import pytest

from roadmap import words

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 h"), (45, "45 min"), (60, "1 h"), (90, "1.5 h"), (480, "8 h"), (6015, "100 h"), (117330, "1,956 h")],
)
def test_hours_read_as_a_person_says_them(minutes, said):
    assert words.hours(minutes) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "one day"),
        (9, "nine days"),
        (27, "27 days"),
        (40, "six weeks"),
        (712, "23 months"),
        (1700, "4.5 years"),
        (6860, "19 years"),
    ],
)
def test_a_span_is_as_exact_as_a_person_would_be(days, said):
    assert words.span(days) == said


def test_a_day_of_another_year_says_its_year():
    assert words.day("2026-11-26", "2026-11-20") == "Thu 26 Nov"
    assert words.day("2027-06-10", "2026-11-20") == "10 Jun 2027"


def test_a_week_runs_from_monday_to_sunday():
    assert words.week_of(FRIDAY) == (date(2026, 11, 16), date(2026, 11, 22))


def say(**facts) -> str:
    usual = {
        "next_title": "SQL",
        "next_minutes": 120,
        "late": [],
        "left_this_week": 0,
        "has_done_some": False,
        "next_due": "2027-02-24",
        "starts_on": FRIDAY,
        "today": FRIDAY,
    }
    return words.headline(**{**usual, **facts})


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"left_this_week": 1}, "2 h of SQL, and the week is done."),
        ({"left_this_week": 3}, "Three steps this week. Next: SQL."),
        ({"has_done_some": True}, "This week is done. Next: SQL."),
        ({}, "Next: SQL, due 24 Feb 2027."),
        ({"next_due": None}, "Next: SQL."),
        ({"next_title": None}, "The whole road is walked."),
        ({"late": ["2026-11-11"]}, "One step is nine days late. Next: SQL."),
        ({"late": ["2026-11-19", "2026-11-18"]}, "Two steps are late, the oldest by two days."),
        ({"starts_on": date(2027, 1, 4)}, "Your road starts on 4 Jan 2027."),
    ],
)
def test_the_headline_is_a_sentence_made_from_facts(facts, said):
    assert say(**facts) == said
