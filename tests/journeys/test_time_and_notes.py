"""Ada keeps her time, a note and a checklist beside a step: in the drawer with JavaScript, on the page without."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from catalog.models import Template
from roadmap.models import ChecklistLine, Note, OwnLink, Roadmap, RunningSession, TimeEntry
from tests import factories
from tests.journeys.conftest import TODAY


@pytest.fixture
def road(ada, template: Template) -> Roadmap:
    return factories.roadmap_of(ada, template, starts_on=TODAY)


def region(page: Page, title: str):
    return page.get_by_role("region", name=title, exact=True)


def log_time(page: Page, length: str) -> None:
    time = region(page, "Time")
    if not time.get_by_label("How long?").is_visible():
        time.get_by_text("Log past time").click()
    time.get_by_label("How long?").fill(length)
    time.get_by_role("button", name="Log it").click()


def keep_everything(page: Page) -> None:
    """Log time, write a note, keep a link, and tick one of two boxes, on whatever page the panels stand."""
    log_time(page, "a while")
    expect(region(page, "Time")).to_contain_text("Write how long it took as 45, 1:30 or 1.5 h.")
    expect(region(page, "Time").get_by_label("How long?")).to_have_value("a while")
    log_time(page, "1:30")
    expect(region(page, "Time")).to_contain_text("1 h 30 min logged")

    region(page, "Note").get_by_text("Write a note").click()
    region(page, "Note").get_by_label("Your note").fill("Generators are *lazy*.")
    region(page, "Note").get_by_role("button", name="Save the note").click()
    expect(region(page, "Note").locator("em")).to_have_text("lazy")

    region(page, "Your links").get_by_text("Add a link").click()
    region(page, "Your links").get_by_label("Address").fill("https://example.org/generators")
    region(page, "Your links").get_by_role("button", name="Add the link").click()
    expect(region(page, "Your links").get_by_role("link")).to_have_text("https://example.org/generators")

    for number, text in enumerate(("Read", "Try"), start=1):
        region(page, "Checklist").get_by_label("One more line").fill(text)
        region(page, "Checklist").get_by_role("button", name="Add").click()
        expect(region(page, "Checklist")).to_contain_text(f"0 of {number}")
    region(page, "Checklist").get_by_role("checkbox", name="Read").click()
    expect(region(page, "Checklist")).to_contain_text("1 of 2")
    expect(region(page, "Checklist").get_by_role("checkbox", name="Read")).to_be_checked()


def is_kept(ada) -> None:
    assert TimeEntry.objects.for_owner(ada).minutes() == 90
    assert Note.objects.for_owner(ada).get().text == "Generators are *lazy*."
    assert OwnLink.objects.for_owner(ada).count() == 1
    assert ChecklistLine.objects.for_owner(ada).ticked_and_all() == (1, 2)


def test_in_the_drawer_she_keeps_what_belongs_to_the_step(page, sign_in, road, ada):
    sign_in(page, "ada@example.org")
    page.goto(road.get_absolute_url())
    page.wait_for_load_state()
    page.evaluate("window.neverLeft = true")
    page.locator(".stage .step-title", has_text="Python").click()
    page.locator("#drawer").get_by_role("region", name="Python").wait_for()

    region(page, "Time").get_by_role("button", name="Start a session").click()
    expect(region(page, "Time")).to_contain_text("Running since")
    region(page, "Time").get_by_role("button", name="Discard it").click()
    expect(region(page, "Time")).to_contain_text("Nothing was logged.")
    keep_everything(page)

    assert page.evaluate("window.neverLeft") is True
    assert not RunningSession.objects.exists()
    is_kept(ada)


def test_without_javascript_she_does_the_same_on_the_steps_page(open_page, sign_in, road, ada):
    page = open_page(javascript=False)
    sign_in(page, "ada@example.org")
    page.goto("/today/")
    page.get_by_role("button", name="Start a session").click()
    expect(page.locator(".running")).to_contain_text("Python runs since")
    page.get_by_role("button", name="Discard it").click()
    page.goto(factories.step(road, "python").get_absolute_url())
    keep_everything(page)
    is_kept(ada)

    page.goto("/time/")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 h 30 min this week")
    page.get_by_role("link", name="Edit 1 h 30 min of Python").click()
    page.get_by_label("How long?").fill("2 h")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 h this week")
    page.goto("/notes/")
    page.get_by_label("Search your notes").fill("lazy")
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("link", name="Python").click()
    expect(region(page, "Note").locator("em")).to_have_text("lazy")


def test_with_the_keyboard_alone_a_note_is_written_and_a_box_ticked(page, sign_in, road, ada):
    sign_in(page, "ada@example.org")
    page.goto(factories.step(road, "python").get_absolute_url())
    page.wait_for_load_state()
    page.keyboard.press("n")
    expect(page.get_by_label("Your note")).to_be_focused()
    page.keyboard.type("Typed")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(region(page, "Note").locator(".written")).to_have_text("Typed")

    page.get_by_label("One more line").focus()
    page.keyboard.type("Read")
    page.keyboard.press("Enter")
    expect(region(page, "Checklist")).to_contain_text("0 of 1")
    expect(page.get_by_label("One more line")).to_be_focused()
    page.get_by_role("checkbox", name="Read").focus()
    page.keyboard.press("Space")
    expect(region(page, "Checklist")).to_contain_text("1 of 1")
    expect(page.get_by_role("checkbox", name="Read")).to_be_focused()


def test_a_note_survives_a_session_that_ends_while_she_writes(page, sign_in, road, ada):
    sign_in(page, "ada@example.org")
    address = factories.step(road, "python").get_absolute_url()
    page.goto(address)
    page.wait_for_load_state()
    page.keyboard.press("n")
    page.get_by_label("Your note").fill("An hour of thought")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save the note").click()
    page.wait_for_url("**/accounts/login/**")

    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("Your note")).to_have_value("An hour of thought")
    expect(page.locator("#toasts")).to_contain_text("it is not stored yet")
    page.get_by_role("button", name="Save the note").click()
    expect(region(page, "Note").locator(".written")).to_have_text("An hour of thought")
    page.reload()
    page.wait_for_load_state()
    expect(page.get_by_label("Your note")).to_be_hidden()
