"""Ada moves a step on her timeline without a mouse, and reads why it stands where it stands."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from roadmap import actions
from roadmap.models import Pin, Roadmap
from tests import factories
from tests.journeys.conftest import TODAY


@pytest.fixture
def road(ada, template) -> Roadmap:
    return factories.roadmap_of(ada, template, starts_on=TODAY)


def open_timeline(page: Page, sign_in, road: Roadmap) -> Page:
    sign_in(page, "ada@example.org")
    page.goto(f"{road.get_absolute_url()}timeline/")
    page.wait_for_load_state()
    return page


def line(page: Page, road: Roadmap, key: str):
    return page.locator(f"#line-{factories.step(road, key).pk}")


def test_with_keys_she_moves_a_step_and_takes_the_new_plan(page, sign_in, road, axe):
    open_timeline(page, sign_in, road)
    line(page, road, "pandas").locator("th a").focus()
    for presses in (1, 2):
        before = factories.step(road, "pandas").due_on
        page.keyboard.press("]")
        expect(page.locator("#moved")).to_contain_text("Your pin: not before")
        expect(line(page, road, "pandas").locator("th a")).to_be_focused()
        assert factories.step(road, "pandas").due_on > before, presses
        page.locator("#moved").evaluate("told => told.remove()")
    expect(line(page, road, "pandas")).to_contain_text("Your pin: not before")
    assert axe(page) == []

    page.keyboard.press("[")
    expect(page.locator("#moved")).to_contain_text("Why then?")
    expect(page.locator("#moved")).to_contain_text("Your pin: ready by")
    assert Pin.objects.count() == 1


def test_of_a_step_that_is_done_she_is_told_that_no_date_moves(page, sign_in, road, ada):
    actions.set_status(factories.step(road, "python").pk, "done", by=ada)
    open_timeline(page, sign_in, road)
    line(page, road, "python").locator("th a").focus()
    page.keyboard.press("]")

    expect(page.locator("#toasts")).to_contain_text("it has no date to move")
    assert not Pin.objects.exists()


def test_without_javascript_a_form_does_the_same(open_page, sign_in, road):
    page = open_page(javascript=False)
    open_timeline(page, sign_in, road)
    line(page, road, "pandas").get_by_role("link", name="Move pandas").click()
    page.get_by_role("button", name="A week later").click()
    expect(page.locator("main")).to_contain_text("Your pin: not before")
    expect(page.locator("main")).to_contain_text("Nothing else is moved until you say so.")
    page.get_by_label("Day").fill("2020-01-01")
    page.get_by_role("button", name="Pin it to this day").click()
    expect(page.locator(".error")).to_contain_text("Day: from today on")
    page.get_by_role("button", name="Take the pin off").click()
    expect(page.locator("main")).not_to_contain_text("Your pin")
    page.get_by_role("link", name="Timeline").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


LINES_OF_A_STATE = """() => [...document.querySelectorAll(".timeline details[open] tbody td:nth-child(4)")].map(cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return new Set([...range.getClientRects()].map(line => line.top)).size;
})"""


@pytest.mark.parametrize("language", ["en-gb", "de", "es"])
def test_a_state_takes_one_line_in_every_language(page, sign_in, ada, road, language):
    late = factories.step(road, "python")
    actions.set_status(late.pk, "doing", by=ada)
    road.steps.filter(pk=late.pk).update(starts_on=TODAY - timedelta(days=4), due_on=TODAY - timedelta(days=2))
    sign_in(page, "ada@example.org")
    type(ada).objects.filter(pk=ada.pk).update(language=language)
    page.goto(f"{road.get_absolute_url()}timeline/")
    expect(page.locator("html")).to_have_attribute("lang", language)

    lines = page.evaluate(LINES_OF_A_STATE)
    assert len(lines) == 3
    assert set(lines) == {1}
