"""Ada makes the road her own: by keyboard alone, without JavaScript, by mouse, in two tabs, and finds her way in the list."""

import re

import pytest
from playwright.sync_api import Page, expect

from catalog.models import Template
from roadmap.models import Roadmap
from tests import factories
from tests.journeys.conftest import TODAY


@pytest.fixture
def road(ada, template: Template) -> Roadmap:
    return factories.roadmap_of(ada, template, starts_on=TODAY)


def open_board(page: Page, road: Roadmap) -> Page:
    page.goto(f"{road.get_absolute_url()}arrange/")
    page.wait_for_load_state()
    return page


@pytest.fixture
def board(page, sign_in, road) -> Page:
    sign_in(page, "ada@example.org")
    return open_board(page, road)


def order(page: Page, stage: str = "Learn the tools") -> list[str]:
    shelf = page.locator(".stage").filter(has=page.get_by_role("heading", name=stage))
    return shelf.locator(".places").first.locator(".place-title").all_inner_texts()


def says(page: Page, sentence: str) -> None:
    expect(page.locator("#board").get_by_role("status")).to_have_text(sentence)


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.innerText")


def tab_to(page: Page, name: str) -> None:
    for _ in range(80):
        if focused(page).startswith(name):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} cannot be reached with the Tab key")


def test_with_the_keyboard_alone_she_moves_renames_leaves_out_and_writes_a_step(board, road):
    page = board
    page.evaluate("window.neverLeft = true")
    tab_to(page, "Move down: Python")
    page.keyboard.press("Enter")
    says(page, "“Python” was moved down.")
    assert order(page) == ["pandas", "Python", "PyTorch"]
    assert focused(page) == "Move down: Python"

    page.keyboard.press("Alt+ArrowUp")
    says(page, "“Python” was moved up.")
    page.keyboard.press("Alt+ArrowUp")
    says(page, "It stands at the end already.")
    assert focused(page) == "Move up: Python"

    tab_to(page, "Leave out: Python")
    page.keyboard.press("Enter")
    says(page, "“Python” was left out.")
    assert order(page) == ["pandas", "PyTorch"]
    assert focused(page) == "Move up: pandas"

    tab_to(page, "Write one")
    page.keyboard.press("Enter")
    tab_to_field(page, "What is it?", "Read the paper")
    tab_to_field(page, "Hours of work", "2.5")
    tab_to(page, "Add the step")
    page.keyboard.press("Enter")
    says(page, "“Read the paper” was added to “Learn the tools”.")
    assert order(page) == ["pandas", "PyTorch", "Read the paper"]
    assert page.evaluate("window.neverLeft") is True
    expect(page.locator("#board")).to_contain_text("No date has moved by what you changed.")

    tab_to(page, "Change: Read the paper")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Change “Read the paper”")).to_be_visible()
    page.locator("#edit").get_by_label("What is it?").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Read it twice")
    page.keyboard.press("Enter")
    says(page, "“Read the paper” is now called “Read it twice”.")
    assert order(page) == ["pandas", "PyTorch", "Read it twice"]


def tab_to_field(page: Page, label: str, text: str) -> None:
    field = page.locator("#add").get_by_label(label)
    for _ in range(40):
        if field.evaluate("field => field === document.activeElement"):
            page.keyboard.type(text)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{label} cannot be reached with the Tab key")


