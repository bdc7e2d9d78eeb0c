"""The exact algorithm against CP-SAT, which solves the same problem in another way (see oracle.py)."""

import random
from datetime import timedelta

import pytest

from planning import make_plan
from planning.problem import formulate
from planning.solve import solve
from tests.planning.oracle import DayByDay, least_lateness, soonest_finish
from tests.planning.people import MONDAY, random_roadmap, random_week

SMOKE = 40
FEW_STEPS = 7
ALL = 500


def differences(instances, waiting, most_steps=12):
    """Instances whose lateness (also below zero) or finish is not CP-SAT's optimum; and how many are proven."""
    wrong, proven = [], 0
    for seed in instances:
        chance = random.Random(seed)
        week = random_week(chance)
        tasks = random_roadmap(
            chance, chance.randint(1, most_steps), waiting=waiting, appointments=chance.random() < 0.3
        )
        plan = make_plan(tasks, availability=week, starts_on=MONDAY)
        least = solve(formulate(tasks, week, MONDAY)).least_lateness
        model = DayByDay(tasks, week, MONDAY)
        variable, optimum = least_lateness(model)
        finish = soonest_finish(model, variable, max(optimum or 0, 0))
        exact = optimum == least or waiting == "anywhere"
        if not exact or (max(optimum or 0, 0), MONDAY + timedelta(finish)) != (
            plan.max_lateness_days,
            plan.finishes_on,
        ):
            wrong.append(seed)
            assert not plan.proven, f"instance {seed} claims a proof"
        proven += plan.proven
    return wrong, proven


@pytest.mark.parametrize("waiting", ["none", "last"])
def test_nobody_could_be_less_late_or_finish_sooner(waiting):
    assert differences(range(SMOKE), waiting, FEW_STEPS) == ([], SMOKE)


@pytest.mark.slow
@pytest.mark.parametrize("waiting", ["none", "last"])
def test_nobody_could_be_less_late_or_finish_sooner_in_500_roadmaps(waiting):
    assert differences(range(ALL), waiting) == ([], ALL)


def test_with_waiting_between_steps_a_proof_is_only_claimed_where_there_is_one():
    wrong, proven = differences(range(SMOKE), "anywhere", FEW_STEPS)
    assert len(wrong) <= SMOKE // 20
    assert proven >= SMOKE * 3 // 4
    assert proven < SMOKE, "the instances are too easy to show anything"


@pytest.mark.slow
def test_with_waiting_between_steps_nearly_all_of_500_roadmaps_are_optimal():
    wrong, proven = differences(range(ALL), "anywhere")
    assert (len(wrong) <= ALL // 50, proven >= ALL * 4 // 5) == (True, True), (len(wrong), proven)
