from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection, send_mail
from django.urls import reverse

from reminders.mailbox.messages import read_messages

MAILBOX = reverse("mailbox:mailbox")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mailbox")
    return tmp_path / "mailbox"


def send(subject: str, text: str = "Hello") -> None:
    send_mail(subject, text, "hello@example.org", ["ada@example.org"])


def page_of_newest(client) -> str:
    return client.get(reverse("mailbox:message", args=[read_messages()[0].key])).content.decode()


def test_an_empty_mailbox_says_what_will_lie_here(client, db):
    assert "No message yet" in client.get(MAILBOX).content.decode()


def test_messages_are_listed_newest_first_also_those_of_one_connection(client, db):
    send("First")
    get_connection().send_messages(
        [EmailMultiAlternatives(subject, "Hi", to=["ada@example.org"]) for subject in ["Second", "Third"]]
    )

    assert [letter.subject for letter in read_messages()] == ["Third", "Second", "First"]
    page = client.get(MAILBOX).content.decode()
    assert page.index("Third") < page.index("Second") < page.index("First")


def test_a_message_shows_its_text_with_links_to_follow(client, db):
    send(
        "Choose a new password",
        "Follow http://127.0.0.1:8000/accounts/password/reset/key/1-abc/. Or not (https://example.org/a?b=c&d).",
    )

    page = page_of_newest(client)
    assert '<a href="http://127.0.0.1:8000/accounts/password/reset/key/1-abc/" rel="noopener noreferrer">' in page
    assert '<a href="https://example.org/a?b=c&amp;d" rel="noopener noreferrer">' in page


def test_markup_of_a_message_is_shown_and_never_run(client, db):
    send("<script>alert(1)</script>", "<img src=x onerror=alert(1)> javascript:alert(1)")

    page = page_of_newest(client)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;img src=x" in page


def test_a_message_without_text_shows_the_text_of_its_html(client, db):
    letter = EmailMultiAlternatives("Ünïcode", "", to=["ada@example.org"])
    letter.content_subtype = "html"
    letter.body = '<p>Grüße</p><img src="https://evil.example/pixel.png">'
    letter.send()

    page = page_of_newest(client)
    assert "Ünïcode" in page
    assert "Grüße" in page
    assert "evil.example" not in page


@pytest.mark.parametrize("key", ["nothing", "..", "%2e%2e%2fsecret_key", "../secret_key", "etc/passwd"])
def test_no_address_reaches_a_file_outside(client, db, folder, key):
    folder.parent.joinpath("secret_key").write_text("canary")

    answer = client.get(f"{MAILBOX}{key}/")

    assert answer.status_code == 404
    assert b"canary" not in answer.content


def test_another_machine_finds_no_mailbox_whatever_host_it_names(client, db):
    send("Your code")
    address = reverse("mailbox:message", args=[read_messages()[0].key])

    for path in [MAILBOX, address]:
        assert client.get(path, REMOTE_ADDR="192.168.1.20", HTTP_HOST="127.0.0.1").status_code == 404


def test_no_cache_keeps_it(client, db):
    assert "no-store" in client.get(MAILBOX)["Cache-Control"]


@pytest.mark.parametrize("letters", [1, 3])
def test_it_asks_the_database_nothing(client, db, letters, django_assert_num_queries):
    for number in range(letters):
        send(f"Letter {number}")

    with django_assert_num_queries(0):
        client.get(MAILBOX)
