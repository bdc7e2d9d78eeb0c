"""The plan with another choice is seen before it is taken, and can be taken back."""

from datetime import date

import pytest
import time_machine

from roadmap import actions
from tests import factories


@pytest.fixture(autouse=True)
def first_day():
    with time_machine.travel("2027-01-04T09:00:00+01:00"):
        yield


@pytest.fixture
def quick_jax(roadmap):
    """JAX takes two hours where PyTorch takes ten."""
    jax = factories.step(roadmap, "jax")
    jax.minutes = 120
    jax.save()
    return jax


@pytest.fixture
def address(roadmap) -> str:
    return f"{roadmap.get_absolute_url()}alternatives/"


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def in_plan(roadmap) -> set[str]:
    return set(roadmap.steps.filter(is_chosen=True).values_list("item__key", flat=True))


def test_the_new_plan_is_shown_and_nothing_is_taken(as_ada, roadmap, quick_jax, address):
    page = words_of(as_ada.get(f"{address}?step={quick_jax.pk}"))

    assert "JAX instead" in page
    assert "earlier and the plan costs the same." in page
    assert "<b>46 h</b>" in page
    assert in_plan(roadmap) == {"python", "pandas", "pytorch", "fraud"}


def test_adding_an_alternative_leads_to_its_plan_first(as_ada, roadmap, quick_jax, address):
    answer = as_ada.post(f"/steps/{quick_jax.pk}/choose/")

    assert answer.url == f"{address}?step={quick_jax.pk}"
    assert "pytorch" in in_plan(roadmap)


def test_it_is_taken_with_its_dates_and_undone_with_all(as_ada, roadmap, quick_jax, address):
    before = dict(roadmap.steps.values_list("item__key", "due_on"))
    as_ada.post(f"{address}take/", {"version": "1", "step": quick_jax.pk})
    assert in_plan(roadmap) == {"python", "pandas", "jax", "fraud"}
    taken = dict(roadmap.steps.values_list("item__key", "due_on"))
    assert taken["fraud"] < before["fraud"]
    assert taken["pytorch"] is None

    as_ada.post(f"{roadmap.get_absolute_url()}replan/undo/", {"version": "2"})

    assert in_plan(roadmap) == {"python", "pandas", "pytorch", "fraud"}
    assert dict(roadmap.steps.values_list("item__key", "due_on")) == before


def test_the_solver_finds_the_soonest_and_says_how_sure_it_is(as_ada, roadmap, quick_jax, address):
    page = words_of(as_ada.get(f"{address}?prefer=soonest"))

    assert "The soonest alternatives" in page
    assert "<b>optimal</b>" in page
    assert f'name="step" value="{quick_jax.pk}"' in page


def test_the_solver_changes_nothing_for_nothing(as_ada, roadmap, address):
    assert "You have them already" in words_of(as_ada.get(f"{address}?prefer=soonest"))
    assert "You have them already" in words_of(as_ada.get(f"{address}?prefer=cheapest"))


def test_the_solver_weighs_money(as_ada, ada, roadmap, quick_jax, address):
    actions.set_price(quick_jax, cents=4900, subscription="", by=ada)
    page = words_of(as_ada.get(f"{address}?prefer=cheapest"))

    assert "You have them already: no other alternatives serve better." in page


def test_a_target_that_no_alternative_makes_is_said_to_be_so(as_ada, roadmap, quick_jax, address):
    roadmap.target_on = date(2027, 1, 11)
    roadmap.save()
    page = words_of(as_ada.get(f"{address}?prefer=soonest"))

    assert "It is proved that no alternatives make 11 Jan 2027." in page


def test_all_that_it_compares_is_in_her_currency(as_ada, ada, roadmap, quick_jax, address):
    roadmap.currency, roadmap.target_on, roadmap.budget = "EUR", date(2027, 1, 11), 200
    roadmap.save()
    actions.set_price(quick_jax, cents=4900, subscription="Club", by=ada)
    page = words_of(as_ada.get(f"{address}?step={quick_jax.pk}"))

    assert "the plan costs 49 EUR more." in page
    assert "<span>Now</span> 0 EUR" in page.replace(' class="cell-name"', "")
    assert "(2 h, 49 EUR a month to Club)" in page
    assert "make 11 Jan 2027 within a budget of 200 EUR." in words_of(as_ada.get(f"{address}?prefer=soonest"))


@pytest.mark.parametrize("query", ["?step=987654321", "?step=987654321&prefer=nothing"])
def test_an_address_that_names_no_alternative_is_no_page(as_ada, address, query):
    assert as_ada.get(f"{address}{query}").status_code == 404


def test_a_step_of_the_plan_is_no_alternative(as_ada, roadmap, address):
    python = factories.step(roadmap, "python")
    assert as_ada.get(f"{address}?step={python.pk}").status_code == 404
    as_ada.post(f"{address}take/", {"version": "1", "step": python.pk})

    assert roadmap.plan_versions.count() == 1


@pytest.mark.parametrize("version", ["", "0", "7"])
def test_a_stale_tab_takes_nothing(as_ada, roadmap, quick_jax, address, version):
    page = words_of(as_ada.post(f"{address}take/", {"version": version, "step": quick_jax.pk}, follow=True))

    assert "The plan has changed since you opened this page." in page
    assert "pytorch" in in_plan(roadmap)


def test_the_costs_page_lists_the_alternatives_with_their_plans(as_ada, roadmap, quick_jax):
    page = words_of(as_ada.get(f"{roadmap.get_absolute_url()}costs/"))

    assert 'aria-label="See the plan with JAX"' in page
    assert "Find the cheapest" in page
