"""Each date says why, in one sentence of the reader's language."""

import json
from datetime import date

import pytest
from django.utils import translation

from planning import Availability, Task, make_plan
from roadmap.reasons import facts_of, kept, said

WEEK = Availability((60, 60, 60, 60, 60, 120, 120))
TUESDAY = date(2026, 12, 1)


def reasons(*tasks, week=WEEK):
    """What is said of facts that have been stored meanwhile."""
    plan = make_plan(tasks, availability=week, starts_on=TUESDAY)
    return {key: said(json.loads(json.dumps(facts_of(dated.reason)))) for key, dated in plan.dates.items()}


def test_the_first_step_opens_the_plan_and_the_next_comes_after_it():
    assert reasons(
        Task("algebra", 120, title="Linear algebra"),
        Task("probability", 360, ("algebra",), title="Probability"),
    ) == {
        "algebra": "First in your plan; 2 h free between Tue 1 and Wed 2 Dec",
        "probability": "After Linear algebra; 6 h free between Thu 3 and Sun 6 Dec",
    }


def test_a_step_that_needs_nobody_comes_next_in_the_roadmap():
    told = reasons(Task("sql", 60, title="SQL"), Task("git", 60, title="Git"))
    assert told["git"] == "Next in your roadmap, once SQL is done; 1 h free on Wed 2 Dec"


def test_a_first_possible_day_is_the_reason_when_it_holds_the_step_up():
    told = reasons(Task("course", 60, not_before=date(2026, 12, 10)))
    assert told["course"] == "Not before Thu 10 Dec; 1 h free on Thu 10 Dec"


def test_waiting_for_a_reply_is_the_reason():
    told = reasons(Task("apply", 60, title="Application", waiting_days=14), Task("start", 60, ("apply",)))
    assert told["start"] == "14 days after Application; 1 h free on Tue 15 Dec"


def test_a_deadline_that_moves_a_step_ahead_is_the_reason_its_own_or_that_of_what_needs_it():
    told = reasons(
        Task("long", 600, title="Long"),
        Task("basics", 60, title="Basics", position=1),
        Task("exam", 60, ("basics",), title="Entry test", deadline=date(2026, 12, 3), position=2),
    )
    assert told["basics"] == "Moved ahead for Entry test, due Thu 3 Dec; 1 h free on Tue 1 Dec"
    assert told["exam"] == "After Basics; 1 h free on Wed 2 Dec"


def test_work_goes_ahead_so_that_waiting_passes_beside_other_work():
    told = reasons(Task("study", 600), Task("apply", 60, waiting_days=30, position=1))
    assert told["apply"].startswith("Moved ahead, so that the waiting after it passes beside other work")


def test_an_appointment_says_what_it_takes_beyond_the_day_and_what_is_not_ready():
    told = reasons(
        Task("prepare", 600, title="Preparation"),
        Task("exam", 180, ("prepare",), title="Exam", fixed_on=date(2026, 12, 4)),
    )
    assert told["exam"] == (
        "Fixed on Fri 4 Dec; takes 2 h more than you have free that day; not ready the day before: Preparation"
    )


def test_a_late_step_says_by_how_much():
    told = reasons(Task("a", 300, deadline=date(2026, 12, 3)))
    assert told["a"].endswith("; 2 days after its deadline")


def test_a_step_done_in_pieces_says_in_how_many():
    told = reasons(Task("long", 600), Task("test", 60, not_before=date(2026, 12, 3), deadline=date(2026, 12, 3)))
    assert told["long"].endswith("10 h free between Tue 1 and Wed 9 Dec, in 2 parts")


def test_a_span_over_the_new_year_names_both_years():
    told = reasons(Task("a", 60 * 60))
    assert "between Tue 1 Dec 2026 and Sat 16 Jan 2027" in told["a"]


def test_hours_are_said_as_exactly_as_a_plan_can_be():
    told = reasons(Task("a", 90), Task("b", 45), Task("c", 10 * 60 + 40))
    assert [told[key].split("; ")[1].split(" free")[0] for key in "abc"] == ["1 h 30 min", "45 min", "11 h"]


def test_a_step_without_work_of_its_own_says_so():
    assert reasons(Task("a", 0))["a"] == "First in your plan; no work of its own, on Tue 1 Dec"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Nach „Lineare Algebra“; 6 h frei von Do, 3. bis So, 6. Dez"),
        ("es", "Después de «Lineare Algebra»; 6 h libres entre el jue 3 y el dom 6 dic"),
    ],
)
def test_who_reads_another_language_reads_the_same_facts_in_it(language, sentence):
    plan = make_plan(
        [Task("a", 120, title="Lineare Algebra"), Task("b", 360, ("a",))], availability=WEEK, starts_on=TUESDAY
    )
    with translation.override(language):
        assert said(facts_of(plan.dates["b"].reason)) == sentence


def test_what_an_earlier_release_kept_as_a_sentence_is_shown_as_it_is():
    assert said(kept("After Linear algebra; 6 h free")) == "After Linear algebra; 6 h free"
    assert said(kept("")) == said({}) == ""


def test_a_reason_keeps_only_what_says_something():
    plan = make_plan([Task("a", 60)], availability=WEEK, starts_on=TUESDAY)
    kept_of_first = {"because": "first", "first": "2026-12-01", "last": "2026-12-01", "minutes": 60}
    assert facts_of(plan.dates["a"].reason) == kept_of_first
