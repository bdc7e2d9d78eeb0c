"""Choosing among alternatives, against every way to choose."""

import itertools
import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from planning import (
    Availability,
    Choice,
    ChoiceError,
    Option,
    Prefer,
    Price,
    Status,
    Task,
    choose,
    make_plan,
    plan_costs,
)
from planning.choosing import with_options
from tests.planning.people import MONDAY, random_roadmap, random_week

WEEK = Availability((60,) * 7)


def some_price(chance):
    kind = chance.random()
    if kind < 0.3:
        return Price()
    if kind < 0.55:
        return Price(chance.randrange(500, 8_000, 100))
    return chance.choice((Price(4_900, "A"), Price(2_900, "B")))


def instance(seed):
    """Two to nine steps, one to four choices of two to four options, sometimes a target, sometimes a budget."""
    chance = random.Random(seed)
    week = random_week(chance)
    waiting = chance.choice(("none", "none", "last", "anywhere"))
    tasks = [
        task if chance.random() < 0.2 else replace(task, deadline=None)
        for task in random_roadmap(chance, chance.randint(2, 9), waiting=waiting)
    ]
    if chance.random() < 0.4:  # work months apart: then a paid month cannot be shared, though the bound hopes so
        tasks = [
            replace(task, deadline=None, not_before=MONDAY + timedelta(days=chance.randrange(150))) for task in tasks
        ]
    steps = chance.sample(range(len(tasks)), min(len(tasks), chance.randint(1, 4)))
    choices = [
        Choice(step, tuple(Option(n, chance.randint(0, 14), some_price(chance)) for n in range(chance.randint(2, 4))))
        for step in steps
    ]
    limits = {
        "prices": {task.key: some_price(chance) for task in tasks if task.key not in steps and chance.random() < 0.4},
        "target_on": MONDAY + timedelta(days=chance.randint(8, 120)) if chance.random() < 0.6 else None,
        "budget_cents": chance.randrange(0, 30_000, 500) if chance.random() < 0.6 else None,
        "prefer": chance.choice(list(Prefer)),
    }
    return tasks, choices, week, limits


def value(plan, costs, prefer):
    days = (plan.finishes_on - MONDAY).days
    return (days, costs.total_cents) if prefer == Prefer.SOONEST else (costs.total_cents, days)


def best_of_all(tasks, choices, week, limits):
    found = []
    for picks in itertools.product(*(choice.options for choice in choices)):
        options = {choice.step: option for choice, option in zip(choices, picks, strict=True)}
        plan = make_plan(
            with_options(tasks, options), availability=week, starts_on=MONDAY, target_on=limits["target_on"]
        )
        costs = plan_costs(plan, limits["prices"] | {step: option.price for step, option in options.items()})
        budget = limits["budget_cents"]
        if not plan.max_lateness_days and (budget is None or costs.total_cents <= budget):
            found.append(value(plan, costs, limits["prefer"]))
    return min(found, default=None)


def compare(seeds):
    """How often each status came up; fails at the first choice that is not the best of all."""
    seen = Counter()
    for seed in seeds:
        tasks, choices, week, limits = instance(seed)
        chosen = choose(tasks, choices, availability=week, starts_on=MONDAY, seconds=60, **limits)
        seen[chosen.status] += 1
        best = best_of_all(tasks, choices, week, limits)
        assert (best is None) == (chosen.status is Status.IMPOSSIBLE), seed
        if chosen.plan:
            assert value(chosen.plan, chosen.costs, limits["prefer"]) == best, seed
    assert set(seen) == {Status.OPTIMAL, Status.IMPOSSIBLE}
    return seen


def test_the_choice_is_the_best_of_all():
    assert min(compare(range(30)).values()) >= 5


@pytest.mark.slow
def test_the_choice_is_the_best_of_all_in_200_instances():
    assert min(compare(range(200)).values()) >= 30


def frameworks():
    options = (Option("pytorch", 1_200), Option("tensorflow", 1_500), Option("jax", 900, Price(3_000)))
    return [Task("framework", 1_200), Task("project", 600, ("framework",))], [Choice("framework", options)]


@pytest.mark.parametrize(("prefer", "taken"), [(Prefer.CHEAPEST, "pytorch"), (Prefer.SOONEST, "jax")])
def test_least_money_and_soonest_finish_are_different_wishes(prefer, taken):
    tasks, choices = frameworks()
    chosen = choose(tasks, choices, availability=WEEK, starts_on=MONDAY, prefer=prefer)
    assert chosen.options["framework"].key == taken
    assert chosen.status is Status.OPTIMAL


def test_two_courses_of_one_subscription_beat_two_cheaper_single_ones():
    choices = [
        Choice("a", (Option("once", 300, Price(3_000)), Option("monthly", 300, Price(4_900, "platform")))),
        Choice("b", (Option("once", 300, Price(3_000)), Option("monthly", 300, Price(4_900, "platform")))),
    ]
    chosen = choose([Task("a", 300), Task("b", 300)], choices, availability=WEEK, starts_on=MONDAY)
    assert {option.key for option in chosen.options.values()} == {"monthly"}
    assert chosen.costs.total_cents == 4_900


def test_when_the_time_is_up_the_answer_says_how_far_it_may_be_from_the_best():
    """Courses of one subscription lie months apart, so each set costs more than its bound, and there are 4,096 sets."""
    tasks = [Task(n, 3_600) for n in range(24)]
    choices = [
        Choice(n, (Option("a", 600 + n, Price(1_000, "A")), Option("b", 600 - n, Price(1_000, "B"))))
        for n in range(0, 24, 2)
    ]
    chosen = choose(tasks, choices, availability=WEEK, starts_on=MONDAY, seconds=1.5)
    assert chosen.status is Status.BEST_FOUND
    assert 0 < chosen.gap_percent < 100
    assert not chosen.plan.max_lateness_days


def test_no_time_at_all_is_no_proof_of_anything():
    tasks, choices = frameworks()
    assert choose(tasks, choices, availability=WEEK, starts_on=MONDAY, seconds=0).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("choices", "field"),
    [
        ([Choice("framework", ())], "options"),
        ([Choice("nothing", (Option("x", 60),))], "step"),
        ([Choice("framework", (Option("x", 60),)), Choice("framework", (Option("y", 60),))], "step"),
    ],
)
def test_a_choice_names_one_step_and_has_options(choices, field):
    tasks, _ = frameworks()
    with pytest.raises(ChoiceError) as caught:
        choose(tasks, choices, availability=WEEK, starts_on=MONDAY)
    assert caught.value.field == field
