"""Ada opens a step beside her list, or over it on a phone, and closes it again."""

import pytest
from playwright.sync_api import Locator, Page, expect

from catalog.models import Template
from roadmap.models import Roadmap
from tests import factories
from tests.journeys.conftest import TODAY


@pytest.fixture
def road(ada, template: Template) -> Roadmap:
    return factories.roadmap_of(ada, template, starts_on=TODAY)


def open_list(page: Page, sign_in, road: Roadmap) -> None:
    sign_in(page, "ada@example.org")
    page.goto(road.get_absolute_url())
    page.wait_for_load_state()


def title(page: Page, name: str) -> Locator:
    return page.locator(".stage > ul > .step").get_by_role("link", name=name, exact=True)


def opened(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


def test_a_step_opens_where_she_looks_and_the_keyboard_goes_on_in_it(page, sign_in, road):
    open_list(page, sign_in, road)
    page.set_viewport_size({"width": 1280, "height": 640})
    title(page, "Python").press("Enter")

    expect(opened(page, "Python")).to_be_focused()
    expect(opened(page, "Python").get_by_role("button", name="In progress")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(opened(page, "Python").get_by_role("link", name="Python")).to_be_focused()
    page.keyboard.press("j")
    expect(title(page, "pandas")).to_be_focused()
    page.keyboard.press("Enter")
    expect(opened(page, "pandas")).to_be_focused()
    page.keyboard.press("n")
    expect(page.get_by_label("Your note")).to_be_focused()


def test_on_a_phone_back_closes_a_step_and_stays_on_the_list(open_page, sign_in, road):
    page = open_page(width=390)
    open_list(page, sign_in, road)
    for name in ("Python", "pandas"):
        title(page, name).click()
        opened(page, name).get_by_role("link", name="Links", exact=True).click()
        expect(opened(page, name).get_by_role("button", name="Close")).to_be_in_viewport()
        page.go_back()  # from the part that the link led to
        page.go_back()
        expect(page.locator("#drawer section")).to_have_count(0)
        expect(title(page, name)).to_be_focused()

    page.go_forward()
    expect(opened(page, "pandas")).to_be_visible()
    page.reload()
    opened(page, "pandas").get_by_role("button", name="Close").click()
    expect(page.locator("#drawer section")).to_have_count(0)
    page.go_back()
    expect(page.locator("h1")).not_to_have_text(road.title)


def test_on_a_phone_nothing_stands_in_a_column_one_word_wide(open_page, sign_in, road):
    page = open_page(width=390)
    open_list(page, sign_in, road)
    above_its_words = """meta => {
        const words = document.createRange();
        words.selectNodeContents(meta);
        return words.getClientRects()[0].top - meta.getBoundingClientRect().top;
    }"""
    waiting = page.locator(".step-meta", has_text="opens after")
    assert [waiting.nth(number).evaluate(above_its_words) for number in range(waiting.count())] == [
        pytest.approx(0, abs=6)
    ] * waiting.count()
    page.goto(f"{road.get_absolute_url()}forecast/")
    assert page.locator(".waits td.num").first.bounding_box()["width"] > 250
