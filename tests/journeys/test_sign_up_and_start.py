"""Somebody signs up, confirms the address with the code from the mailbox, and starts: the roadmap stands, with dates."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from roadmap.models import Roadmap
from roadmap.words import day
from tests import factories
from tests.journeys.conftest import TODAY

MONDAY = TODAY + timedelta(days=7 - TODAY.weekday())


@pytest.fixture(autouse=True)
def something_to_start(template, mailbox):
    """The small roadmap can be chosen, and mail lies in the local mailbox."""


@pytest.fixture
def ada(transactional_db) -> User:
    return factories.person("ada@example.org", name="Ada", time_zone="UTC")


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def say_what_is_true(page: Page, *, hours: str = "8", first: date | str = MONDAY, ready: date | str = "") -> None:
    page.get_by_label("Test engineer").check()
    page.get_by_label("How many hours a week").fill(hours)
    page.get_by_label("First day").fill(str(first))
    page.get_by_label("Ready by").fill(str(ready))
    page.get_by_role("button", name="Make my roadmap").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_from_nothing_to_a_roadmap_with_dates(open_page, sign_up, javascript):
    page = open_page(javascript=javascript)
    page.goto("/")
    page.get_by_role("link", name="Start your roadmap").click()
    sign_up(page, "Ada", "ada@example.org")
    expect(heading(page)).to_have_text("Where do you want to go?")

    say_what_is_true(page, ready=MONDAY + timedelta(days=90))

    expect(heading(page)).to_have_text("Test engineer")
    expect(page.locator("#percent")).to_contain_text("0 of 4 steps · 54 h left")
    expect(page.locator("#here")).to_contain_text("Python")
    expect(page.locator(".stage > ul > .step .step-side")).to_have_text(
        [day(str(step.due_on), str(TODAY)) for step in planned()]
    )
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Today").click()
    expect(heading(page)).to_have_text(f"Your road starts on {day(str(MONDAY), str(TODAY))}.")


def planned():
    """Give her chosen steps in order, after a look at the dates: each has one, and none is due before what it needs."""
    steps = list(Roadmap.objects.get(owner__email="ada@example.org").steps.filter(is_chosen=True))
    due = {step.pk: step.due_on for step in steps}
    assert all(due[step.pk] >= MONDAY for step in steps)
    assert all(due[link.needs_id] < step.due_on for step in steps for link in step.needs.all())
    return sorted(steps, key=lambda step: (step.stage.position, step.position))


def test_her_name_and_zone_are_as_she_said(page, sign_up):
    page.goto("/accounts/signup/")
    sign_up(page, "Ada Berg", "ada@example.org")

    page.goto("/accounts/settings/")
    expect(page.get_by_label("Name")).to_have_value("Ada Berg")
    expect(page.get_by_label("Time zone")).not_to_have_value("")
    page.get_by_label("Your account").click()
    expect(page.locator(".menu-name")).to_contain_text("ada@example.org")


def test_what_is_wrong_at_sign_up_is_told_beside_its_field(page, sign_up):
    page.goto("/accounts/signup/")
    page.get_by_label("What should we call you?").fill("Ada")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill("short")
    page.locator("main").get_by_role("button", name="Sign up").click()
    expect(page.get_by_label("Password")).to_have_accessible_description(re.compile("at least 10 characters"))
    expect(page.get_by_label("E-mail address")).to_have_value("ada@example.org")

    sign_up(page, "Ada", "ada@example.org")
    expect(heading(page)).to_have_text("Where do you want to go?")


def test_a_wrong_code_is_told_beside_the_field_and_the_right_one_still_works(page, read_code):
    page.goto("/accounts/signup/")
    page.get_by_label("What should we call you?").fill("Ada")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill("four unusual river words")
    page.locator("main").get_by_role("button", name="Sign up").click()
    code = page.get_by_label("Code")
    right = read_code(page)
    code.fill("0000-0000")
    page.get_by_role("button", name="Confirm").click()
    expect(code).to_have_attribute("aria-invalid", "true")
    expect(code).to_have_accessible_description(re.compile("not the one that we sent"))

    code.fill(right)
    page.get_by_role("button", name="Confirm").click()
    expect(heading(page)).to_have_text("Where do you want to go?")


def test_wrong_answers_are_told_beside_their_fields_and_nothing_is_lost(page, sign_in, ada):
    sign_in(page, "ada@example.org")
    page.goto("/start/")
    say_what_is_true(page, hours="200", first=MONDAY, ready=MONDAY - timedelta(days=7))

    hours, ready = page.get_by_label("How many hours a week"), page.get_by_label("Ready by")
    expect(hours).to_have_attribute("aria-invalid", "true")
    expect(hours).to_have_accessible_description("Plan at most 80 hours a week; a person has to sleep.")
    expect(ready).to_have_accessible_description("Choose a target date after the first day.")
    expect(hours).to_have_value("200")
    expect(page.get_by_label("First day")).to_have_value(str(MONDAY))
    expect(page.get_by_label("First day")).not_to_have_attribute("aria-invalid", "true")

    say_what_is_true(page, hours="0", first=MONDAY)
    expect(hours).to_have_accessible_description("Plan at least 1 hour a week.")
    say_what_is_true(page, hours="", first="")
    expect(hours).to_have_accessible_description("Say how many hours a week are free.")
    expect(page.get_by_label("First day")).to_have_accessible_description("Choose the first day.")
    say_what_is_true(page, hours="8", first=TODAY + timedelta(days=800))
    expect(page.get_by_label("First day")).to_have_accessible_description("Choose a first day within a year of today.")
    assert not Roadmap.objects.exists()

    say_what_is_true(page)
    expect(heading(page)).to_have_text("Test engineer")


def test_a_target_that_cannot_be_met_is_told_in_days(page, sign_in, ada):
    sign_in(page, "ada@example.org")
    page.goto("/start/")
    say_what_is_true(page, hours="2", ready=MONDAY + timedelta(days=14))

    expect(page.locator("#main")).to_contain_text("At 2 h a week the road ends on")
    expect(page.locator("#main")).to_contain_text("after your target.")


def test_a_role_chosen_in_the_catalog_is_chosen_at_the_start(page, sign_in, ada):
    page.goto("/catalog/roles/test-engineer/")
    page.get_by_role("link", name="Start this roadmap").click()
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    page.locator("main").get_by_role("button", name="Sign in").click()

    expect(heading(page)).to_have_text("Where do you want to go?")
    expect(page.get_by_label("Test engineer")).to_be_checked()
