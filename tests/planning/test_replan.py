"""Replanning: what happened stays, what can stay does, and the rest is told as a difference."""

import random
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from planning import Availability, Task, make_plan
from planning.difference import replan
from tests.planning.people import MONDAY, random_roadmap, random_week

WEEK = Availability((60, 60, 60, 60, 60, 0, 0))
seeds = st.integers(0, 10**9)


def as_planned(plan, tasks, today):
    """What somebody has done and worked who did exactly what the plan said until last evening."""
    worked = plan.minutes_before(today)
    done = {
        task.key: plan.dates[task.key].due_on
        for task in tasks
        if plan.dates[task.key].due_on < today or (0 < task.minutes == worked.get(task.key))
    }
    return done, {key: minutes for key, minutes in worked.items() if key not in done}


@given(seeds, st.sampled_from(["none", "last", "anywhere"]), st.booleans(), st.integers(0, 40))
@settings(max_examples=150, deadline=None)
def test_whoever_keeps_to_the_plan_is_asked_to_move_nothing(seed, waiting, appointments, days):
    chance = random.Random(seed)
    week, tasks = random_week(chance), random_roadmap(chance, 10, waiting=waiting, appointments=appointments)
    plan = make_plan(tasks, availability=week, starts_on=MONDAY)
    today = MONDAY + timedelta(days=days)
    done, worked = as_planned(plan, tasks, today)
    difference = replan(
        tasks,
        planned=plan.dates,
        availability=week,
        today=today,
        done=done,
        worked=worked,
        planned_lateness_days=plan.max_lateness_days,
    )
    # An appointment that passes before what it needs is ready frees that from its date: there is something to gain.
    if plan.proven and not any(dated.reason.unready for dated in plan.dates.values()):
        assert difference.changes_nothing, difference.moved
        assert not difference.dates


@given(seeds, st.integers(1, 30))
@settings(max_examples=100, deadline=None)
def test_done_steps_are_never_touched(seed, days):
    chance = random.Random(seed)
    week, tasks = random_week(chance), random_roadmap(chance, 10)
    plan = make_plan(tasks, availability=week, starts_on=MONDAY)
    done = {task.key: MONDAY for task in tasks if chance.random() < 0.4}
    today = MONDAY + timedelta(days=days)
    difference = replan(tasks, planned=plan.dates, availability=week, today=today, done=done)
    assert not done.keys() & difference.dates.keys()
    assert not done.keys() & {move.key for move in difference.moved}
    for dated in difference.dates.values():
        assert dated.starts_on >= today


def three_steps():
    return [
        Task("algebra", 300, title="Linear algebra"),
        Task("probability", 300, ("algebra",), title="Probability"),
        Task("statistics", 300, ("probability",), title="Statistics"),
    ]


def test_a_week_of_nothing_moves_every_open_step_by_a_week():
    plan = make_plan(three_steps(), availability=WEEK, starts_on=MONDAY)
    done = {"algebra": date(2026, 11, 27)}
    today = date(2026, 12, 7)
    difference = replan(three_steps(), planned=plan.dates, availability=WEEK, today=today, done=done)
    assert [(move.key, move.before.due_on, move.after.due_on) for move in difference.moved] == [
        ("probability", date(2026, 12, 4), date(2026, 12, 11)),
        ("statistics", date(2026, 12, 11), date(2026, 12, 18)),
    ]
    assert (difference.finish_before, difference.finish_after) == (date(2026, 12, 11), date(2026, 12, 18))


def test_an_evening_missed_that_the_week_can_still_hold_moves_nothing():
    roomy = [Task("a", 60, title="A"), Task("b", 60, not_before=date(2026, 11, 26), title="B")]
    planned = {
        "a": make_plan(roomy, availability=WEEK, starts_on=MONDAY).dates["a"],
        "b": make_plan(roomy, availability=WEEK, starts_on=MONDAY).dates["b"],
    }
    tuesday_to_wednesday = type(planned["a"])(MONDAY, date(2026, 11, 25), date(2026, 11, 25), planned["a"].reason)
    planned["a"] = tuesday_to_wednesday
    assert replan(roomy, planned=planned, availability=WEEK, today=date(2026, 11, 24)).changes_nothing


def test_too_little_time_before_a_due_date_that_is_still_ahead_moves_the_step():
    plan = make_plan(three_steps(), availability=WEEK, starts_on=MONDAY)
    done = {"algebra": date(2026, 11, 27)}
    thursday = date(2026, 12, 3)
    difference = replan(three_steps(), planned=plan.dates, availability=WEEK, today=thursday, done=done)
    assert [move.after.due_on for move in difference.moved] == [date(2026, 12, 9), date(2026, 12, 16)]


def test_a_deadline_that_is_new_moves_the_step_ahead_of_the_others():
    tasks = [Task("a", 300, title="A"), Task("b", 300, title="B")]
    plan = make_plan(tasks, availability=WEEK, starts_on=MONDAY)
    urgent = [tasks[0], Task("b", 300, title="B", deadline=date(2026, 11, 27))]
    difference = replan(urgent, planned=plan.dates, availability=WEEK, today=MONDAY)
    assert difference.dates["b"].due_on == date(2026, 11, 27)
    assert difference.finish_before == difference.finish_after


def test_whoever_is_ahead_is_offered_the_earlier_finish():
    plan = make_plan(three_steps(), availability=WEEK, starts_on=MONDAY)
    done = {"algebra": date(2026, 11, 24)}
    difference = replan(three_steps(), planned=plan.dates, availability=WEEK, today=date(2026, 11, 25), done=done)
    assert (difference.finish_before, difference.finish_after) == (date(2026, 12, 11), date(2026, 12, 8))


def test_a_step_in_progress_keeps_its_start():
    plan = make_plan(three_steps(), availability=WEEK, starts_on=MONDAY)
    difference = replan(
        three_steps(), planned=plan.dates, availability=WEEK, today=date(2026, 11, 30), worked={"algebra": 120}
    )
    assert difference.dates["algebra"].starts_on == MONDAY
    assert difference.dates["algebra"].due_on == date(2026, 12, 2)


def test_waiting_for_a_reply_goes_on_after_the_step_is_done():
    tasks = [Task("apply", 60, waiting_days=10), Task("prepare", 60, ("apply",))]
    plan = make_plan(tasks, availability=WEEK, starts_on=MONDAY)
    late = replan(
        tasks, planned=plan.dates, availability=WEEK, today=date(2026, 11, 28), done={"apply": date(2026, 11, 27)}
    )
    assert late.dates["prepare"].starts_on == date(2026, 12, 7)


def test_a_new_step_and_one_that_has_left_are_both_told():
    plan = make_plan(three_steps(), availability=WEEK, starts_on=MONDAY)
    changed = [*three_steps()[:2], Task("sql", 60, ("probability",), title="SQL")]
    difference = replan(changed, planned=plan.dates, availability=WEEK, today=MONDAY)
    assert {(move.key, move.before is None, move.after is None) for move in difference.moved} == {
        ("sql", True, False),
        ("statistics", False, True),
    }


def test_a_target_that_has_passed_is_missed_and_not_an_error():
    plan = make_plan(three_steps(), availability=WEEK, starts_on=MONDAY, target_on=date(2026, 12, 11))
    difference = replan(
        three_steps(), planned=plan.dates, availability=WEEK, today=date(2026, 12, 14), target_on=date(2026, 12, 11)
    )
    assert difference.plan.days_after_target == 21
