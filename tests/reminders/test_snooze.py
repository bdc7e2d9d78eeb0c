from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from reminders.actions import snooze
from reminders.models import Preference
from tests.reminders.conftest import NOW


@pytest.mark.parametrize(
    ("until", "ends"),
    [
        ("day", NOW + timedelta(days=1)),
        ("three-days", NOW + timedelta(days=3)),
        ("monday", datetime(2027, 1, 17, 23, tzinfo=UTC)),  # midnight in Berlin
    ],
)
def test_ada_pauses_her_reminders(as_ada, ada, clock, until, ends):
    page = as_ada.post(reverse("reminders:snooze"), {"until": until}, follow=True).content.decode()
    assert abs(ada.preferences.get(category="due_soon").snoozed_until - ends) < timedelta(minutes=1)
    assert "Paused until" in page


def test_a_day_over_the_clock_change_ends_at_the_same_hour(ada, clock):
    clock.move_to(datetime(2027, 3, 27, 9, tzinfo=ada.zone))
    assert snooze("day", by=ada).astimezone(ada.zone).strftime("%a %H") == "Sun 09"


def test_ada_ends_the_pause(as_ada, ada, clock):
    as_ada.post(reverse("reminders:snooze"), {"until": "day"})
    page = as_ada.post(reverse("reminders:snooze"), {"until": "none"}, follow=True).content.decode()
    assert "Reminders are on again." in page
    assert not Preference.objects.exclude(snoozed_until=None).exists()


@pytest.mark.parametrize("until", ["", "century", "day\x00"])
def test_another_pause_than_those_offered_changes_nothing(as_ada, clock, until):
    assert as_ada.post(reverse("reminders:snooze"), {"until": until}).status_code == 302
    assert not Preference.objects.exists()


def test_ada_stops_everything(as_ada, ada, clock):
    as_ada.post(reverse("reminders:stop"))
    assert set(ada.preferences.values_list("cadence", "next_due_at")) == {("off", None)}


@pytest.mark.parametrize("name", ["snooze", "stop", "save_preferences"])
def test_a_link_alone_does_nothing(as_ada, name):
    assert as_ada.get(reverse(f"reminders:{name}")).status_code == 405
