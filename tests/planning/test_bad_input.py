"""Bad input: an error that names the field and the limit; never a hang, never a plan that lies."""

from datetime import date, timedelta

import pytest

import planning
from planning import Availability, Task, make_plan
from tests.planning.people import MONDAY

WEEK = Availability.evenly(10)


def test_a_circle_of_prerequisites_names_the_circle_and_nobody_else():
    tasks = [
        Task("capstone", 60, ("project",), title="Capstone"),
        Task("git", 60, title="Git"),
        Task("algebra", 60, ("git", "statistics"), title="Algebra"),
        Task("probability", 60, ("algebra",), title="Probability"),
        Task("statistics", 60, ("probability",), title="Statistics"),
        Task("project", 60, ("statistics",), title="Project"),
    ]
    with pytest.raises(planning.CircularPrerequisitesError, match=r"circle: .*→.*→.*→") as caught:
        make_plan(tasks, availability=WEEK, starts_on=MONDAY)
    assert caught.value.field == "after"
    assert set(caught.value.circle) == {"algebra", "probability", "statistics"}
    for first, second in zip(caught.value.circle, (*caught.value.circle[1:], caught.value.circle[0]), strict=True):
        assert first in next(task.after for task in tasks if task.key == second)


def test_a_step_that_waits_for_itself_is_a_circle_of_one():
    with pytest.raises(planning.CircularPrerequisitesError) as caught:
        make_plan([Task("a", 60, ("a",), title="A")], availability=WEEK, starts_on=MONDAY)
    assert caught.value.circle == ("a",)


@pytest.mark.parametrize("hours", [0, -1, 112.5, 168, 10_000, float("nan"), float("inf")])
def test_hours_a_week_are_more_than_none_and_at_most_112(hours):
    with pytest.raises(planning.HoursError) as caught:
        Availability.evenly(hours)
    assert caught.value.field == "weekly_hours"


def test_the_limit_of_112_hours_itself_is_allowed_and_named_beyond():
    assert Availability.evenly(112).weekly_minutes == 112 * 60
    with pytest.raises(planning.HoursError, match="at most 112, not 113"):
        Availability.evenly(113)


@pytest.mark.parametrize(
    "week", [(0,) * 7, (-60, 60, 60, 60, 60, 60, 60), (1441, 0, 0, 0, 0, 0, 0), (60,) * 6, (961,) * 7]
)
def test_a_week_by_weekday_has_seven_days_of_sensible_length(week):
    with pytest.raises(planning.HoursError) as caught:
        Availability(week)
    assert caught.value.field == "minutes_by_weekday"


@pytest.mark.parametrize(
    "estimate",
    [
        {"minutes": -1},
        {"minutes": 300_001},
        {"minutes": 60, "minutes_low": 61},
        {"minutes": 60, "minutes_high": 59},
        {"minutes": 60, "minutes_low": -5},
        {"minutes": 60, "minutes_high": 10**9},
    ],
)
def test_estimates_are_neither_negative_nor_absurd_nor_out_of_order(estimate):
    with pytest.raises(planning.MinutesError, match="Algebra") as caught:
        Task("algebra", title="Algebra", **estimate)
    assert caught.value.field == "minutes"


@pytest.mark.parametrize("days", [-1, 3_651])
def test_waiting_is_neither_negative_nor_endless(days):
    with pytest.raises(planning.MinutesError) as caught:
        Task("reply", 0, waiting_days=days)
    assert caught.value.field == "waiting_days"


def test_a_target_before_the_start_is_refused():
    with pytest.raises(planning.TargetBeforeStartError) as caught:
        make_plan([Task("a", 60)], availability=WEEK, starts_on=MONDAY, target_on=MONDAY - timedelta(days=1))
    assert caught.value.field == "target_on"
    assert make_plan([Task("a", 60)], availability=WEEK, starts_on=MONDAY, target_on=MONDAY).target_on == MONDAY