def test_without_javascript_the_same_is_done_with_forms(open_page, sign_in, road):
    page = open_page(javascript=False)
    sign_in(page, "ada@example.org")
    page.goto(road.get_absolute_url())
    page.get_by_role("link", name="Arrange").click()
    page.get_by_role("button", name="Move up: pandas").click()
    says(page, "“pandas” was moved up.")
    page.get_by_role("button", name="Move up: Fraud detection model").click()
    assert order(page) == ["pandas", "Python", "PyTorch", "Fraud detection model"]

    page.get_by_text("Left out: 2").click()
    page.get_by_role("button", name="Take instead: JAX").click()
    assert order(page) == ["pandas", "Python", "JAX", "Fraud detection model"]

    page.get_by_text("Write one").click()
    page.locator("#add").get_by_label("What is it?").fill("Read the paper")
    page.locator("#add").get_by_label("Where to learn it").fill("javascript:alert(1)")
    page.get_by_role("button", name="Add the step").click()
    expect(page.locator("#add")).to_contain_text("Say about how many hours it takes.")
    expect(page.locator("#add")).to_contain_text("begins with https://")
    page.locator("#add").get_by_label("Hours of work").fill("3")
    page.locator("#add").get_by_label("Where to learn it").fill(
        "https://example.org/paper The paper\nhttps://example.org/talk"
    )
    page.get_by_text("Opens after").click()
    page.get_by_label("pandas", exact=True).check()
    page.get_by_role("button", name="Add the step").click()
    says(page, "“Read the paper” was added to “Learn the tools”.")

    page.get_by_role("link", name="See a new plan").click()
    page.get_by_role("button", name="Take the new dates").click()
    page.goto(road.get_absolute_url())
    expect(page.locator(".step").filter(has_text="Read the paper")).to_contain_text("opens after one more step")
    page.get_by_role("link", name="Read the paper").click()
    expect(page.locator("#links li a")).to_have_text(["The paper", "https://example.org/talk"])
    page.go_back()

    page.get_by_role("link", name="Your roadmaps").click()
    page.get_by_text("Manage").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("status").first).to_contain_text("is deleted. For 30 days you can bring it back.")
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("link", name=str(road)).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(str(road))


def test_an_old_tab_is_told_what_it_missed(board, road):
    page, second = board, open_board(board.context.new_page(), road)
    page.get_by_role("button", name="Move up: pandas").click()
    says(page, "“pandas” was moved up.")

    second.get_by_role("button", name="Leave out: PyTorch").click()
    alert = second.get_by_role("alert")
    expect(alert).to_contain_text("Nothing was changed: this page was older than your roadmap.")
    expect(alert).to_contain_text("“pandas” was moved up.")
    assert order(second) == ["pandas", "Python", "PyTorch"]
    second.get_by_role("button", name="Leave out: PyTorch").click()
    says(second, "“PyTorch” was left out.")


def test_a_step_is_dragged_within_its_stage_and_into_another(board):
    page = board
    place = lambda title: page.locator(".place").filter(has_text=title).first  # noqa: E731
    place("PyTorch").drag_to(place("Python"), target_position={"x": 40, "y": 4})
    says(page, "The order of “Learn the tools” was changed.")
    assert order(page) == ["PyTorch", "Python", "pandas"]

    place("Python").drag_to(place("Fraud"), target_position={"x": 40, "y": 4})
    says(page, "“Python” was moved to “Prove it”.")
    assert order(page, "Prove it") == ["Python", "Fraud detection model"]


def test_what_is_wrong_in_a_form_looks_right(board, look_at):
    page = board
    page.get_by_text("Write one").click()
    page.get_by_role("button", name="Add the step").click()
    expect(page.get_by_label("What is it?")).to_be_focused()

    assert look_at(page) == []


def test_the_list_filters_folds_says_its_keys_and_knows_a_stage(page, sign_in, road, look_at):
    sign_in(page, "ada@example.org")
    page.goto(road.get_absolute_url())
    page.wait_for_load_state()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("next step, step before")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()

    page.locator(".stage > summary").last.click()
    page.locator(".stage > summary").first.click()
    page.reload()
    page.wait_for_load_state()
    expect(page.locator(".stage").first).not_to_have_attribute("open", "")
    expect(page.locator(".stage").last).to_have_attribute("open", "")

    page.keyboard.press("f")
    expect(page.get_by_label("In the title")).to_be_focused()
    page.keyboard.type("py")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=py"))
    expect(page.get_by_role("status").filter(has_text="Two steps fit.")).to_be_visible()
    assert look_at(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("link", name="Show all").click()

    page.locator(".stage > summary").first.click()
    page.get_by_role("button", name="I know all this: Learn the tools").click()
    expect(page.get_by_role("status").first).to_contain_text("Three steps are done: you know this already.")
    expect(page.locator("#percent")).to_contain_text("3 of 4 steps")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#percent")).to_contain_text("0 of 4 steps")


def test_far_down_a_long_page_she_reads_what_was_done_where_she_is(board):
    page = board
    page.set_viewport_size({"width": 390, "height": 500})
    page.get_by_role("button", name="Leave out: PyTorch").click()

    expect(page.locator("#toasts")).to_have_text("“PyTorch” was left out.")
    expect(page.locator(".toast")).to_be_in_viewport()
