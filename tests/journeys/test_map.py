"""Ada walks over her map: by mouse and by keys, near and far, on paper, with a step open beside it."""

import pytest
from playwright.sync_api import Page, expect

from roadmap import actions
from roadmap.models import Roadmap, StepLink
from tests import factories
from tests.journeys.conftest import TODAY


@pytest.fixture
def road(ada, template) -> Roadmap:
    return factories.roadmap_of(ada, template, starts_on=TODAY)


@pytest.fixture
def long_road(road) -> Roadmap:
    """Six more stages of eight steps, each after the same one of the stage before."""
    before = [factories.step(road, "fraud")] * 8
    for stage_number in range(6):
        stage = road.stages.create(
            title=f"Stage number {stage_number}", short_title=f"Number {stage_number}", position=10 + stage_number
        )
        steps = [
            road.steps.create(
                stage=stage,
                item=factories.skill(f"s{stage_number}-{number}"),
                title=f"Step {stage_number}.{number}",
                minutes=60,
                position=100 * (stage_number + 1) + number,
            )
            for number in range(8)
        ]
        StepLink.objects.bulk_create(StepLink(step=step, needs=need) for step, need in zip(steps, before, strict=True))
        before = steps
    return road


def open_map(page: Page, road: Roadmap, tail: str = "") -> Page:
    page.goto(f"{road.get_absolute_url()}map/{tail}")
    page.wait_for_load_state()
    return page


@pytest.fixture
def map_page(page: Page, sign_in, road) -> Page:
    sign_in(page, "ada@example.org")
    return open_map(page, road)


@pytest.fixture
def long_map(page: Page, sign_in, long_road) -> Page:
    sign_in(page, "ada@example.org")
    return open_map(page, long_road)


def node(page: Page, road: Roadmap, key: str):
    return page.locator(f"#node-{factories.step(road, key).pk}")


def width(page: Page) -> float:
    return page.locator("#map").bounding_box()["width"]


def is_in_view(page: Page, part) -> bool:
    box, card = part.locator(".map-box").bounding_box(), page.locator("#map-card").bounding_box()
    return card["x"] <= box["x"] and box["x"] + box["width"] <= card["x"] + card["width"]


def shown_letters(page: Page) -> list[float]:
    """How high the letters of all words are that are shown, in pixels of the screen."""
    return page.evaluate(
        """() => [...document.querySelectorAll('#map text')].filter((text) => text.textContent.trim())
          .filter((text) => text.getClientRects().length)
          .map((text) => parseFloat(getComputedStyle(text).fontSize) * Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b))"""
    )