def test_a_day_off_on_every_day_is_refused():
    always = {MONDAY + timedelta(days=number) for number in range(800)}
    with pytest.raises(planning.EveryDayOffError) as caught:
        make_plan([Task("a", 60)], availability=WEEK.without(always), starts_on=MONDAY)
    assert caught.value.field == "days_off"


def test_a_year_off_only_puts_the_work_off():
    year = {MONDAY + timedelta(days=number) for number in range(365)}
    plan = make_plan([Task("a", 60)], availability=WEEK.without(year), starts_on=MONDAY)
    assert plan.dates["a"].starts_on == MONDAY + timedelta(days=365)


def test_work_beyond_sixty_years_is_refused_and_not_counted_day_by_day_for_ever():
    with pytest.raises(planning.TooLongError, match="60 years"):
        make_plan([Task(n, 300_000) for n in range(50)], availability=Availability.evenly(1), starts_on=MONDAY)


def test_two_steps_with_one_key_are_refused():
    with pytest.raises(planning.DuplicateKeyError, match="'a'"):
        make_plan([Task("a", 60), Task("b", 60), Task("a", 30)], availability=WEEK, starts_on=MONDAY)


def test_a_prerequisite_that_nobody_knows_is_refused_unless_it_is_done():
    tasks = [Task("b", 60, ("a",), title="B")]
    with pytest.raises(planning.UnknownPrerequisiteError, match="B comes after 'a'"):
        make_plan(tasks, availability=WEEK, starts_on=MONDAY)
    assert make_plan(tasks, availability=WEEK, starts_on=MONDAY, done={"a"}).dates["b"].starts_on == MONDAY


@pytest.mark.parametrize(
    ("task", "field"),
    [
        ({"fixed_on": MONDAY - timedelta(days=1)}, "fixed_on"),
        ({"deadline": date(2999, 1, 1)}, "deadline"),
        ({"not_before": date(2999, 1, 1)}, "not_before"),
    ],
)
def test_dates_that_no_plan_can_use_are_refused_by_name(task, field):
    with pytest.raises(planning.DateError) as caught:
        make_plan([Task("exam", 60, **task)], availability=WEEK, starts_on=MONDAY)
    assert caught.value.field == field


def test_an_appointment_cannot_come_before_the_one_it_needs():
    tasks = [
        Task("second", 60, ("first",), fixed_on=MONDAY + timedelta(days=3)),
        Task("first", 60, fixed_on=MONDAY + timedelta(days=5)),
    ]
    with pytest.raises(planning.DateError, match="second is fixed on"):
        make_plan(tasks, availability=WEEK, starts_on=MONDAY)


def test_a_start_at_the_end_of_the_calendar_is_refused():
    with pytest.raises(planning.DateError) as caught:
        make_plan([Task("a", 60)], availability=WEEK, starts_on=date(9990, 1, 1))
    assert caught.value.field == "starts_on"


@pytest.mark.parametrize(("country", "subdivision", "field"), [("XX", None, "country"), ("DE", "ZZ", "subdivision")])
def test_a_region_that_does_not_exist_is_refused(country, subdivision, field):
    with pytest.raises(planning.DateError) as caught:
        planning.public_holidays(country, [2026], subdivision)
    assert caught.value.field == field


def test_the_holidays_of_a_region_are_its_own():
    assert date(2026, 1, 6) in planning.public_holidays("DE", [2026], "BY")
    assert date(2026, 1, 6) not in planning.public_holidays("DE", [2026], "BE")


def test_every_error_is_a_planning_error_with_a_sentence():
    for name in planning.__all__:
        error = getattr(planning, name)
        if isinstance(error, type) and issubclass(error, Exception):
            assert issubclass(error, planning.PlanningError)
            assert issubclass(error, ValueError)


def test_a_plan_for_nothing_finishes_when_it_starts():
    plan = make_plan([], availability=WEEK, starts_on=MONDAY, target_on=MONDAY)
    assert (plan.finishes_on, plan.max_lateness_days, dict(plan.dates)) == (MONDAY, 0, {})
