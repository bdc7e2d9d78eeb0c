"""Signing up, in and out, as people do it; and how the pages before the first roadmap look to everybody."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories

LOOKS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
FOR_VISITORS = {
    "accounts:landing": [],
    "account_login": [],
    "account_signup": [],
    "account_reset_password": [],
    "account_reset_password_done": [],
    "account_reset_password_from_key": ["1", "made-up"],
    "account_inactive": [],
    "mailbox:mailbox": [],
}
FOR_PERSONS = [
    "accounts:settings",
    "account_email",
    "account_change_password",
    "usersessions_list",
    "account_logout",
    "account_reauthenticate",
]


@pytest.fixture
def ada(transactional_db):
    return factories.person("ada@example.org", name="Ada", time_zone="Europe/Berlin")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.EMAIL_FILE_PATH = str(tmp_path)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_nothing_keeps_anybody_out_of_the_pages_of_visitors(open_page, axe, fits, width, scheme):
    page = open_page(width=width, scheme=scheme)

    for name, arguments in FOR_VISITORS.items():
        page.goto(reverse(name, args=arguments))
        assert (name, axe(page), fits(page)) == (name, [], [])
    page.goto("/nothing/")
    assert (axe(page), fits(page)) == ([], [])


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_nothing_keeps_anybody_out_of_the_pages_of_persons(open_page, axe, fits, sign_in, ada, width, scheme):
    page = open_page(width=width, scheme=scheme)
    sign_in(page, "ada@example.org")

    for name in FOR_PERSONS:
        page.goto(reverse(name))
        assert (name, axe(page), fits(page)) == (name, [], [])
    page.get_by_label("Your account").click()
    assert axe(page) == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_nothing_keeps_anybody_out_of_a_form_with_errors(open_page, axe, fits, transactional_db, width, scheme):
    page = open_page(width=width, scheme=scheme)
    page.goto(reverse("account_signup"))
    page.get_by_label("What should we call you?").fill("\u202eadA")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill("short")
    page.locator("main").get_by_role("button", name="Sign up").click()
    page.get_by_text("Remove the characters that change the direction").wait_for()

    assert (axe(page), fits(page)) == ([], [])


@pytest.mark.parametrize("javascript", [True, False])
def test_a_visitor_signs_up_with_and_without_javascript(open_page, axe, transactional_db, javascript):
    page = open_page(javascript=javascript)
    page.goto("/")
    page.get_by_role("link", name="Start your roadmap").click()
    page.get_by_label("What should we call you?").fill("Ada")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill("four unusual river words")
    page.locator("main").get_by_role("button", name="Sign up").click()

    page.get_by_role("heading", name="Confirm your address").wait_for()
    if javascript:
        assert axe(page) == []
    page.get_by_label("Code").fill(re.search(r"\d{4}-\d{4}", mail.outbox[0].body)[0])
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url("**/start/")


def test_the_browser_says_its_time_zone_at_sign_up(browser, site, transactional_db):
    context = browser.new_context(base_url=site, timezone_id="Asia/Tokyo")
    page = context.new_page()
    page.goto(reverse("account_signup"))

    assert page.locator("input[name=time_zone]").input_value() == "Asia/Tokyo"
    context.close()


def test_after_sign_out_the_back_button_shows_no_private_word(page, sign_in, ada):
    sign_in(page, "ada@example.org")
    page.goto(reverse("accounts:settings"))
    assert "ada@example.org" in page.content()
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile(r"^http://[^/]+/$"))

    page.go_back()

    page.get_by_role("heading", name="Sign in").wait_for()
    assert "ada@example.org" not in page.content()


def test_a_message_of_the_mailbox_can_be_read_and_its_link_followed(page, axe, ada, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    page.goto(reverse("account_reset_password"))
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_role("button", name="Send the link").click()
    page.get_by_role("heading", name="Look into your mailbox").wait_for()

    page.goto(reverse("mailbox:mailbox"))
    page.get_by_role("link", name="Choose a new Waymark password").click()
    assert axe(page) == []
    page.get_by_role("link", name="/accounts/password/reset/key/").click()
    page.get_by_role("heading", name="Choose a new password").wait_for()
    assert axe(page) == []
