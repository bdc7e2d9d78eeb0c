"""What the plan costs: months, what is free, what overlaps, what another order saves."""

import pytest
import time_machine

from catalog.models import Pathway
from roadmap import actions
from roadmap.models import StepPrice
from tests import factories

FIRST_DAY = "2027-01-04T09:00:00+01:00"


@pytest.fixture(autouse=True)
def first_day():
    with time_machine.travel(FIRST_DAY):
        yield


@pytest.fixture
def address(roadmap) -> str:
    """Of the costs of her roadmap, who pays in euros."""
    roadmap.currency = "EUR"
    roadmap.save()
    return f"{roadmap.get_absolute_url()}costs/"


@pytest.fixture
def price(ada, roadmap):
    def priced(key: str, cents: int, subscription: str = "") -> None:
        actions.set_price(factories.step(roadmap, key), cents=cents, subscription=subscription, by=ada)

    return priced


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_plan_without_prices_costs_nothing(as_ada, address):
    page = words_of(as_ada.get(address))

    assert "Your plan costs nothing" in page
    assert "Four open steps cost nothing." in page


def test_what_is_paid_stands_in_its_month(as_ada, address, price):
    price("python", 4900, "Coursera")
    price("fraud", 12_050)
    page = words_of(as_ada.get(address))

    assert "From today, your plan costs 169.50 EUR" in page
    assert "49 EUR to Coursera on 4 Jan 2027: Python" in page
    assert '<td class="num">Jan 2027</td>' in page
    assert "120.50 EUR on " in page
    assert "Two open steps cost nothing." in page


def test_a_paid_month_that_two_steps_share_is_paid_once(as_ada, address, price):
    price("python", 4900, "Coursera")
    price("pandas", 4900, "Coursera")
    page = words_of(as_ada.get(address))

    assert "From today, your plan costs 49 EUR<" in page
    assert "one paid month of Coursera serves two steps: Python, pandas." in page


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        (200, "Your budget of 200 EUR holds it."),
        (100, "That is 69.50 EUR more than your budget of 100 EUR."),
    ],
)
def test_the_budget_is_held_against_it(as_ada, roadmap, address, price, budget, said):
    roadmap.budget = budget
    roadmap.save()
    price("python", 4900, "Coursera")
    price("fraud", 12_050)

    assert said in words_of(as_ada.get(address))


def test_each_amount_names_its_currency(as_ada, roadmap, address, price):
    price("python", 4900, "Coursera")
    page = words_of(as_ada.get(address))

    assert "49 EUR a month to Coursera" in page
    assert "In EUR. 0 when it is free after all." in page
    assert "settings/#id_currency" in page


def test_it_is_named_as_her_language_does(as_ada, ada, address, price):
    ada.language = "de"
    ada.save()
    price("fraud", 123_450)

    assert "1.234,50 EUR" in words_of(as_ada.get(address))


@pytest.mark.parametrize(
    ("currency", "cost", "budget", "said", "not_compared"),
    [
        ("USD", 9000, 2000, "A degree: 0 to 9,000 USD. That comes on top of what your steps cost.", True),
        ("USD", 9000, None, "A degree: 0 to 9,000 USD. That comes on top", False),
        ("EUR", 9000, 2000, "A degree: 0 to 9,000 EUR. That comes on top", False),
        ("USD", 0, 2000, "", False),
    ],
)
def test_the_pathway_comes_on_top_and_another_currency_is_not_compared(
    as_ada, roadmap, address, currency, cost, budget, said, not_compared
):
    roadmap.budget = budget
    roadmap.pathway = Pathway.objects.create(
        key="degree", title="A degree", pack=factories.pack(), months_low=36, months_high=48,
        cost_low=0, cost_high=cost, currency=currency,
    )  # fmt: skip
    roadmap.save()
    page = words_of(as_ada.get(address))

    assert said in page
    assert ("A degree" in page) == bool(cost)
    assert ("Your budget is in EUR, so the two are not compared." in page) == not_compared


