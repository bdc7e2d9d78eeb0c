"""When the date cannot be met: the proof, and offers that are checked and smallest."""

import itertools
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from planning import Availability, Choice, Option, Price, Task, make_plan, negotiate, prove_impossible
from planning.impossible import TooSlow
from planning.leaving_out import without
from planning.offers import LaterDate, LeaveOut, MoreHours, OtherOptions
from tests.planning.people import MONDAY, random_roadmap, random_week

WEEK = Availability.evenly(7)
NEGOTIATED = 150


def offers(negotiation):
    return {type(offer): offer for offer in negotiation.offers}


def instance(seed):
    chance = random.Random(seed)
    week = random_week(chance)
    waiting = chance.choice(("none", "none", "last"))
    roadmap = random_roadmap(chance, chance.randint(2, 9), waiting=waiting, appointments=chance.random() < 0.3)
    tasks = [
        replace(task, deadline=task.deadline if chance.random() < 0.3 else None, optional=chance.random() < 0.5)
        for task in roadmap
    ]
    return tasks, week, MONDAY + timedelta(days=chance.randint(4, 30))


def met(tasks, week, target):
    return not make_plan(tasks, availability=week, starts_on=MONDAY, target_on=target).max_lateness_days


@pytest.fixture(scope="module")
def negotiations():
    """Random roadmaps, with what was negotiated for those whose dates cannot be met."""
    found = []
    for seed in range(NEGOTIATED):
        tasks, week, target = instance(seed)
        negotiation = negotiate(tasks, availability=week, starts_on=MONDAY, target_on=target)
        assert (negotiation is None) == met(tasks, week, target)
        if negotiation:
            found.append((tasks, week, target, negotiation))
    assert len(found) >= NEGOTIATED // 3
    return found


def test_what_cannot_be_met_is_always_proved_and_what_can_never(negotiations):
    assert all(negotiation.proof is not None for *_, negotiation in negotiations)
    for seed in range(NEGOTIATED):
        tasks, week, target = instance(seed)
        if met(tasks, week, target):
            assert prove_impossible(tasks, week, MONDAY, target) is None


def test_fewer_whole_hours_than_offered_are_not_enough(negotiations):
    count = 0
    for tasks, week, target, negotiation in negotiations:
        offer = offers(negotiation).get(MoreHours)
        if offer:
            count += 1
            assert offer.availability.weekly_minutes == offer.weekly_hours * 60
            assert met(tasks, offer.availability, target)
            if (offer.weekly_hours - 1) * 60 > week.weekly_minutes:
                assert not met(tasks, week.raised_to(offer.weekly_hours - 1), target)
        else:
            days = sum(minutes > 0 for minutes in week.minutes_by_weekday)
            assert not met(tasks, week.raised_to(days * 16), target)
    assert count >= 10


def test_the_day_before_the_offered_date_cannot_be_met(negotiations):
    for tasks, week, target, negotiation in negotiations:
        offer = offers(negotiation)[LaterDate]
        if offer.target_on:
            assert offer.target_on > target
            if not offer.deadlines:
                assert met(tasks, week, offer.target_on)
                assert not met(tasks, week, offer.target_on - timedelta(days=1))
            elif not any(task.fixed_on for task in tasks):
                moved = [replace(task, deadline=offer.deadlines.get(task.key, task.deadline)) for task in tasks]
                assert met(moved, week, offer.target_on)


def test_the_optional_steps_left_out_are_the_least_work_that_will_do(negotiations):
    count = 0
    for tasks, week, target, negotiation in negotiations:
        optional = [task for task in tasks if task.optional and not task.fixed_on]
        enough = [
            (sum(task.minutes for task in left_out), size)
            for size in range(1, len(optional) + 1)
            for left_out in itertools.combinations(optional, size)
            if met(without(tasks, {task.key for task in left_out}), week, target)
        ]
        offer = offers(negotiation).get(LeaveOut)
        assert (offer and (offer.minutes, len(offer.keys))) == min(enough, default=None)
        count += offer is not None
    assert count >= 10


