import pytest
from django.test import Client

from accounts.models import Suppression
from reminders.links import unsubscribe_url
from reminders.planner import plan
from reminders.sender import send_due
from tests.reminders.conftest import NOW, invite

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def mail_program() -> Client:
    """Posts as RFC 8058 says: no cookies, no form seen before, no token against forgery."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def link(reminder, settings) -> str:
    return unsubscribe_url(reminder).removeprefix(settings.SITE_URL)


def test_one_click_turns_that_kind_off(mail_program, link, ada):
    answer = mail_program.post(link, ONE_CLICK)
    assert (answer.status_code, answer.cookies) == (200, {})
    assert ada.preferences.get(category="due_soon").cadence == "off"
    assert not ada.preferences.filter(category="digest").exists()


def test_a_second_click_says_the_same(mail_program, link, ada):
    first, second = mail_program.post(link, ONE_CLICK), mail_program.post(link, ONE_CLICK)
    assert first.content == second.content
    assert ada.preferences.count() == 1


def test_the_reminder_that_was_planned_already_does_not_come(mail_program, link, sink):
    mail_program.post(link, ONE_CLICK)
    assert send_due() == {"skipped": 1}
    assert plan(NOW) == 0
    assert sink.mails == []


def test_opening_the_link_asks_first_and_changes_nothing(mail_program, link, ada):
    page = mail_program.get(link).content.decode()
    assert "Stop these mails?" in page
    assert 'name="List-Unsubscribe" value="One-Click"' in page
    assert not ada.preferences.exists()


def test_a_prefetching_mail_scanner_changes_nothing(mail_program, link, ada):
    assert mail_program.head(link).status_code == 200
    assert not ada.preferences.exists()


def test_her_other_choices_stay(mail_program, link, ada, as_ada):
    as_ada.post("/reminders/snooze/", {"until": "three-days"})
    mail_program.post(link, ONE_CLICK)
    assert ada.preferences.get(category="due_soon").snoozed_until is not None
    assert ada.preferences.get(category="digest").cadence == "weekly"


@pytest.mark.parametrize("change", [lambda link: link[:-3] + "AA/", lambda link: "/reminders/unsubscribe/x/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_was_tampered_with_is_not_found(mail_program, link, ada, change, method):
    assert getattr(mail_program, method)(change(link)).status_code == 404
    assert not ada.preferences.exists()


def test_the_link_of_a_closed_account_does_no_harm(mail_program, link, ada):
    ada.delete()
    assert mail_program.post(link, ONE_CLICK).status_code == 200


def test_a_stranger_is_never_invited_again(mail_program, ada, sink, settings):
    link = unsubscribe_url(invite(ada)).removeprefix(settings.SITE_URL)
    assert "This address will get no more invitations" in mail_program.get(link).content.decode()
    mail_program.post(link, ONE_CLICK)
    mail_program.post(link, ONE_CLICK)
    assert Suppression.objects.get().cause == "asked"
    assert send_due() == {"skipped": 1}


def test_the_link_names_nobody(reminder, ada):
    assert ada.email not in unsubscribe_url(reminder)
