"""Money on the start page: the price of a pathway, the budget, and the currency that both are in."""

import pytest
import time_machine

from catalog.models import Pathway
from roadmap.models import Roadmap
from tests import factories
from tests.roadmap.test_start import previewed


@pytest.fixture(autouse=True)
def the_first_monday():
    with time_machine.travel("2027-01-04T09:00:00+01:00"):
        yield


@pytest.fixture
def pathway(template) -> Pathway:
    return Pathway.objects.create(
        key="degree", title="A degree", pack=factories.pack(), months_low=36, months_high=48, cost_low=1000, cost_high=9000
    )  # fmt: skip


@pytest.fixture
def answers(template) -> dict[str, str]:
    return {"template": template.key, "weekly_hours": "8", "starts_on": "2027-01-04"}


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        ("500", "Even at its lowest that is over your budget of 500 USD."),
        ("5000", "At its highest"),
        ("9000", "That is within your budget of 9,000 USD."),
        ("", "1,000 to 9,000 USD"),
    ],
)
def test_it_says_what_the_pathway_costs(as_ada, answers, pathway, budget, said):
    assert said in previewed(as_ada, answers, pathway="degree", budget=budget)


def test_a_budget_in_euros_is_not_held_against_dollars(as_ada, answers, pathway):
    page = previewed(as_ada, answers, pathway="degree", budget="9000", country="DE")

    assert "A degree: 1,000 to 9,000 USD." in page
    assert "Your budget is in EUR, so the two are not compared." in page
    assert "your budget of" not in page


def test_what_costs_nothing_is_within_a_budget_of_any_currency(as_ada, answers, pathway):
    Pathway.objects.update(cost_low=0, cost_high=0)

    assert "That is within your budget of 10 EUR." in previewed(
        as_ada, answers, pathway="degree", budget="10", currency="EUR"
    )


@pytest.mark.parametrize(
    ("said", "currency"),
    [
        ({}, "USD"),
        ({"country": "DE", "part": "BY"}, "EUR"),
        ({"country": "MX"}, "MXN"),
        ({"pathway": "degree"}, "GBP"),
        ({"pathway": "degree", "country": "PR"}, "USD"),
        ({"pathway": "degree", "country": "AQ"}, "GBP"),
        ({"pathway": "degree", "country": "DE", "currency": "CHF"}, "CHF"),
    ],
)
def test_her_currency_is_what_she_chose_or_that_of_her_country_or_of_the_pathway(
    as_ada, ada, answers, pathway, said, currency
):
    Pathway.objects.update(currency="GBP")
    chosen = "currency" in said
    assert (f"selected>{currency}, until you choose</option>" in previewed(as_ada, answers, **said)) != chosen
    assert f"{' selected' if chosen else ''}>{currency}" in as_ada.get("/start/").content.decode()

    as_ada.post("/start/", answers | said)
    assert Roadmap.objects.get(owner=ada).currency == currency


def test_a_currency_that_nobody_knows_is_refused(as_ada, answers):
    answer = as_ada.post("/start/", answers | {"currency": "XXX"})

    assert answer.status_code == 422
    assert "Choose one of the currencies in the list." in answer.content.decode()
    assert not Roadmap.objects.exists()
