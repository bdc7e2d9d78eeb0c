import re

import pytest
from django.urls import reverse

from tests import factories

LOGIN = reverse("account_login")
RIGHT = {"login": "ada@example.org", "password": "correct horse battery"}


@pytest.fixture(autouse=True)
def people(ada):
    """Ada is there, whatever the test is about."""


def bare(page: bytes, *words: str) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.decode())
    for word in words:
        text = text.replace(word, "")
    return text


def test_address_and_password_open_today(client):
    assert client.post(LOGIN, RIGHT).url == reverse("roadmap:today")


def test_the_address_is_read_in_any_case(client):
    assert client.post(LOGIN, RIGHT | {"login": "ADA@example.ORG"}).status_code == 302


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client):
    wrong = client.post(LOGIN, RIGHT | {"password": "incorrect horse"})
    unknown = client.post(LOGIN, {"login": "eve@example.org", "password": "incorrect horse"})

    assert "do not belong together" in wrong.content.decode()
    assert bare(wrong.content, "ada@example.org") == bare(unknown.content, "eve@example.org")


def test_an_unknown_address_costs_a_password_hash_too(client, settings, monkeypatch):
    made = []
    monkeypatch.setattr("accounts.models.User.set_password", lambda self, raw: made.append(raw))

    client.post(LOGIN, {"login": "eve@example.org", "password": "incorrect horse"})

    assert made == ["incorrect horse"]


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", "http:evil.example"]
)
def test_next_leads_to_our_own_pages_only(client, elsewhere):
    assert client.post(LOGIN, RIGHT | {"next": elsewhere}).url == reverse("roadmap:today")


def test_next_leads_back_to_the_page_that_asked_for_sign_in(client):
    asked = client.get("/roadmap/?sort=due")
    assert asked.url == f"{LOGIN}?next=/roadmap/%3Fsort%3Ddue"

    page = client.get(asked.url).content.decode()
    assert '<input type="hidden" name="next" value="/roadmap/?sort=due">' in page
    assert client.post(LOGIN, RIGHT | {"next": "/roadmap/?sort=due"}).url == "/roadmap/?sort=due"


def test_after_five_wrong_passwords_the_right_one_waits(client):
    for _ in range(5):
        client.post(LOGIN, RIGHT | {"password": "incorrect horse"})

    assert "Wait five minutes" in client.post(LOGIN, RIGHT).content.decode()


def test_a_forged_forwarding_header_buys_no_more_tries(client):
    for number in range(5):
        client.post(LOGIN, RIGHT | {"password": "incorrect horse"}, headers={"X-Forwarded-For": f"203.0.113.{number}"})

    answer = client.post(LOGIN, RIGHT, headers={"X-Forwarded-For": "203.0.113.99"})
    assert "Wait five minutes" in answer.content.decode()


def test_too_many_requests_get_a_page_that_says_so(client):
    answers = [client.post(LOGIN, {"login": f"{number}@example.org", "password": "x"}) for number in range(31)]

    assert answers[-1].status_code == 429
    assert "A little too fast" in answers[-1].content.decode()


def test_a_closed_account_gets_a_page_that_says_so(client, ada):
    ada.is_active = False
    ada.save()

    answer = client.post(LOGIN, RIGHT, follow=True)

    assert "This account is closed" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_address_that_was_never_confirmed_gets_a_code_first(client):
    eve = factories.person("eve@example.org")
    eve.emailaddress_set.update(verified=False)

    answer = client.post(LOGIN, {"login": "eve@example.org", "password": "correct horse battery"})

    assert answer.url == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session


def test_pages_that_nobody_uses_lead_to_sign_in(client):
    for address in ["/accounts/login/code/confirm/", "/accounts/confirm-email/"]:
        assert client.get(address).url == LOGIN
