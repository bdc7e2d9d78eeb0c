"""Addresses of the catalog are asked in the night whether they still answer; no private network ever is."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import time_machine
from django.db import IntegrityError, transaction

from catalog.links import ask, check_links, is_public
from catalog.models import LinkCheck, Resource
from reminders.tasks import check_links as check_links_task
from tests import factories

NIGHT = datetime(2027, 2, 15, 3, tzinfo=UTC)
MOVED = {"/moved": "/here", "/inside": "http://127.0.0.2/secret", "/round": "/round", "/file": "file:///etc/passwd"}
STATUS = {"/here": 200, "/gone": 404, "/broken": 503, "/no-robots": 403}


class Site(BaseHTTPRequestHandler):
    asked: list[str] = []

    def answer(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        refused = self.path == "/no-head" and self.command == "HEAD"
        self.send_response(405 if refused else 302 if self.path in MOVED else STATUS.get(self.path, 200))
        if self.path in MOVED:
            self.send_header("Location", MOVED[self.path])
        self.end_headers()

    do_GET = do_HEAD = answer  # the server's names

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def on_this_site(address: str) -> bool:
    return address == "127.0.0.1"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/here", ""),
        ("/moved", ""),
        ("/no-head", ""),
        ("/no-robots", ""),
        ("/gone", "answers 404"),
        ("/broken", "answers 503"),
        ("/round", "leads on more than 5 times"),
        ("/inside", "leads into a private network"),
        ("/file", "leads to what is no web page"),
    ],
)
def test_it_says_what_is_wrong_with_an_address(site, path, said):
    assert ask(site + path, may_ask=on_this_site) == said


def test_a_private_network_is_never_asked(site):
    assert ask(f"{site}/here") == "leads into a private network"
    assert Site.asked == []


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "::1", "fe80::1",
     "fc00::1", "::ffff:127.0.0.1", "100.64.0.1"],
)  # fmt: skip
def test_private_addresses_are_known(address):
    assert not is_public(address)


def test_public_addresses_are_known():
    assert is_public("1.1.1.1")
    assert is_public("2606:4700:4700::1111")


def test_a_server_that_is_away_and_a_name_that_nobody_knows():
    assert ask("http://127.0.0.1:1/", may_ask=on_this_site) == "does not answer: ConnectionRefusedError"
    assert ask("http://nobody.invalid/") == "has a name that nobody knows"


@pytest.fixture
def links(db, site) -> str:
    for number, path in enumerate(["/here", "/gone"]):
        Resource.objects.create(
            key=f"link-{number}", title=path, pack=factories.pack(), url=site + path, kind="docs", cost="free"
        )
    return site


def test_each_address_is_asked_once_a_week_and_a_failing_one_every_night(links):
    assert check_links(NIGHT, may_ask=on_this_site) == 2
    assert check_links(NIGHT + timedelta(hours=1), may_ask=on_this_site) == 0
    assert check_links(NIGHT + timedelta(days=1), may_ask=on_this_site) == 1
    assert check_links(NIGHT + timedelta(days=7), may_ask=on_this_site) == 2


def test_a_bad_night_is_forgiven_three_are_told_to_staff(links, client):
    staff = factories.person("staff@example.org", is_staff=True)
    client.force_login(staff)
    for night in range(2):
        check_links(NIGHT + timedelta(days=night), may_ask=on_this_site)
    assert "answers 404" not in client.get("/catalog/studio/").content.decode()

    check_links(NIGHT + timedelta(days=2), may_ask=on_this_site)
    page = client.get("/catalog/studio/").content.decode()
    assert "answers 404" in page
    assert f"{links}/gone" in page
    assert f"{links}/here" not in page


def test_what_answers_again_is_told_no_more(links, monkeypatch):
    for night in range(3):
        check_links(NIGHT + timedelta(days=night), may_ask=on_this_site)
    monkeypatch.setitem(STATUS, "/gone", 200)
    check_links(NIGHT + timedelta(days=3), may_ask=on_this_site)

    assert not LinkCheck.objects.broken().exists()


def test_an_address_that_left_the_catalog_is_forgotten(links):
    check_links(NIGHT, may_ask=on_this_site)
    Resource.objects.filter(title="/gone").update(is_withdrawn=True)
    check_links(NIGHT, may_ask=on_this_site)

    assert list(LinkCheck.objects.values_list("url", flat=True)) == [f"{links}/here"]


def test_a_failure_says_what_failed_says_the_database(db):
    with pytest.raises(IntegrityError, match="link_check_says_what_failed"), transaction.atomic():
        LinkCheck.objects.create(url="https://example.org/", failed_times=1)


def test_the_task_asks_in_the_night_alone(db, monkeypatch):
    runs = []
    monkeypatch.setattr("reminders.tasks.check_some_links", runs.append)
    for hour in (1, 2, 4, 5, 14):
        with time_machine.travel(NIGHT.replace(hour=hour), tick=False):
            check_links_task()

    assert [now.hour for now in runs] == [2, 4]
