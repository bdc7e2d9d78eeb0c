from datetime import time, timedelta
from html import unescape

import pytest
from django.urls import reverse

from reminders.models import Preference, Reason
from tests.conftest import signed_in
from tests.reminders.conftest import NOW, TODAY, nudge, set_due

ADDRESS = "/reminders/"
WISHES = {
    "categories": ["due_soon", "digest"],
    "local_time": "18:30",
    "weekdays": ["0", "2"],
    "digest_weekday": "6",
    "quiet_from": "23:00",
    "quiet_until": "06:00",
}


def save(client, **changes):
    return client.post(reverse("reminders:save_preferences"), {**WISHES, **changes})


def test_ada_sees_what_holds_before_she_has_chosen_anything(as_ada, clock):
    page = as_ada.get(ADDRESS).content.decode()
    assert "Every reminder will stand here" in page
    assert 'value="08:00"' in page
    assert "Europe/Berlin time" in page
    assert not Preference.objects.exists()


def test_ada_chooses_when_she_is_reminded(as_ada, ada, clock):
    assert save(as_ada).status_code == 302
    soon, digest = ada.preferences.get(category="due_soon"), ada.preferences.get(category="digest")
    assert (soon.local_time, soon.weekdays, soon.quiet_from) == (time(18, 30), 0b101, time(23))
    assert soon.next_due_at.astimezone(ada.zone).strftime("%a %H:%M") == "Wed 18:30"
    assert digest.next_due_at.astimezone(ada.zone).strftime("%a %H:%M") == "Sun 18:30"
    assert ada.preferences.get(category="verdict").cadence == "off"


def test_what_she_chose_stands_there_again(as_ada, clock):
    save(as_ada)
    page = as_ada.get(ADDRESS).content.decode()
    assert 'value="18:30"' in page
    assert '<option value="6" selected>' in page
    assert page.count("checked") == 4


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"local_time": "half past"}, "Enter a valid time."),
        ({"local_time": "23:30"}, "23:30 lies in your quiet hours."),
        ({"weekdays": []}, "Choose at least one day."),
        ({"weekdays": ["7"]}, "7 is not one of the available choices."),
        ({"digest_weekday": "9"}, "9 is not one of the available choices."),
        ({"quiet_until": ""}, "Quiet hours need a start and an end."),
        ({"quiet_until": "23:00"}, "Quiet hours need an end that differs from their start."),
        ({"categories": ["invitation"]}, "invitation is not one of the available choices."),
    ],
)
def test_a_wish_that_cannot_be_is_refused_beside_its_field(as_ada, clock, changes, words):
    answer = save(as_ada, **changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Preference.objects.exists()


def test_no_quiet_hours_at_all(as_ada, ada, clock):
    save(as_ada, quiet_from="", quiet_until="", local_time="02:30")
    assert ada.preferences.get(category="due_soon").quiet_from is None


def test_every_delivery_stands_there_with_its_reason_in_words(as_ada, ada, reminder, step):
    nudge(ada, step, key="1", state="skipped", reason=Reason.SNOOZED)
    nudge(ada, step, key="2", state="sent", sent_at=NOW)
    nudge(ada, step, key="3", state="unknown")
    nudge(ada, step, key="4", state="failed", reason="550 No such mailbox")
    page = as_ada.get(ADDRESS).content.decode()
    for words in [
        "You had asked for a pause.",
        "Your mail server took it.",
        "It is not sent twice.",
        "550 No such mailbox",
    ]:
        assert words in page
    assert "Tue 12 Jan, 09:00" in page
    assert f'<a href="/steps/{step.pk}/">Python</a>' in page


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words(as_ada, ada, step, reason):
    nudge(ada, step, state="skipped", reason=reason)
    assert str(reason.label) in unescape(as_ada.get(ADDRESS).content.decode())


def test_mallory_sees_nothing_of_adas(as_mallory, reminder, mallory):
    assert "Python" not in as_mallory.get(ADDRESS).content.decode()


def test_a_foreign_step_in_a_payload_shows_no_title(as_mallory, mallory, step):
    nudge(mallory, step)
    assert "Python" not in as_mallory.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    "address", ["/reminders/", "/reminders/preferences/", "/reminders/snooze/", "/reminders/stop/"]
)
def test_a_visitor_signs_in_first(client, db, address):
    for method in (client.get, client.post):
        answer = method(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(ada, roadmap, clock, rows, django_assert_num_queries):
    for number, key in enumerate(["python", "pandas", "fraud"][:rows]):
        nudge(ada, set_due(roadmap, key, TODAY + timedelta(days=number)))
    client = signed_in(ada)
    with django_assert_num_queries(7):  # session, person, preferences (2), count, deliveries, steps
        client.get(ADDRESS)


def test_older_ones_are_a_page_further(as_ada, ada, step):
    for number in range(31):
        nudge(ada, step, key=str(number), due_at=NOW - timedelta(days=number))
    assert "Page 1 of 2" in as_ada.get(ADDRESS).content.decode()
    assert "Sun 13 Dec" in as_ada.get(ADDRESS, {"page": 2}).content.decode()
