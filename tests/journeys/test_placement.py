"""Somebody signs in, takes the short test at the start, takes over what it found, and the plan is shorter."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from catalog.models import Item, Question
from practice.models import Session
from roadmap.models import Roadmap
from tests import factories
from tests.practice.factories import question


@pytest.fixture(autouse=True)
def bank(template) -> list[Question]:
    items = [Item.objects.get(key=key) for key in ("pandas", "rust", "python")]
    return [question(item.key, item, level=level) for item, level in zip(items, (2, 3, 2), strict=True)]


@pytest.fixture
def ada(transactional_db) -> User:
    return factories.person("ada@example.org", name="Ada", time_zone="UTC")


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def open_test(page: Page) -> None:
    page.goto("/start/")
    page.get_by_label("How many hours a week").fill("6")
    page.get_by_role("button", name="Take the placement test").click()
    expect(heading(page)).to_have_text("Question 1")
    page.wait_for_load_state()


@pytest.mark.parametrize("javascript", [True, False])
def test_from_sign_in_to_a_roadmap_whose_known_steps_are_ticked(open_page, sign_in, ada, javascript):
    page = open_page(javascript=javascript)
    sign_in(page, "ada@example.org")
    page.goto("/start/")
    expect(page.get_by_label("Test engineer")).to_be_checked()
    expect(page.locator("#preview")).to_contain_text("54 h in four steps")
    open_test(page)

    page.get_by_label("green").check()
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(heading(page)).to_have_text("Question 2")
    expect(page.locator("#main")).not_to_contain_text("Green it is.")
    page.get_by_label("green").check()
    page.get_by_role("button", name="Answer", exact=True).click()

    expect(heading(page)).to_have_text("You know 3 skills already.")
    expect(page.locator("#main")).to_contain_text("You know pandas and Rust (2 of 2 right).")
    page.get_by_label("Rust").uncheck()
    page.get_by_role("button", name="Take over", exact=True).click()

    expect(heading(page)).to_have_text("Where do you want to go?")
    expect(page.locator("#preview")).to_contain_text("30 h in two steps, 6 h a week")
    expect(page.locator("#preview")).to_contain_text("24 h of it known already")
    assert not Roadmap.objects.exists()
    page.get_by_role("button", name="Make my roadmap").click()

    expect(heading(page)).to_have_text("Test engineer")
    expect(page.locator("#percent")).to_contain_text("2 of 4 steps")
    done = ada.progress.filter(status="done", source="placement")
    assert set(done.values_list("item__key", flat=True)) == {"python", "pandas"}


def test_with_the_keyboard_alone(page, sign_in, ada):
    sign_in(page, "ada@example.org")
    open_test(page)
    page.get_by_label("green").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    expect(heading(page)).to_have_text("Question 2")
    expect(heading(page)).to_be_focused()
    page.get_by_role("button", name="I do not know").focus()
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Question 3")


def test_she_goes_back_and_stops_and_nothing_typed_is_lost(page, sign_in, ada):
    sign_in(page, "ada@example.org")
    open_test(page)
    page.get_by_role("button", name="I do not know").click()
    expect(heading(page)).to_have_text("Question 2")
    page.go_back()
    page.reload()
    expect(page.get_by_label("How many hours a week")).to_have_value("6")
    page.get_by_role("button", name="Go on with the test").click()
    expect(heading(page)).to_have_text("Question 2")
    page.get_by_role("button", name="Stop here and see what was found").click()

    expect(heading(page)).to_have_text("Nothing is certain yet.")
    page.get_by_role("link", name="Back to your plan").click()
    expect(page.get_by_label("How many hours a week")).to_have_value("6")
    expect(page.locator("#preview")).to_contain_text("54 h in four steps")


def test_it_fits_every_screen_and_keeps_nobody_out(page, sign_in, ada, look_at):
    sign_in(page, "ada@example.org")
    open_test(page)
    assert look_at(page) == []
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("#answer-error")).to_be_visible()
    assert look_at(page) == []
    for number in (1, 2):
        page.get_by_label("green" if number == 1 else "red", exact=True).check()
        page.get_by_role("button", name="Answer", exact=True).click()
        expect(heading(page)).not_to_have_text(f"Question {number}")
    page.get_by_role("button", name="I do not know").click()
    expect(heading(page)).to_have_text("Nothing is certain yet.")
    assert look_at(page) == []
    assert Session.objects.get().finished_at


@pytest.mark.parametrize("width", [1280, 390])
def test_every_target_is_large_enough_for_a_thumb(open_page, sign_in, ada, width):
    page = open_page(width=width)
    sign_in(page, "ada@example.org")
    open_test(page)
    small = "e => e.getBoundingClientRect().height < 43.5"
    targets = page.locator("#placement-card :is(button, .option)")
    assert targets.evaluate_all(f"found => found.filter({small}).map(e => e.outerHTML)") == []
    page.get_by_role("button", name="I do not know").click()
    expect(heading(page)).to_have_text("Question 2")
    page.get_by_role("button", name="Stop here").click()
    expect(heading(page)).to_have_text("Nothing is certain yet.")
    targets = page.locator("main :is(button, .btn, summary, .check)")
    assert (
        targets.evaluate_all(f"found => found.filter(e => e.checkVisibility()).filter({small}).map(e => e.outerHTML)")
        == []
    )
