import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.conftest import signed_in

RESET = reverse("account_reset_password")
CHANGE = reverse("account_change_password")
NEW = "three quiet lamps walking"


def link_in(letter) -> str:
    return re.search(r"http://testserver(/\S+)", letter.body)[1]


def test_a_known_and_an_unknown_address_get_the_same_answer(client, ada):
    known = client.post(RESET, {"email": "ada@example.org"}, follow=True)
    unknown = client.post(RESET, {"email": "eve@example.org"}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain
    assert known.content == unknown.content
    assert [letter.to for letter in mail.outbox] == [["ada@example.org"], ["eve@example.org"]]
    assert mail.outbox[1].subject == "There is no Waymark account with this address"


def test_the_link_sets_a_new_password_once_and_ends_older_sessions(client, ada):
    elsewhere = signed_in(ada)
    client.post(RESET, {"email": "ada@example.org"})
    link = link_in(mail.outbox[0])
    form = client.get(link).url

    assert client.post(form, {"password1": NEW, "password2": NEW}).url == reverse("roadmap:today")

    ada.refresh_from_db()
    assert ada.check_password(NEW)
    assert elsewhere.get(reverse("accounts:settings")).status_code == 302
    assert "does not work any more" in Client().get(link, follow=True).content.decode()
    assert mail.outbox[-1].subject == "Your Waymark password was reset"


def test_a_link_that_was_made_up_offers_a_new_one(client, db):
    page = client.get(reverse("account_reset_password_from_key", args=["1", "set-password"])).content.decode()

    assert "Send me a new link" in page


def test_changing_the_password_ends_all_other_sessions_at_once(as_ada, ada):
    elsewhere = signed_in(ada)

    answer = as_ada.post(CHANGE, {"oldpassword": "correct horse battery", "password1": NEW, "password2": NEW})

    assert answer.url == reverse("accounts:settings")
    assert as_ada.get(answer.url).status_code == 200
    assert elsewhere.get(answer.url).url.startswith(reverse("account_login"))
    assert mail.outbox[0].subject == "Your Waymark password was changed"


@pytest.mark.parametrize(
    ("field", "value"), [("oldpassword", "wrong"), ("password1", "short"), ("password2", "another one entirely")]
)
def test_what_is_wrong_is_said_beside_its_field(as_ada, ada, field, value):
    words = {"oldpassword": "correct horse battery", "password1": NEW, "password2": NEW} | {field: value}

    page = as_ada.post(CHANGE, words).content.decode()

    assert f'id="id_{field}_error"' in page
    ada.refresh_from_db()
    assert ada.check_password("correct horse battery")


def test_an_account_without_a_password_can_get_one(as_ada, ada):
    ada.set_unusable_password()
    ada.save()
    client = signed_in(ada)

    assert client.get(CHANGE).url == reverse("account_set_password")
    client.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW})
    ada.refresh_from_db()
    assert ada.check_password(NEW)
