import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests import factories

EMAIL = reverse("account_email")
CODE_PAGE = reverse("account_email_verification_sent")


@pytest.fixture
def surely_ada(as_ada) -> Client:
    """Ada, who gave her password once more a moment ago."""
    as_ada.post(reverse("account_reauthenticate"), {"password": "correct horse battery"})
    return as_ada


def test_the_address_changes_once_the_code_is_entered_and_the_old_one_is_told(surely_ada, ada):
    surely_ada.post(EMAIL, {"email": "countess@example.org", "action_add": ""})
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"

    code = re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)[0]
    surely_ada.post(CODE_PAGE, {"code": code})

    ada.refresh_from_db()
    assert ada.email == "countess@example.org"
    told = [letter for letter in mail.outbox if letter.to == ["ada@example.org"]]
    assert told[-1].subject == "Your Waymark address was changed"


def test_an_address_of_somebody_else_gets_the_same_answer_as_a_free_one(surely_ada, ada, mentor):
    answers = []
    for email in [mentor.email, "free@example.org"]:
        answer = surely_ada.post(EMAIL, {"email": email, "action_add": ""})
        page = surely_ada.get(answer.url).content.decode().replace(email, "")
        answers.append((answer.url, re.sub(r'value="\w{64}"', "", page)))
        ada.emailaddress_set.filter(verified=False).delete()

    assert answers[0] == answers[1]


def test_the_password_is_asked_for_once_more_and_then_the_change_goes_on(as_ada):
    asked = as_ada.post(EMAIL, {"email": "countess@example.org", "action_add": ""})

    page = as_ada.get(asked.url).content.decode()
    assert "Your password, once more" in page
    assert 'autocomplete="current-password"' in page

    done = as_ada.post(asked.url, {"password": "correct horse battery", "next": EMAIL})
    assert done.url == CODE_PAGE


def test_ten_minutes_later_it_is_asked_for_again(surely_ada):
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        answer = surely_ada.post(EMAIL, {"email": "countess@example.org", "action_add": ""})

    assert answer.url.startswith(reverse("account_reauthenticate"))


def test_a_wrong_password_changes_nothing(as_ada):
    as_ada.post(EMAIL, {"email": "countess@example.org", "action_add": ""})

    page = as_ada.post(reverse("account_reauthenticate"), {"password": "wrong"}).content.decode()

    assert "This is not your password" in page
    assert not mail.outbox


def test_a_wrong_address_is_refused_beside_its_field(surely_ada):
    page = surely_ada.post(EMAIL, {"email": "nowhere", "action_add": ""}).content.decode()

    assert 'id="id_email_error"' in page


def test_two_accounts_never_share_an_address_in_any_case(ada):
    with pytest.raises(IntegrityError):
        User.objects.bulk_create([User(email="ADA@EXAMPLE.ORG", password="!")])


def test_an_address_is_stored_in_lower_case(db):
    assert factories.person("Grace@Example.org").email == "grace@example.org"
