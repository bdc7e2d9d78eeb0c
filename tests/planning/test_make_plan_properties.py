"""What holds for every learner, whoever they are."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning import Availability, make_plan
from tests.planning.people import MONDAY, random_roadmap, random_week

seeds = st.integers(0, 10**9)
waitings = st.sampled_from(["none", "last", "anywhere"])


def somebody(seed, waiting="none", appointments=False, steps=14):
    chance = random.Random(seed)
    return random_roadmap(chance, chance.randint(1, steps), waiting=waiting, appointments=appointments), random_week(
        chance
    )


@given(seeds, waitings, st.booleans())
@settings(max_examples=150, deadline=None)
def test_nobody_starts_a_step_before_its_prerequisites_are_ready(seed, waiting, appointments):
    tasks, week = somebody(seed, waiting, appointments)
    dates = make_plan(tasks, availability=week, starts_on=MONDAY).dates
    for task in tasks:
        for needed in task.after:
            if not task.fixed_on:
                assert dates[needed].ready_on <= dates[task.key].starts_on
            elif dates[needed].ready_on >= task.fixed_on:
                assert dates[task.key].reason.unready


@given(seeds, waitings)
@settings(max_examples=100, deadline=None)
def test_the_work_of_a_day_is_in_the_order_of_the_prerequisites(seed, waiting):
    tasks, week = somebody(seed, waiting)
    seen, ended = Counter(), set()
    for work in make_plan(tasks, availability=week, starts_on=MONDAY).work():
        task = tasks[work.key]
        assert all(needed in ended or not tasks[needed].minutes for needed in task.after)
        seen[work.key] += work.minutes
        if seen[work.key] == task.minutes:
            ended.add(work.key)


@given(seeds, waitings, st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_day_holds_more_work_than_free_time(seed, waiting, appointments):
    tasks, week = somebody(seed, waiting, appointments)
    plan = make_plan(tasks, availability=week, starts_on=MONDAY)
    appointed = {task.key for task in tasks if task.fixed_on}
    by_day = Counter()
    for work in plan.work():
        by_day[work.on] += work.minutes
    for day, minutes in by_day.items():
        taken_anyway = sum(tasks[key].minutes for key in appointed if tasks[key].fixed_on == day)
        assert minutes <= max(week.minutes_on(day), taken_anyway)


@given(seeds, waitings, st.booleans())
@settings(max_examples=150, deadline=None)
def test_each_step_gets_all_its_work_between_its_dates(seed, waiting, appointments):
    tasks, week = somebody(seed, waiting, appointments)
    plan = make_plan(tasks, availability=week, starts_on=MONDAY)
    days = {task.key: [] for task in tasks}
    given_minutes = Counter()
    for work in plan.work():
        days[work.key].append(work.on)
        given_minutes[work.key] += work.minutes
    for task in tasks:
        dated = plan.dates[task.key]
        assert given_minutes[task.key] == task.minutes
        assert dated.ready_on == dated.due_on + timedelta(days=task.waiting_days)
        if days[task.key]:
            assert (min(days[task.key]), max(days[task.key])) == (dated.starts_on, dated.due_on)
        assert dated.starts_on >= (task.fixed_on or task.not_before or MONDAY)


@given(seeds, st.sampled_from(["none", "last"]), st.integers(0, 6), st.integers(1, 3))
@settings(max_examples=150, deadline=None)
def test_more_hours_are_never_later_and_never_finish_later(seed, waiting, weekday, more):
    tasks, week = somebody(seed, waiting)
    minutes = list(week.minutes_by_weekday)
    minutes[weekday] += more
    before = make_plan(tasks, availability=week, starts_on=MONDAY)
    after = make_plan(tasks, availability=Availability(tuple(minutes), week.days_off), starts_on=MONDAY)
    assert after.max_lateness_days <= before.max_lateness_days
    # Lateness counts before the finish: with waiting at the end, new time may go into saving a deadline instead.
    if waiting == "none" or after.max_lateness_days == before.max_lateness_days:
        assert after.finishes_on <= before.finishes_on


@given(seeds, waitings)
@settings(max_examples=100, deadline=None)
def test_a_day_off_is_kept_free(seed, waiting):
    tasks, week = somebody(seed, waiting)
    assert not week.days_off & {work.on for work in make_plan(tasks, availability=week, starts_on=MONDAY).work()}


@given(seeds)
@settings(max_examples=100, deadline=None)
def test_without_deadlines_and_first_days_the_roadmaps_own_order_is_the_plan(seed):
    tasks, week = somebody(seed)
    chain = [task for task in tasks if task.minutes]
    plain = [type(task)(task.key, task.minutes, position=task.position) for task in chain]
    plan = make_plan(plain, availability=week, starts_on=MONDAY)
    assert list(plan.order) == [task.key for task in sorted(plain, key=lambda task: task.position)]


@given(seeds, waitings)
@settings(max_examples=60, deadline=None)
def test_the_same_roadmap_gives_the_same_plan(seed, waiting):
    tasks, week = somebody(seed, waiting)
    first = make_plan(tasks, availability=week, starts_on=MONDAY)
    assert make_plan(tasks, availability=week, starts_on=MONDAY) == first


@pytest.mark.parametrize(
    ("fewer", "more"), [(1, 2), (2.5, 2.75), (7, 7.25), (7.1, 7.3), (10, 11), (23.9, 24), (111, 112)]
)
def test_no_weekday_loses_time_when_the_hours_grow(fewer, more):
    less = Availability.evenly(fewer).minutes_by_weekday
    greater = Availability.evenly(more).minutes_by_weekday
    assert all(a <= b for a, b in zip(less, greater, strict=True))
    assert (sum(less), sum(greater)) == (round(fewer * 60), round(more * 60))
