from datetime import UTC, date, datetime

import pytest

from practice.choosing import Candidate, LastAnswer, choose, minutes, subjects

TODAY = date(2027, 1, 10)


def candidate(number, *, topic="", level=1, doing=True, kind="single", title="SQL"):
    return Candidate(number, "Data", topic or f"topic {number}", level, kind, (title,), doing)


def last(is_right, day):
    return LastAnswer(is_right, datetime(2027, 1, day, 12, tzinfo=UTC), date(2027, 1, day))


def chosen(candidates, history, count=5):
    return [found.id for found in choose(candidates, history, today=TODAY, count=count)]


def test_what_went_wrong_comes_before_what_is_new_and_what_is_known():
    history = {1: last(True, 1), 3: last(False, 9)}

    assert chosen([candidate(1), candidate(2), candidate(3)], history) == [3, 2, 1]


def test_of_two_wrong_ones_and_of_two_right_ones_the_older_comes_first():
    history = {1: last(False, 8), 2: last(False, 7), 3: last(True, 8), 4: last(True, 7)}

    assert chosen([candidate(number) for number in (1, 2, 3, 4)], history) == [2, 1, 4, 3]


def test_what_was_asked_today_comes_last_even_if_it_went_wrong():
    assert chosen([candidate(1), candidate(2)], {1: last(False, 10), 2: last(True, 9)}) == [2, 1]


def test_new_questions_start_with_what_is_in_progress_and_with_the_easy_ones():
    questions = [candidate(1, doing=False), candidate(2, level=3), candidate(3, level=1)]

    assert chosen(questions, {}) == [3, 2, 1]


def test_one_topic_is_asked_about_once_while_there_are_others():
    questions = [candidate(1, topic="joins"), candidate(2, topic="joins"), candidate(3)]

    assert chosen(questions, {}, count=2) == [1, 3]
    assert chosen(questions, {}) == [1, 3, 2]


@pytest.mark.parametrize(
    ("titles", "said"),
    [([], ""), (["SQL"], "SQL"), (["SQL", "pandas", "SQL"], "SQL and pandas"), (["a", "b", "c"], "a, b and more")],
)
def test_subjects_are_named_once(titles, said):
    assert subjects([candidate(number, title=title) for number, title in enumerate(titles)]) == said


def test_minutes_follow_the_kinds_and_are_rounded_up():
    assert minutes([candidate(1, kind="single"), candidate(2, kind="open")]) == 7
