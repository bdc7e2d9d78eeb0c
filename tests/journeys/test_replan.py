"""Ada slips and gets a new plan; she cannot meet her date and takes what makes it possible; she looks before she chooses."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from roadmap.models import Roadmap
from tests import factories
from tests.journeys.conftest import TODAY

BEGAN = TODAY - timedelta(weeks=4)


@pytest.fixture
def road(ada, template) -> Roadmap:
    """Four weeks old, 54 hours in four steps, eight hours a week, and nothing is done."""
    return factories.roadmap_of(ada, template, starts_on=BEGAN)


@pytest.fixture
def today_page(page, sign_in, road) -> Page:
    sign_in(page, "ada@example.org")
    page.goto("/today/")
    return page


def dates(road: Roadmap) -> list[tuple[date | None, date | None]]:
    return list(road.steps.order_by("pk").values_list("starts_on", "due_on"))


def test_slip_replan_accept_undo(today_page, road, look_at):
    page, before = today_page, dates(road)
    expect(page.locator("#today .notice")).to_contain_text("You slipped")
    page.get_by_role("link", name="See a new plan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("4 steps move; the finish goes from")
    assert dates(road) == before

    page.get_by_role("button", name="Take the new dates").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing moves: your plan still holds.")
    expect(page.locator("#versions")).to_contain_text("Version 2, replanned")
    expect(page.locator("#versions")).to_contain_text("Four steps moved; the finish came four weeks later.")
    assert dates(road) != before
    assert look_at(page) == []

    page.get_by_role("button", name="Undo the last replan").click()
    expect(page.locator("#versions")).to_contain_text("Version 3, undone")
    assert dates(road) == before
    page.goto(f"{road.get_absolute_url()}timeline/")
    expect(page.locator(".notice[data-tone=warning]")).to_contain_text("You slipped")


@pytest.mark.parametrize("javascript", [True, False])
def test_an_impossible_date_an_offer_taken(open_page, sign_in, road, javascript):
    road.target_on = TODAY + timedelta(weeks=3)
    road.save()
    page = open_page(javascript=javascript)
    sign_in(page, "ada@example.org")
    page.goto(f"{road.get_absolute_url()}replan/")
    offers = page.get_by_role("region", name="The target cannot be met")
    expect(offers).to_contain_text("is impossible")

    offers.get_by_role("button", name="h a week").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing moves: your plan still holds.")
    expect(offers).to_have_count(0)
    road.refresh_from_db()
    assert road.weekly_hours > 8
    assert max(due for _, due in dates(road) if due) <= road.target_on

    page.get_by_role("button", name="Undo the last replan").click()
    expect(offers).to_contain_text("is impossible")
    road.refresh_from_db()
    assert road.weekly_hours == 8


def test_an_alternative_is_looked_at_before_it_is_taken(today_page, road, look_at):
    page, jax = today_page, factories.step(road, "jax")
    jax.minutes = 120
    jax.save()
    page.goto(f"/steps/{jax.pk}/")
    page.get_by_role("button", name="See the plan with it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("JAX instead")
    expect(page.locator("table").first).to_contain_text("46 h")
    assert look_at(page) == []
    assert not factories.step(road, "jax").is_chosen

    page.get_by_role("button", name="Take this plan").click()
    expect(page.locator("#versions")).to_contain_text("Version 2, replanned")
    assert factories.step(road, "jax").is_chosen
    assert not factories.step(road, "pytorch").is_chosen