def test_one_subscription_has_one_price(ada, roadmap, price):
    price("python", 4900, "Coursera")
    price("pandas", 3900, "coursera")

    assert list(StepPrice.objects.order_by("step").values_list("subscription", "cents")) == [("Coursera", 3900)] * 2


def apart(roadmap, price) -> None:
    """Six weeks of other work lie between the two steps of one subscription."""
    roadmap.steps.filter(item__key="pytorch").update(minutes=48 * 60)
    price("python", 4900, "Coursera")
    roadmap.steps.filter(item__key="pandas").update(position=3)
    roadmap.steps.filter(item__key="pytorch").update(position=2)
    price("pandas", 4900, "Coursera")
    actions.date_steps(roadmap, cause="replanned")


def test_drawing_a_subscription_together_is_offered_and_taken(as_ada, roadmap, address, price):
    apart(roadmap, price)
    page = words_of(as_ada.get(address))
    assert "Another order saves 49 EUR" in page
    assert "Coursera: Python, then pandas" in page
    before = dict(roadmap.steps.values_list("title", "starts_on"))

    as_ada.post(f"{address}order/", {"version": "2"})

    after = dict(roadmap.steps.values_list("title", "starts_on"))
    assert after["pandas"] < before["pandas"]
    assert roadmap.plan_versions.last().number == 3


def test_a_stale_tab_takes_no_order(as_ada, roadmap, address, price):
    apart(roadmap, price)
    before = dict(roadmap.steps.values_list("title", "starts_on"))
    page = words_of(as_ada.post(f"{address}order/", {"version": "1"}, follow=True))

    assert "The plan has changed since you opened this page." in page
    assert dict(roadmap.steps.values_list("title", "starts_on")) == before


def test_she_writes_a_price_and_takes_it_away_again(as_ada, roadmap, address):
    python = factories.step(roadmap, "python")
    as_ada.post(f"{address}price/", {"step": python.pk, "amount": "49.50", "subscription": "Coursera"})
    assert StepPrice.objects.get().cents == 4950

    as_ada.post(f"{address}price/", {"step": python.pk, "amount": "0"})
    assert not StepPrice.objects.exists()


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"step": "", "amount": "49"}, "Choose a step."),
        ({"step": "987654321", "amount": "49"}, "Choose one of the steps in the list."),
        ({"amount": ""}, "Say how much it costs"),
        ({"amount": "-1"}, "A price is 0 or more."),
        ({"amount": "1.234"}, "two decimals at most"),
        ({"amount": "1e99"}, "A price is 1,000,000 at most."),
        ({"amount": "NaN"}, "Write the amount as 49 or 49.50."),
        ({"amount": "49", "subscription": "x" * 61}, "Use 60 characters at most."),
        ({"amount": "49", "subscription": "a\x00b"}, ""),
    ],
)
def test_a_price_that_cannot_be_is_refused_by_name(as_ada, roadmap, address, said, fault):
    answer = as_ada.post(f"{address}price/", {"step": factories.step(roadmap, "python").pk, **said})

    assert answer.status_code == 422
    assert fault in answer.content.decode()
    assert not StepPrice.objects.exists()


def test_nobody_prices_a_step_of_anothers(as_mallory, mallory, template, roadmap):
    own = factories.roadmap_of(mallory, template)
    foreign = factories.step(roadmap, "python")
    answer = as_mallory.post(f"{own.get_absolute_url()}costs/price/", {"step": foreign.pk, "amount": "49"})

    assert answer.status_code == 422
    assert not StepPrice.objects.exists()


def test_a_finished_road_has_nothing_to_pay(as_ada, ada, roadmap, address):
    for step in roadmap.steps.filter(is_chosen=True):
        actions.set_status(step.pk, "done", by=ada)

    assert "Nothing is open, so nothing is to be paid" in words_of(as_ada.get(address))


@pytest.mark.parametrize("priced", [1, 3])
def test_the_page_costs_the_same_for_one_price_as_for_three(as_ada, address, price, priced, django_assert_num_queries):
    for key in ("python", "pandas", "fraud")[:priced]:
        price(key, 4900, "Coursera")
    with django_assert_num_queries(9):
        as_ada.get(address)
