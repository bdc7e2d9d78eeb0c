import re

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from accounts.models import User
from tests import factories

SIGNUP = reverse("account_signup")
CODE_PAGE = reverse("account_email_verification_sent")


@pytest.fixture
def words():
    return {
        "name": "Ada",
        "email": "Ada@Example.org",
        "password1": "four unusual river words",
        "time_zone": "Asia/Tokyo",
    }


def code_of(message) -> str:
    return re.search(r"\b\d{4}-\d{4}\b", message.body)[0]


def test_a_visitor_signs_up_and_the_code_from_the_mail_opens_the_start_page(client, db, words):
    assert client.post(SIGNUP, words).url == CODE_PAGE

    answer = client.post(CODE_PAGE, {"code": code_of(mail.outbox[0])})

    assert answer.url == reverse("roadmap:start")
    ada = User.objects.get()
    assert (ada.email, ada.name, ada.time_zone) == ("ada@example.org", "Ada", "Asia/Tokyo")
    assert ada.emailaddress_set.get().verified


def test_whoever_came_for_a_page_of_ours_gets_it_after_the_code(client, db, words):
    client.post(SIGNUP, words | {"next": "/mentoring/"})

    assert client.post(CODE_PAGE, {"code": code_of(mail.outbox[0])}).url == "/mentoring/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_led_to_a_page_that_is_not_ours(client, db, words, elsewhere):
    client.post(SIGNUP, words | {"next": elsewhere})

    assert client.post(CODE_PAGE, {"code": code_of(mail.outbox[0])}).url == reverse("roadmap:start")


def test_without_the_code_nobody_is_signed_in(client, db, words):
    client.post(SIGNUP, words)

    assert client.get(reverse("roadmap:today")).url.startswith(reverse("account_login"))


def test_a_wrong_code_is_refused_beside_its_field_and_the_third_ends_the_try(client, db, words):
    client.post(SIGNUP, words)

    page = client.post(CODE_PAGE, {"code": "0000-0000"}).content.decode()

    assert "not the one that we sent" in page
    assert 'aria-invalid="true"' in page
    client.post(CODE_PAGE, {"code": "0000-0000"})
    assert client.post(CODE_PAGE, {"code": "0000-0000"}).status_code == 302
    assert client.post(CODE_PAGE, {"code": code_of(mail.outbox[0])}).url == reverse("account_login")


def test_a_known_and_an_unknown_address_get_the_same_answer(client, db, words):
    factories.person("known@example.org")
    answers = []
    for email in ["known@example.org", "fresh@example.org"]:
        sign_up = client.post(SIGNUP, words | {"email": email})
        page = client.get(sign_up.url)
        answers.append((sign_up.status_code, sign_up.url, without_what_varies(page.content.decode(), email)))
        client.cookies.clear()

    assert answers[0] == answers[1]
    assert mail.outbox[0].subject == "You have a Waymark account already"
    assert User.objects.filter(email="known@example.org").count() == 1


def without_what_varies(page: str, email: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(email, "")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "required"),
        ("A\nB", "one line"),
        ("A\x07", "control characters"),
        ("A\x00", "control characters"),
        ("\u202eadA", "direction"),
        ("\u200b\u2060", "invisible"),
        ("A" * 81, "at most 80"),
    ],
)
def test_a_name_that_cannot_be_shown_is_refused_beside_its_field(client, db, words, name, sentence):
    page = client.post(SIGNUP, words | {"name": name}).content.decode("utf-8", "replace")

    assert re.search(rf'id="id_name_error"><li>[^<]*{sentence}', page)
    assert 'aria-describedby="id_name_error"' in page
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "no address"),
        ("email", "a" * 250 + "@example.org"),
        ("password1", "short"),
        ("password1", "password1234"),
        ("password1", "x" * 1001),
    ],
)
def test_address_and_password_are_refused_beside_their_fields(client, db, words, field, value):
    page = client.post(SIGNUP, words | {field: value}).content.decode()

    assert f'id="id_{field}_error"' in page
    assert not User.objects.exists()


def test_a_zone_that_the_browser_made_up_becomes_utc(client, db, words):
    client.post(SIGNUP, words | {"time_zone": "Mars/Olympus"})

    assert User.objects.get().time_zone == "UTC"


def test_the_code_can_be_sent_again_but_not_at_once(client, db, words):
    with time_machine.travel("2027-01-04T10:00:00Z", tick=False) as clock:
        client.post(SIGNUP, words)
        assert "Send a new code" in client.get(CODE_PAGE).content.decode()
        assert client.post(CODE_PAGE, {"action": "resend"}).status_code == 429

        clock.shift(11)
        assert client.post(CODE_PAGE, {"action": "resend"}).url == CODE_PAGE

    first, second = map(code_of, mail.outbox)
    assert first != second
    assert client.post(CODE_PAGE, {"code": second}).url == reverse("roadmap:start")


def test_a_signed_in_person_has_no_second_sign_up(as_ada):
    assert as_ada.get(SIGNUP).url == reverse("roadmap:today")


def test_the_fields_tell_the_browser_what_they_are(client, db, words):
    page = client.get(SIGNUP).content.decode()
    for attribute in [
        'autocomplete="name"',
        'autocomplete="email"',
        'autocomplete="new-password"',
        'type="hidden" name="time_zone"',
    ]:
        assert attribute in page
    assert "placeholder" not in page

    client.post(SIGNUP, words)
    page = client.get(CODE_PAGE).content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page


def test_the_mail_tells_the_code_in_text_and_html_and_repeats_no_name(client, db, words):
    client.post(SIGNUP, words | {"name": "Win money at evil.example"})

    letter = mail.outbox[0]
    assert letter.subject == f"{code_of(letter)} is your Waymark code"
    assert code_of(letter) in letter.alternatives[0].content
    assert "evil.example" not in letter.body + letter.alternatives[0].content + letter.subject
