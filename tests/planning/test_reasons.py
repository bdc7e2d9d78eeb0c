"""Each date says why, as data: the words are the reader's (tests/roadmap/test_reasons.py)."""

from datetime import date, timedelta

from planning import Availability, Because, Task, make_plan

WEEK = Availability((60, 60, 60, 60, 60, 120, 120))
TUESDAY = date(2026, 12, 1)


def test_a_deadline_that_can_be_kept_anyway_moves_nobody():
    plan = make_plan(
        [Task("long", 600), Task("test", 60, deadline=date(2026, 12, 31), position=1)],
        availability=WEEK,
        starts_on=TUESDAY,
    )
    assert plan.order == ("long", "test")


def test_a_step_done_in_pieces_counts_them():
    plan = make_plan(
        [Task("long", 600), Task("test", 60, not_before=date(2026, 12, 3), deadline=date(2026, 12, 3))],
        availability=WEEK,
        starts_on=TUESDAY,
    )
    assert plan.dates["long"].reason.parts == 2
    assert plan.dates["test"].due_on == date(2026, 12, 3)


def test_a_reason_names_its_cause_and_its_work():
    plan = make_plan([Task("a", 60, title="A"), Task("b", 60, ("a",))], availability=WEEK, starts_on=TUESDAY)
    reason = plan.dates["b"].reason
    assert (reason.because, reason.cause, reason.minutes) == (Because.PREREQUISITE, "a", 60)
    assert reason.starts_on == reason.due_on == TUESDAY + timedelta(days=1)
