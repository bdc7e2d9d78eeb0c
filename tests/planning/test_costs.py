"""What the plan costs, and when."""

import itertools
import random
from datetime import date, timedelta

import pytest

from planning import Availability, Price, PriceError, Task, cheaper_order, make_plan, plan_costs
from planning.costs import month_after

WEEK = Availability((60,) * 7)
START = date(2027, 1, 15)


def costs(tasks, prices):
    return plan_costs(make_plan(tasks, availability=WEEK, starts_on=START), prices)


def test_a_course_paid_once_is_paid_on_its_first_day():
    found = costs([Task("a", 600), Task("b", 60)], {"b": Price(4_900)})
    assert [(payment.on, payment.cents) for payment in found.payments] == [(date(2027, 1, 25), 4_900)]
    assert found.free == ("a",)


def test_two_courses_in_one_paid_month_cost_once():
    found = costs([Task("a", 600), Task("b", 600)], {"a": Price(4_900, "platform"), "b": Price(4_900, "platform")})
    assert found.total_cents == 4_900
    assert [payment.keys for payment in found.shared] == [("a", "b")]
    assert found.payments[0].until_on == date(2027, 2, 14)


def test_a_month_in_which_nobody_learns_there_is_not_paid():
    tasks = [Task("a", 600), Task("between", 60 * 60), Task("b", 600)]
    found = costs(tasks, {"a": Price(4_900, "platform"), "b": Price(4_900, "platform")})
    assert found.cents_by_month == {date(2027, 1, 1): 4_900, date(2027, 3, 1): 4_900}


def test_a_course_of_forty_days_takes_two_paid_months():
    assert costs([Task("a", 40 * 60)], {"a": Price(1_000, "platform")}).cents_by_month == {
        date(2027, 1, 1): 1_000,
        date(2027, 2, 1): 1_000,
    }


@pytest.mark.parametrize(
    ("paid", "until"),
    [
        (date(2027, 1, 15), date(2027, 2, 14)),
        (date(2027, 1, 31), date(2027, 2, 27)),
        (date(2028, 1, 31), date(2028, 2, 28)),
        (date(2027, 12, 1), date(2027, 12, 31)),
        (date(2027, 12, 20), date(2028, 1, 19)),
    ],
)
def test_a_paid_month_runs_to_the_eve_of_the_same_day(paid, until):
    assert month_after(paid) == until


def test_drawing_the_courses_of_a_subscription_together_saves_a_month():
    tasks = [Task("a", 600), Task("between", 60 * 60), Task("b", 600)]
    prices = {"a": Price(4_900, "platform"), "b": Price(4_900, "platform")}
    saving = cheaper_order(tasks, prices, availability=WEEK, starts_on=START)
    assert saving.saves_cents == 4_900
    assert saving.costs.total_cents == 4_900
    assert saving.plan.finishes_on == make_plan(tasks, availability=WEEK, starts_on=START).finishes_on


def test_no_saving_is_offered_that_would_be_late():
    between = Task("between", 60 * 60, ("a",), deadline=START + timedelta(days=69))
    tasks = [Task("a", 600), between, Task("b", 600, ("between",))]
    prices = {"a": Price(4_900, "platform"), "b": Price(4_900, "platform")}
    assert cheaper_order(tasks, prices, availability=WEEK, starts_on=START) is None


def test_paying_when_work_is_at_hand_is_the_cheapest_way_to_cover_it():
    """Against every set of payment days for random plans of at most nine days of work."""
    for seed in range(40):
        chance = random.Random(seed)
        tasks = [Task(n, 60, not_before=START + timedelta(days=chance.randrange(120)), position=n) for n in range(7)]
        plan = make_plan(tasks, availability=WEEK, starts_on=START)
        found = plan_costs(plan, {n: Price(100, "platform") for n in range(7)})
        days = sorted({work.on for work in plan.work()})
        fewest = next(
            count
            for count in range(1, len(days) + 1)
            if any(
                all(any(paid <= day <= month_after(paid) for paid in months) for day in days)
                for months in itertools.combinations(days, count)
            )
        )
        assert len(found.payments) == fewest


def test_a_subscription_has_one_price_and_none_is_below_nothing():
    with pytest.raises(PriceError, match="two prices"):
        costs([Task("a", 60), Task("b", 60)], {"a": Price(100, "platform"), "b": Price(200, "platform")})
    with pytest.raises(PriceError) as caught:
        Price(-1)
    assert caught.value.field == "cents"
