import pytest
from django.test import Client
from django.urls import reverse

from accounts.templatetags.accounts_panels import browser

SESSIONS = reverse("usersessions_list")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def sign_in(agent: str) -> Client:
    client = Client(headers={"User-Agent": agent})
    client.post(reverse("account_login"), {"login": "ada@example.org", "password": "correct horse battery"})
    return client


def test_a_person_sees_where_they_are_signed_in_and_ends_the_others(ada):
    here, elsewhere = sign_in(FIREFOX), sign_in("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Safari/605.1")

    page = here.get(SESSIONS).content.decode()
    assert "Firefox on Linux" in page
    assert "Safari on iPhone" in page

    here.post(SESSIONS)
    assert here.get(SESSIONS).status_code == 200
    assert elsewhere.get(SESSIONS).url.startswith(reverse("account_login"))


def test_nobody_sees_the_sessions_of_others(ada, mentor, as_mentor):
    sign_in(FIREFOX)

    assert "Firefox" not in as_mentor.get(SESSIONS).content.decode()


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Version/19 Safari/605.1", "Safari on Mac"),
        ("curl/8.5", "A browser"),
    ],
)
def test_a_browser_is_named_in_two_words(agent, name):
    assert browser(agent) == name
