"""Asked again at the moment of sending: each reason, and that nothing leaves."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import IntegrityError

from accounts.models import Delivery, Suppression, hash_of_address
from reminders import actions, ledger
from reminders.ledger import uuid
from reminders.models import Preference
from reminders.sender import send_due
from roadmap.actions import set_status
from tests.reminders.conftest import NOW, TODAY, invite, nudge, set_due
from tests.reminders.test_send import state_of


def close_account(ada, step):
    ada.is_active = False
    ada.save()


def lose_verification(ada, step):
    ada.emailaddress_set.update(verified=False)


def finish(ada, step):
    set_status(step.pk, "done", by=ada)


def skip(ada, step):
    set_status(step.pk, "skipped", by=ada)


def replan(ada, step):
    set_due(step.roadmap, "python", TODAY + timedelta(days=20))


def leave_out(ada, step):
    type(step).objects.filter(pk=step.pk).update(is_chosen=False)


def archive(ada, step):
    type(step.roadmap).objects.update(archived_at=NOW)


def rest(ada, step):
    type(step.roadmap).objects.update(paused_until=TODAY + timedelta(days=20))


def turn_off(ada, step):
    actions.stop(by=ada)


def pause(ada, step):
    actions.snooze("day", by=ada)


def bounce(ada, step):
    Suppression.objects.create(address_hash=hash_of_address(ada.email), cause="refused")


def be_late(ada, step):
    Delivery.objects.update(due_at=NOW - timedelta(days=1), stale_after=NOW - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("happen", "reason"),
    [
        (close_account, "no_account"),
        (lose_verification, "not_verified"),
        (finish, "step_done"),
        (skip, "step_done"),
        (replan, "step_moved"),
        (leave_out, "step_moved"),
        (archive, "step_moved"),
        (rest, "paused"),
        (turn_off, "turned_off"),
        (pause, "snoozed"),
        (bounce, "suppressed"),
        (be_late, "stale"),
    ],
)
def test_what_has_changed_since_is_a_reason_not_to_send(reminder, ada, step, sink, happen, reason):
    happen(ada, step)
    assert send_due() == {"skipped": 1}
    assert state_of(reminder) == ("skipped", reason)
    assert sink.mails == []


def test_somebody_elses_step_is_never_spoken_of(mallory, step, sink):
    foreign = nudge(mallory, step)
    send_due()
    assert state_of(foreign) == ("skipped", "step_moved")


def test_an_account_deleted_after_the_claim_gets_nothing(reminder, ada):
    claimed = ledger.claim(NOW, uuid.uuid4())[0]
    ada.delete()
    assert not ledger.hand_over(claimed, NOW, nudged_on=TODAY)


@pytest.mark.parametrize("local", ["22:00", "23:30", "03:00", "06:59"])
def test_quiet_hours_hold_it_until_they_end(ada, step, sink, clock, local):
    hour, minute = map(int, local.split(":"))
    now = datetime(2027, 1, 12, hour, minute, tzinfo=ada.zone)
    clock.move_to(now)
    held = nudge(ada, step, due_at=now.astimezone(UTC))
    assert send_due() == {"held": 1}
    held.refresh_from_db()
    assert held.due_at.astimezone(ada.zone).time() == time(7)
    clock.move_to(held.due_at + timedelta(seconds=1))
    assert send_due() == {"sent": 1}


def test_what_would_be_too_late_after_quiet_hours_is_skipped(ada, step, sink, clock):
    now = datetime(2027, 1, 12, 23, tzinfo=ada.zone)
    clock.move_to(now)
    late = nudge(ada, step, due_at=now, stale_after=now + timedelta(hours=2))
    send_due()
    assert state_of(late) == ("skipped", "quiet_hours")


def test_a_stranger_who_asked_not_to_be_invited_is_not(ada, sink, clock):
    Suppression.objects.create(address_hash=hash_of_address("Stranger@example.org"), cause="asked")
    invitation = invite(ada)
    send_due()
    assert state_of(invitation) == ("skipped", "suppressed")
    assert "token" not in invitation.payload


def test_not_to_be_invited_is_no_refusal_of_ones_own_reminders(reminder, ada, sink):
    Suppression.objects.create(address_hash=hash_of_address(ada.email), cause="asked")
    assert send_due() == {"sent": 1}


def test_the_cap_is_one_a_day_and_not_one_for_ever(ada, reminder, roadmap, sink, clock):
    send_due()
    clock.shift(timedelta(days=1))
    nudge(ada, set_due(roadmap, "pandas", TODAY + timedelta(days=2)), due_at=NOW + timedelta(days=1))
    assert send_due() == {"sent": 1}


def test_the_database_keeps_the_cap_when_two_senders_ask_at_once(ada, reminder, roadmap):
    nudge(ada, set_due(roadmap, "pandas", TODAY))
    first, second = ledger.claim(NOW, uuid.uuid4())
    assert ledger.hand_over(first, NOW, nudged_on=TODAY)
    with pytest.raises(IntegrityError):
        ledger.hand_over(second, NOW, nudged_on=TODAY)


def test_a_digest_with_nothing_to_tell_is_not_sent(ada, step, sink):
    set_status(step.pk, "done", by=ada)
    digest = nudge(ada, step, key="digest:1", category="digest")
    send_due()
    assert state_of(digest) == ("skipped", "nothing_due")


def test_a_pause_that_is_over_is_over(ada, reminder, sink):
    actions.snooze("day", by=ada)
    Preference.objects.update(snoozed_until=NOW)
    assert send_due() == {"sent": 1}
