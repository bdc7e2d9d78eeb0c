"""What holds everything up, against planning again with every step put off day by day."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from planning import Availability, Task, bottleneck, make_plan, slacks
from tests.planning.people import MONDAY, random_roadmap, random_week


def put_off(tasks, key, day, week):
    later = [replace(task, not_before=day) if task.key == key else task for task in tasks]
    return make_plan(later, availability=week, starts_on=MONDAY)


def by_planning_again(plan, tasks, key, week):
    def suffers(days):
        late = put_off(tasks, key, plan.dates[key].starts_on + timedelta(days=days), week)
        return late.max_lateness_days > plan.max_lateness_days or late.finishes_on > plan.finishes_on

    slack = 0
    while not suffers(slack + 1):
        slack += 1
    week_late = put_off(tasks, key, plan.dates[key].starts_on + timedelta(days=7), week)
    return slack, max(0, (week_late.finishes_on - plan.finishes_on).days)


@pytest.mark.parametrize("waiting", ["none", "last"])
def test_slack_and_the_cost_of_a_week_are_what_planning_again_shows(waiting):
    costly = 0
    for seed in range(25):
        chance = random.Random(seed)
        week = random_week(chance)
        tasks = random_roadmap(chance, chance.randint(1, 10), waiting=waiting, appointments=chance.random() < 0.3)
        plan = make_plan(tasks, availability=week, starts_on=MONDAY)
        for task in tasks:
            found = slacks(plan)[task.key]
            if task.fixed_on:
                assert found.slack_days == 0
                continue
            slack, costs = by_planning_again(plan, tasks, task.key, week)
            assert found.slack_days == slack, (seed, task.key)
            assert found.week_late_costs_days == costs if waiting == "none" else found.week_late_costs_days <= costs
            costly += costs > 0
    assert costly > 40


def test_the_step_that_opens_most_is_the_bottleneck():
    week = Availability((60,) * 7)
    tasks = [
        Task("git", 120, title="Git"),
        Task("probability", 300, title="Probability", position=1),
        *[Task(n, 60, ("probability",), position=2 + n) for n in range(14)],
    ]
    plan = make_plan(tasks, availability=week, starts_on=MONDAY)
    found = bottleneck(plan)
    assert (found.title, found.opens, found.week_late_costs_days) == ("Probability", 14, 7)
    git = slacks(plan)["git"]
    assert (git.opens, git.week_late_costs_days, git.slack_days) == (0, 0, 19)


def test_other_work_fills_part_of_a_lost_week():
    week = Availability((60,) * 7)
    tasks = [Task("a", 300), *[Task(n, 60, ("a",)) for n in range(4)], Task("aside", 240)]
    plan = make_plan(tasks, availability=week, starts_on=MONDAY)
    assert slacks(plan)["a"].week_late_costs_days == 3


def test_who_depends_on_a_step_is_counted_once_however_many_paths_lead_there():
    tasks = [Task("a", 60), Task("b", 60, ("a",)), Task("c", 60, ("a",)), Task("d", 60, ("b", "c"))]
    plan = make_plan(tasks, availability=Availability((60,) * 7), starts_on=MONDAY)
    assert {key: one.opens for key, one in slacks(plan).items()} == {"a": 3, "b": 1, "c": 1, "d": 0}


def test_a_plan_for_nothing_has_no_bottleneck():
    assert bottleneck(make_plan([], availability=Availability((60,) * 7), starts_on=MONDAY)) is None
