"""Ada walks over her map: by mouse and by keys, near and far, with a step open beside it."""

import pytest
from playwright.sync_api import Page, expect

from roadmap import actions
from roadmap.models import Roadmap
from tests import factories
from tests.journeys.conftest import TODAY


@pytest.fixture
def road(ada, template) -> Roadmap:
    return factories.roadmap_of(ada, template, starts_on=TODAY)


@pytest.fixture
def map_page(page: Page, sign_in, road) -> Page:
    sign_in(page, "ada@example.org")
    page.goto(f"{road.get_absolute_url()}map/")
    page.wait_for_load_state()
    return page


def node(page: Page, road: Roadmap, key: str):
    return page.locator(f"#node-{factories.step(road, key).pk}")


def width(page: Page) -> float:
    return page.locator("#map-of-stage").bounding_box()["width"]


def test_a_step_opens_beside_the_map_and_what_she_sets_is_drawn(map_page, road):
    page = map_page
    node(page, road, "python").click()
    beside = page.get_by_role("region", name="Python", exact=True)
    expect(beside).to_contain_text("Python in one sentence.")
    box, card = beside.bounding_box(), page.locator("#map-card").bounding_box()
    assert box["x"] >= card["x"] + card["width"]

    beside.get_by_role("button", name="Done", exact=True).click()
    expect(node(page, road, "python")).to_have_class("node done skill")
    expect(node(page, road, "pandas")).to_have_attribute("aria-label", "2. pandas: you are here")
    expect(page.locator(".way.open")).to_have_count(2)
    expect(beside.get_by_role("button", name="Done", exact=True)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(beside).to_have_count(0)
    expect(node(page, road, "python")).to_be_focused()


def test_no_step_is_drawn_over_another(map_page):
    """The boxes are as wide as the layout made them, whatever other pages call a box."""
    boxes = [box.bounding_box() for box in map_page.locator("#map-of-stage .box").all()]

    assert len(boxes) == 3
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = abs(one["x"] - other["x"]) >= one["width"] or abs(one["y"] - other["y"]) >= one["height"]
            assert apart, (one, other)


def test_with_keys_alone_she_walks_opens_and_ticks(map_page, road):
    page = map_page
    node(page, road, "python").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".node:focus")).to_have_count(1)
    page.keyboard.press("ArrowLeft")
    expect(node(page, road, "python")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Python", exact=True)).to_be_visible()
    page.keyboard.press("2")
    expect(node(page, road, "python")).to_have_class("node doing skill here")


def test_it_grows_and_shrinks_and_its_text_can_be_read(map_page, road):
    page = map_page
    drawn = width(page)
    for key, share in (("+", 1.25), ("+", 1.5), ("-", 1.25), ("0", 1), ("-", 0.85), ("-", 0.85)):
        page.keyboard.press(key)
        assert width(page) == pytest.approx(drawn * share, rel=0.01)
    expect(page.get_by_role("button", name="Smaller")).to_be_disabled()
    assert page.locator("#map-of-stage text").first.bounding_box()["height"] >= 11
    page.get_by_role("button", name="Size as drawn").click()
    assert width(page) == pytest.approx(drawn, rel=0.01)


def test_the_mouse_drags_it_and_opens_nothing_by_that(map_page, road):
    page = map_page
    page.set_viewport_size({"width": 1000, "height": 700})
    for _ in range(4):
        page.get_by_role("button", name="Larger").click()
    place = node(page, road, "python").locator(".box").bounding_box()
    page.mouse.move(place["x"] + 60, place["y"] + 20)
    page.mouse.down()
    page.mouse.move(place["x"] - 100, place["y"] + 10, steps=5)
    page.mouse.up()

    assert page.locator("#map-card").evaluate("card => card.scrollLeft") > 50
    expect(page.locator("#drawer section")).to_have_count(0)


def test_on_a_phone_the_numbered_list_opens_steps(open_page, sign_in, road, axe, fits):
    page = open_page(width=390)
    sign_in(page, "ada@example.org")
    page.goto(f"{road.get_absolute_url()}map/")
    page.wait_for_load_state()
    expect(page.locator("#map-card")).to_be_hidden()
    page.locator(".map-list a", has_text="Python").click()
    page.locator("#drawer .prose, #drawer .lead").first.wait_for()
    assert (axe(page), fits(page)) == ([], [])


def test_without_javascript_steps_and_stages_are_links(open_page, sign_in, road):
    page = open_page(javascript=False)
    sign_in(page, "ada@example.org")
    page.goto(f"{road.get_absolute_url()}map/?stage={road.stages.last().pk}")
    expect(page.get_by_role("button", name="Larger")).to_have_count(0)
    node(page, road, "fraud").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fraud detection model")


def test_what_was_walked_elsewhere_is_drawn_after_a_reload(map_page, ada, road):
    actions.set_status(factories.step(road, "python").pk, "done", by=ada)
    map_page.reload()

    expect(node(map_page, road, "python")).to_have_class("node done skill")
