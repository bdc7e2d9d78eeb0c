"""A slip, a new plan as a difference, taking it, taking it back; and a target that cannot be met."""

from datetime import date

import pytest
import time_machine

from roadmap import actions, planner
from roadmap.models import PlanVersion, Roadmap
from tests import factories
from tests.conftest import signed_in

FIRST_DAY = "2027-01-04T09:00:00+01:00"
SLIPPED = date(2027, 2, 15)


@pytest.fixture(autouse=True)
def six_weeks_in():
    with time_machine.travel("2027-02-15T09:00:00+01:00"):
        yield


@pytest.fixture
def address(roadmap) -> str:
    return f"{roadmap.get_absolute_url()}replan/"


def dates(roadmap) -> dict[str, tuple[date | None, date | None]]:
    return {step.title: (step.starts_on, step.due_on) for step in roadmap.steps.all()}


def test_on_the_first_day_nothing_moves(roadmap):
    assert planner.difference(roadmap, roadmap.starts_on).changes_nothing


def test_a_learner_who_slipped_sees_what_would_move_and_nothing_has(as_ada, roadmap, address):
    before = dates(roadmap)
    page = as_ada.get(address).content.decode()

    assert "4 steps move; the finish goes from" in page
    assert "Take the new dates" in page
    assert dates(roadmap) == before


def test_taking_the_new_dates_makes_a_version_and_keeps_the_old(as_ada, roadmap, address):
    before = dates(roadmap)
    as_ada.post(f"{address}accept/", {"version": "1"})

    versions = list(roadmap.plan_versions.values_list("number", "cause"))
    assert versions == [(1, PlanVersion.Cause.CREATED), (2, PlanVersion.Cause.REPLANNED)]
    assert all(after[0] >= SLIPPED for title, after in dates(roadmap).items() if before[title][0])
    assert planner.difference(roadmap, SLIPPED).changes_nothing


def test_undo_puts_every_date_back(as_ada, roadmap, address):
    before = dates(roadmap)
    as_ada.post(f"{address}accept/", {"version": "1"})
    as_ada.post(f"{address}undo/", {"version": "2"})

    assert dates(roadmap) == before
    assert roadmap.plan_versions.last().cause == PlanVersion.Cause.UNDONE


def test_what_is_done_stays_as_it_is(as_ada, ada, roadmap, address):
    python = factories.step(roadmap, "python")
    actions.set_status(python.pk, "done", by=ada)
    as_ada.post(f"{address}accept/", {"version": "1"})

    assert dates(roadmap)["Python"] == (python.starts_on, python.due_on)


@pytest.mark.parametrize("act", ["accept", "undo"])
@pytest.mark.parametrize("version", ["1", "", "many", "99999999999999999999"])
def test_a_stale_tab_is_told_and_changes_nothing(as_ada, ada, roadmap, address, act, version):
    actions.accept_replan(roadmap, by=ada, today=SLIPPED, version=1)
    before = dates(roadmap)
    response = as_ada.post(f"{address}{act}/", {"version": version})

    assert response.status_code == 409
    assert "The plan has changed since you opened this page." in response.content.decode()
    assert dates(roadmap) == before


@pytest.fixture
def impossible(ada, template, roadmap):
    with time_machine.travel(FIRST_DAY):
        roadmap.target_on = date(2027, 3, 15)
        roadmap.save()
    return roadmap


def test_an_impossible_target_is_proved_and_the_ways_out_are_offered(as_ada, impossible, address):
    page = as_ada.get(address).content.decode()

    assert "The target cannot be met" in page
    assert "15 Mar 2027 is impossible" in page
    assert 'value="hours"' in page
    assert 'value="date"' in page


@pytest.mark.parametrize("offer", ["hours", "date"])
def test_an_offer_that_is_taken_makes_the_date(as_ada, impossible, address, offer):
    as_ada.post(f"{address}offer/", {"offer": offer})

    impossible.refresh_from_db()
    assert planner.negotiation(impossible, SLIPPED) is None
    assert max(day for _, day in dates(impossible).values() if day) <= impossible.target_on


def test_leaving_out_an_optional_step_is_offered_where_it_is_enough(as_ada, ada, impossible, address):
    actions.choose_step(factories.step(impossible, "rust"), by=ada)
    with time_machine.travel(FIRST_DAY):
        impossible.target_on = date(2027, 4, 12)
        impossible.save()
    as_ada.post(f"{address}offer/", {"offer": "leave-out"})

    assert not factories.step(impossible, "rust").is_chosen
    assert planner.negotiation(impossible, SLIPPED) is None


@pytest.mark.parametrize("offer", ["hours", "date"])
def test_an_offer_that_was_taken_is_undone_with_all_that_it_changed(as_ada, impossible, address, offer):
    before = dates(impossible), impossible.weekly_hours, impossible.target_on
    as_ada.post(f"{address}offer/", {"offer": offer})
    as_ada.post(f"{address}undo/", {"version": "2"})

    impossible.refresh_from_db()
    assert (dates(impossible), impossible.weekly_hours, impossible.target_on) == before


def test_an_alternative_that_is_enough_is_offered_taken_and_undone(as_ada, ada, impossible, address):
    impossible.target_on = date(2027, 4, 2)
    impossible.save()
    impossible.steps.filter(item__key="jax").update(minutes=120)
    before = dates(impossible)
    assert "JAX instead (-8 h, no extra cost)" in as_ada.get(address).content.decode()
    actions.set_price(factories.step(impossible, "jax"), cents=4900, subscription="", by=ada)
    Roadmap.objects.update(currency="EUR")
    assert "JAX instead (-8 h, 49\N{NO-BREAK SPACE}EUR more)" in as_ada.get(address).content.decode()

    as_ada.post(f"{address}offer/", {"offer": "alternatives"})
    assert factories.step(impossible, "jax").is_chosen
    assert not factories.step(impossible, "pytorch").is_chosen
    assert max(day for _, day in dates(impossible).values() if day) <= impossible.target_on

    as_ada.post(f"{address}undo/", {"version": "2"})
    assert dates(impossible) == before
    assert factories.step(impossible, "pytorch").is_chosen


@pytest.mark.parametrize("offer", ["", "miracle", "leave-out"])
def test_an_offer_that_does_not_stand_changes_nothing(as_ada, impossible, address, offer):
    before = dates(impossible)

    assert as_ada.post(f"{address}offer/", {"offer": offer}).status_code == 409
    assert dates(impossible) == before


def test_without_a_target_there_is_nothing_to_negotiate(roadmap):
    assert planner.offers(roadmap, SLIPPED, planner.negotiation(roadmap, SLIPPED)) == {}


def test_a_stranger_finds_no_plan_and_moves_nothing(mallory, roadmap, address):
    before = dates(roadmap)
    client = signed_in(mallory)

    assert client.get(address).status_code == 404
    for act in ("accept", "undo", "offer"):
        assert client.post(f"{address}{act}/", {"version": "1", "offer": "hours"}).status_code == 404
    assert dates(roadmap) == before