def test_a_proof_of_too_much_work_counts_only_what_must_lie_between_its_days(negotiations):
    for tasks, week, target, negotiation in negotiations:
        proof = negotiation.proof
        if hasattr(proof, "needed_minutes"):
            assert proof.needed_minutes > proof.free_minutes
            assert proof.needed_minutes == sum(task.minutes for task in tasks if task.key in proof.keys)
            alone = [replace(task, after=()) for task in tasks if task.key in proof.keys]
            assert proof.until_on <= target
            plan = make_plan(alone, availability=week, starts_on=proof.from_on)
            assert plan.finishes_on > proof.until_on or any(task.fixed_on for task in tasks)


def bootcamp():
    tasks = [
        Task("course", 100 * 60, title="Machine learning course"),
        Task("extra", 10 * 60, title="Extra reading", optional=True, position=1),
        Task("talk", 30 * 60, title="Conference talk", optional=True, position=2),
        Task("project", 60 * 60, ("course",), title="Project", position=3),
    ]
    choice = Choice(
        "course",
        (
            Option("free", 100 * 60, title="the free course"),
            Option("paid", 78 * 60, Price(4_900, "platform"), title="the paid course"),
            Option("tutor", 70 * 60, Price(90_000), title="a tutor"),
        ),
    )
    return tasks, choice


def test_the_whole_negotiation():
    tasks, choice = bootcamp()
    negotiation = negotiate(
        tasks,
        availability=WEEK,
        starts_on=date(2026, 9, 1),
        target_on=date(2027, 3, 1),
        choices=[choice],
        chosen={"course": choice.options[0]},
    )
    proof, made = negotiation.proof, offers(negotiation)
    assert (proof.until_on, proof.needed_minutes // 60, proof.optional_minutes // 60) == (date(2027, 3, 1), 200, 40)
    assert made[MoreHours].weekly_hours == 8
    assert made[LaterDate].target_on == date(2027, 3, 19)
    assert (made[LeaveOut].titles, made[LeaveOut].minutes) == (("Conference talk",), 30 * 60)
    assert (made[OtherOptions].minutes_less, made[OtherOptions].cents_more > 0) == (22 * 60, True)


def test_the_cheapest_other_options_swap_nothing_that_need_not_be():
    tasks, choice = bootcamp()
    editor = Choice("project", (Option("vim", 60 * 60), Option("emacs", 59 * 60)))
    chosen = {"course": choice.options[0], "project": editor.options[0]}
    negotiation = negotiate(
        tasks,
        availability=WEEK,
        starts_on=date(2026, 9, 1),
        target_on=date(2027, 3, 1),
        choices=[choice, editor],
        chosen=chosen,
    )
    offer = offers(negotiation)[OtherOptions]
    assert {step: option.key for step, option in offer.options.items()} == {"course": "paid"}
    assert not offer.plan.max_lateness_days


def test_options_beyond_the_budget_are_not_offered():
    tasks, choice = bootcamp()
    negotiation = negotiate(
        tasks,
        availability=WEEK,
        starts_on=date(2026, 9, 1),
        target_on=date(2027, 3, 1),
        choices=[choice],
        chosen={"course": choice.options[0]},
        budget_cents=4_000,
    )
    assert OtherOptions not in offers(negotiation)


def test_a_date_that_can_be_met_needs_no_negotiation():
    assert negotiate([Task("a", 60)], availability=WEEK, starts_on=MONDAY, target_on=MONDAY + timedelta(days=9)) is None


def test_waiting_alone_can_make_a_date_impossible():
    tasks = [Task("apply", 60, waiting_days=30), Task("start", 60, ("apply",), title="Internship")]
    negotiation = negotiate(tasks, availability=WEEK, starts_on=MONDAY, target_on=MONDAY + timedelta(days=20))
    late = TooSlow("start", "Internship", date(2026, 12, 13), date(2026, 12, 23))
    assert negotiation.proof == late
    assert MoreHours not in offers(negotiation)
