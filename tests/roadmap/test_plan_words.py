"""What would move, why a date cannot be met and what could be chosen, said whole."""

from datetime import date, timedelta

import pytest
from django.utils import translation

import planning
from planning import Availability, Choice, Option, Price, Task, make_plan, negotiate
from roadmap import faults, forecasting, plan_words

WEEK = Availability.evenly(7)
START = date(2026, 9, 1)


def bootcamp(**more):
    course = Choice(
        "course",
        (
            Option("free", 100 * 60, title="the free course"),
            Option("paid", 78 * 60, Price(4_900, "platform"), title="the paid course"),
        ),
    )
    return negotiate(
        [
            Task("course", 100 * 60, title="Machine learning course"),
            Task("extra", 10 * 60, title="Extra reading", optional=True, position=1),
            Task("talk", 30 * 60, title="Conference talk", optional=True, position=2),
            Task("project", 60 * 60, ("course",), title="Project", position=3),
        ],
        availability=WEEK,
        starts_on=START,
        target_on=date(2027, 3, 1),
        choices=[course],
        chosen={"course": course.options[0]},
    )


def test_the_whole_negotiation_in_one_sentence():
    assert plan_words.negotiation(bootcamp(), "EUR") == (
        "1 Mar 2027 is impossible: 200 h of work (40 h of it optional), 182 h free. Choose: 8 h a week; "
        "or 19 Mar 2027; or leave out Conference talk (-30 h); or the paid course instead (-22 h, 49\N{NO-BREAK SPACE}EUR a month)."
    )


def test_what_is_possible_follows_the_proof():
    found = bootcamp()
    assert plan_words.possible(found, found.offers[:2], "EUR").endswith(
        "182 h free. Possible: 8 h a week or 19 Mar 2027."
    )


def test_waiting_alone_can_make_a_date_impossible():
    tasks = [Task("apply", 60, waiting_days=30), Task("start", 60, ("apply",), title="Internship")]
    found = negotiate(tasks, availability=WEEK, starts_on=START, target_on=START + timedelta(days=20))
    assert plan_words.proof(found.proof) == (
        "21 Sep 2026 is impossible: even with all your time, Internship is not ready before 1 Oct 2026."
    )


def moved(days: int, steps: int = 2) -> planning.Difference:
    plan = make_plan([Task("a", 60)], availability=WEEK, starts_on=START)
    move = planning.Move("a", "A", None, plan.dates["a"])
    before = date(2026, 12, 11)
    return planning.Difference(START, (move,) * steps, plan.dates, before, before + timedelta(days=days), plan)


@pytest.mark.parametrize(
    ("difference", "sentence"),
    [
        (moved(7), "2 steps move; the finish goes from 11 Dec 2026 to 18 Dec 2026, 7 days later."),
        (moved(-1, 1), "1 step moves; the finish goes from 11 Dec 2026 to 10 Dec 2026, 1 day earlier."),
        (moved(0), "2 steps move; the finish stays on 11 Dec 2026."),
        (moved(0, 0), "Nothing moves: your plan still holds."),
    ],
)
def test_a_difference_in_one_sentence(difference, sentence):
    assert plan_words.difference(difference) == sentence


@pytest.mark.parametrize(
    ("opens", "slack", "costs", "sentence"),
    [
        (14, 0, 6, "Finishing Probability opens 14 steps; a week late costs 6 days."),
        (1, 0, 1, "Finishing Probability opens 1 step; a week late costs 1 day."),
        (0, 19, 0, "Probability opens no other step; it can start 19 days later than planned."),
        (3, 599, 0, "Finishing Probability opens 3 steps; there is no hurry, it can wait 20 months."),
    ],
)
def test_what_holds_everything_up_says_what_it_costs_or_how_long_it_can_wait(opens, slack, costs, sentence):
    assert forecasting.said_of(planning.Slack("p", "Probability", slack, opens, costs)) == sentence


def test_what_no_plan_can_be_made_from_is_said_in_the_readers_language():
    with pytest.raises(planning.TargetBeforeStartError) as caught:
        make_plan([Task("a", 60)], availability=WEEK, starts_on=START, target_on=date(2026, 8, 1))
    assert faults.said(caught.value) == "The target 1 Aug 2026 lies before the start, 1 Sep 2026."
    with translation.override("de"):
        assert faults.said(caught.value) == "Der Zieltermin 1. Aug 2026 liegt vor dem Beginn am 1. Sep 2026."


def test_hours_that_no_week_holds_are_named_as_the_reader_writes_them():
    with pytest.raises(planning.HoursError) as caught:
        Availability.evenly(112.5)
    assert faults.said(caught.value) == "Hours a week must be more than 0 and at most 112, not 112.5."
