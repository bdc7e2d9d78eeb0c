"""Each promise of the database, broken once."""

from datetime import time, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Delivery, Suppression
from accounts.outbox import enqueue
from reminders.models import Preference
from tests.reminders.conftest import NOW, TODAY, invite, nudge


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"cadence": "daily", "next_due_at": None}, "preference_due_iff_recurring"),
        ({"cadence": "off", "next_due_at": NOW}, "preference_due_iff_recurring"),
        ({"cadence": "hourly", "next_due_at": NOW}, "preference_due_iff_recurring"),
        ({"weekdays": 0}, "preference_some_weekday"),
        ({"weekdays": 128}, "preference_some_weekday"),
        ({"quiet_from": None}, "preference_quiet_hours_have_two_ends"),
        ({"quiet_from": time(7)}, "preference_quiet_hours_have_two_ends"),
    ],
)
def test_a_preference_makes_sense(ada, change, name):
    fields = {"cadence": "daily", "next_due_at": NOW, "category": "due_soon", **change}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Preference.objects.create(person=ada, **fields)


def test_one_preference_a_kind(ada):
    Preference.objects.create(person=ada, category="due_soon", cadence="off")
    with pytest.raises(IntegrityError), transaction.atomic():
        Preference.objects.create(person=ada, category="due_soon", cadence="off")


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"state": "sent"}, "delivery_sent_iff_sent_at"),
        ({"sent_at": NOW}, "delivery_sent_iff_sent_at"),
        ({"state": "skipped"}, "delivery_skipped_has_reason"),
        ({"state": "sending"}, "delivery_sending_iff_leased"),
        ({"lease_until": NOW}, "delivery_sending_iff_leased"),
        ({"attempts": 6}, "delivery_five_attempts_at_most"),
        ({"stale_after": NOW}, "delivery_stale_after_due"),
    ],
)
def test_a_delivery_makes_sense(reminder, change, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Delivery.objects.filter(pk=reminder.pk).update(**change)


def test_two_nudges_of_one_day_cannot_both_be_handed_over(ada, step):
    nudge(ada, step, key="1", nudged_on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        nudge(ada, step, key="2", nudged_on=TODAY)


def test_other_people_and_other_days_are_free(ada, mallory, step):
    nudge(ada, step, key="1", nudged_on=TODAY)
    nudge(ada, step, key="2", nudged_on=TODAY + timedelta(days=1))
    assert nudge(mallory, step, key="3", nudged_on=TODAY).nudged_on == TODAY


def test_the_same_thing_is_enqueued_once(ada, clock):
    letter = invite(ada)
    again = {"dedupe_key": letter.dedupe_key, "due_at": NOW, "address": "x@example.org"}
    assert not enqueue(Delivery.Category.INVITATION, **again)
    assert Delivery.objects.get().address == "stranger@example.org"


def test_an_address_is_suppressed_once_and_for_a_known_cause(db):
    Suppression.objects.create(address_hash="a", cause="asked")
    with pytest.raises(IntegrityError), transaction.atomic():
        Suppression.objects.create(address_hash="a", cause="refused")
    with pytest.raises(IntegrityError, match="suppression_cause_is_known"), transaction.atomic():
        Suppression.objects.create(address_hash="b", cause="whim")