def test_a_step_opens_beside_the_map_and_what_she_sets_is_drawn(map_page, road):
    page = map_page
    node(page, road, "python").click()
    beside = page.get_by_role("region", name="Python", exact=True)
    expect(beside).to_contain_text("Python in one sentence.")
    box, card = beside.bounding_box(), page.locator("#map-card").bounding_box()
    assert box["x"] >= card["x"] + card["width"]

    beside.get_by_role("button", name="Done", exact=True).click()
    expect(node(page, road, "python")).to_have_class("map-node done skill")
    expect(node(page, road, "pandas")).to_have_attribute("aria-label", "2. pandas: you are here")
    expect(page.locator(".map-way.open")).to_have_count(2)
    expect(beside.get_by_role("button", name="Done", exact=True)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(beside).to_have_count(0)
    expect(node(page, road, "python")).to_be_focused()


def test_no_step_is_drawn_over_another(map_page):
    """The boxes are as wide as the layout made them, whatever other pages call a box."""
    boxes = [box.bounding_box() for box in map_page.locator("#map .map-box").all()]

    assert len(boxes) == 4
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = abs(one["x"] - other["x"]) >= one["width"] or abs(one["y"] - other["y"]) >= one["height"]
            assert apart, (one, other)


def test_with_keys_alone_she_walks_opens_and_ticks(map_page, road):
    page = map_page
    node(page, road, "python").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".map-node:focus")).to_have_count(1)
    page.keyboard.press("ArrowLeft")
    expect(node(page, road, "python")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Python", exact=True)).to_be_visible()
    page.keyboard.press("2")
    expect(node(page, road, "python")).to_contain_class("doing here")


def test_one_tab_leads_in_and_the_next_one_out(map_page, road):
    page = map_page
    page.locator("#map-card").focus()
    page.keyboard.press("Tab")
    expect(node(page, road, "python")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Where I am")).to_be_focused()


def test_what_a_step_needs_and_what_it_opens_is_lit(map_page, road):
    page = map_page
    node(page, road, "pandas").focus()

    lit = {part.get_attribute("id") for part in page.locator(".map-node.lit").all()}
    assert lit == {f"node-{factories.step(road, key).pk}" for key in ("python", "pandas", "fraud")}
    expect(page.locator(".map-way.lit")).to_have_count(2)


def test_the_focus_stays_in_view_on_the_whole_way(long_map, long_road):
    page = long_map
    node(page, long_road, "python").focus()
    seen = set()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
        assert is_in_view(page, page.locator(".map-node:focus"))
        seen.add(page.locator(".map-node:focus").get_attribute("id"))
    assert len(seen) == 8
    assert page.locator("#map-card").evaluate("card => card.scrollLeft") > 1000
    column = page.locator(".map-node:focus").get_attribute("id")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.locator(".map-node:focus").get_attribute("id") == column


def test_it_opens_where_she_is_and_leads_back_there(long_map, long_road, ada):
    page = long_map
    for step in long_road.steps.filter(is_chosen=True, stage__position__lt=14):
        actions.set_status(step.pk, "done", by=ada)
    page.reload()
    here = page.locator(".map-node.here").first
    assert is_in_view(page, here)
    assert page.locator("#map-card").evaluate("card => card.scrollLeft") > 1000

    page.locator("#map-card").evaluate("card => card.scrollTo({ left: 0, behavior: 'instant' })")
    assert not is_in_view(page, here)
    page.keyboard.press("h")
    expect(here).to_be_focused()
    assert is_in_view(page, here)


def test_a_step_stays_in_view_when_the_drawer_takes_room(long_map):
    page = long_map
    at_the_edge = page.locator(".map-node").nth(10)
    at_the_edge.evaluate(
        """(step) => { const map = document.getElementById("map-card"), right = map.getBoundingClientRect().right - 100;
          map.scrollBy({ left: step.querySelector(".map-box").getBoundingClientRect().right - right, behavior: "instant" }); }"""
    )
    at_the_edge.click()
    page.locator("#drawer section").first.wait_for()
    page.wait_for_function("() => document.getElementById('map-card').clientWidth < 900")
    assert is_in_view(page, at_the_edge)


def test_an_address_names_the_stage_at_which_it_opens(long_map, long_road):
    page = open_map(long_map, long_road, f"?stage={long_road.stages.last().pk}")

    assert is_in_view(page, page.locator(".map-node").last)


def test_at_every_size_all_words_can_be_read(long_map):
    page = long_map
    seen = {}
    for key in ("-", "-", "0", "+", "+", "+"):
        page.keyboard.press(key)
        seen[page.locator("[data-zoom] output").text_content()] = shown_letters(page)

    assert list(seen) == ["50 %", "15 %", "100 %", "125 %", "150 %", "200 %"]
    assert all(min(letters) >= 11.99 for letters in seen.values()), {k: min(v) for k, v in seen.items()}
    # From afar the stages have names and the steps have none.
    assert len(seen["15 %"]) == 8 * 2
    assert len(seen["50 %"]) == 8 * 2 + page.locator(".map-node").count()


def test_it_grows_and_shrinks_around_what_she_looks_at(long_map, long_road):
    page = long_map
    drawn = width(page)
    expect(page.get_by_role("button", name="Smaller")).to_be_enabled()
    for key, share in (("+", 1.25), ("+", 1.5), ("-", 1.25), ("0", 1), ("-", 0.5), ("-", 0.15), ("-", 0.15)):
        page.keyboard.press(key)
        assert width(page) == pytest.approx(drawn * share, rel=0.01)
    expect(page.get_by_role("button", name="Smaller")).to_be_disabled()
    # A click on a stage that is seen from afar leads to it.
    ground = page.locator(".map-ground").nth(6).bounding_box()
    page.mouse.click(ground["x"] + ground["width"] / 2, ground["y"] + ground["height"] / 2)
    assert width(page) == pytest.approx(drawn, rel=0.01)
    ground = page.locator(".map-ground").nth(6).bounding_box()
    card = page.locator("#map-card").bounding_box()
    assert ground["x"] < card["x"] + card["width"]
    assert ground["x"] + ground["width"] > card["x"]


def test_the_wheel_with_ctrl_grows_what_lies_under_the_pointer(long_map, long_road):
    page = long_map
    place = node(page, long_road, "python").locator(".map-box").bounding_box()
    page.mouse.move(place["x"] + 10, place["y"] + 10)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -60)
    page.keyboard.up("Control")
    expect(page.locator("[data-zoom] output")).to_have_js_property("value", "125 %")
    page.keyboard.press("0")


def test_a_small_map_is_not_made_smaller_than_it_can_be_read(map_page):
    expect(map_page.get_by_role("button", name="Smaller")).to_be_disabled()


def test_the_mouse_drags_it_and_opens_nothing_by_that(long_map, long_road):
    page = long_map
    place = node(page, long_road, "python").locator(".map-box").bounding_box()
    page.mouse.move(place["x"] + 160, place["y"] + 20)
    page.mouse.down()
    page.mouse.move(place["x"] - 100, place["y"] + 10, steps=5)
    page.mouse.up()

    assert page.locator("#map-card").evaluate("card => card.scrollLeft") > 50
    expect(page.locator("#drawer section")).to_have_count(0)


def test_the_name_of_a_long_stage_stays_in_sight(long_map):
    page = long_map
    page.locator("#map-card").evaluate("card => card.scrollTo({ left: 120, behavior: 'instant' })")
    card = page.locator("#map-card").bounding_box()
    page.wait_for_function(
        "left => document.querySelector('#map .map-slide').getBoundingClientRect().x >= left", arg=card["x"]
    )


def test_on_a_phone_she_turns_the_stages_and_the_list_opens_steps(open_page, sign_in, road, axe, fits):
    page = open_page(width=390)
    sign_in(page, "ada@example.org")
    open_map(page, road)
    expect(page.locator("#map-card")).to_be_hidden()
    expect(page.locator(".map-stage:visible")).to_have_count(1)
    page.get_by_role("link", name="Stage after").click()
    expect(page.locator(".map-list a:visible")).to_have_text(["Fraud detection model"])
    page.get_by_role("link", name="Stage before").click()
    page.locator(".map-list a:visible", has_text="Python").click()
    page.locator("#drawer .prose, #drawer .lead").first.wait_for()
    assert (axe(page), fits(page)) == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wrong_with_it_from_near_or_far(open_page, sign_in, long_road, axe, fits, scheme):
    page = open_page(scheme=scheme)
    sign_in(page, "ada@example.org")
    open_map(page, long_road)
    for key in ("h", "-"):
        page.keyboard.press(key)
        assert (axe(page), fits(page)) == ([], [])
    page.keyboard.press("-")  # so far that steps are no targets any more; their stages are
    assert axe(page) == []


def test_without_javascript_it_is_a_drawing_of_links_that_scrolls(open_page, sign_in, long_road):
    page = open_page(javascript=False)
    sign_in(page, "ada@example.org")
    open_map(page, long_road)
    expect(page.get_by_role("button", name="Larger")).to_have_count(0)
    page.get_by_role("link", name="Where I am").click()
    assert is_in_view(page, node(page, long_road, "python"))
    node(page, long_road, "fraud").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fraud detection model")


def test_on_paper_each_stage_has_its_own_part_of_the_drawing(long_map):
    page = long_map
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 1040, "height": 720})

    expect(page.locator("#map-card")).to_be_hidden()
    expect(page.locator(".topbar")).to_be_hidden()
    expect(page.get_by_role("button", name="Larger")).to_be_hidden()
    parts = [part.bounding_box() for part in page.locator(".map-slice").all()]
    assert len(parts) == 8
    assert all(0 < part["width"] <= 1040 and 0 < part["height"] < 720 for part in parts)
    assert page.locator("html").evaluate("page => page.scrollWidth") <= 1040
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


def test_what_was_walked_elsewhere_is_drawn_after_a_reload(map_page, ada, road):
    actions.set_status(factories.step(road, "python").pk, "done", by=ada)
    map_page.reload()

    expect(node(map_page, road, "python")).to_have_class("map-node done skill")
