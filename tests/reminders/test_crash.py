"""What a sender that died, hung or lost its connection leaves behind."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Delivery
from reminders import ledger
from reminders.ledger import uuid
from reminders.models import Reason
from reminders.planner import plan
from reminders.sender import send_due
from tests.reminders.conftest import NOW, TODAY, invite
from tests.reminders.test_send import state_of

AFTER_THE_CLAIM = ledger.CLAIM + timedelta(seconds=1)
AFTER_THE_HAND_OVER = ledger.HAND_OVER + timedelta(seconds=1)


def die_before_handing_over() -> None:
    ledger.claim(timezone.now(), uuid.uuid4())


def die_while_handing_over() -> Delivery:
    claimed = ledger.claim(timezone.now(), uuid.uuid4())[0]
    ledger.hand_over(claimed, timezone.now(), nudged_on=TODAY if claimed.is_nudge else None)
    return claimed


def test_what_a_dead_sender_had_not_touched_is_sent_by_the_next(reminder, sink, clock):
    die_before_handing_over()
    assert send_due() == {}
    clock.shift(AFTER_THE_CLAIM)
    assert send_due() == {"sent": 1}


def test_a_nudge_in_doubt_is_unknown_and_never_sent_again(reminder, sink, clock):
    die_while_handing_over()
    clock.shift(AFTER_THE_CLAIM)
    assert send_due() == {}
    assert state_of(reminder)[0] == "sending"
    clock.shift(AFTER_THE_HAND_OVER)
    assert send_due() == {}
    assert state_of(reminder) == ("unknown", Reason.CRASHED)
    assert sink.mails == []


def test_an_invitation_in_doubt_is_sent_again_as_the_same_message(ada, sink, clock):
    invitation = invite(ada)
    die_while_handing_over()
    clock.shift(AFTER_THE_HAND_OVER)
    assert send_due() == {"sent": 1}
    assert sink.mails[0]["Message-ID"] == invitation.message_id


def test_an_invitation_in_doubt_six_times_is_unknown(ada, sink, clock):
    invitation = invite(ada)
    for _ in range(6):
        die_while_handing_over()
        clock.shift(AFTER_THE_HAND_OVER)
        ledger.recover(timezone.now())
    assert state_of(invitation) == ("unknown", Reason.CRASHED)
    assert "token" not in invitation.payload


def test_a_sender_that_was_stopped_past_its_claim_hands_nothing_over(reminder, clock):
    stopped = ledger.claim(NOW, uuid.uuid4())[0]
    clock.shift(AFTER_THE_CLAIM)
    ledger.recover(timezone.now())
    assert not ledger.hand_over(stopped, timezone.now(), nudged_on=TODAY)


def test_a_sender_that_comes_back_late_says_what_it_knows(reminder, clock):
    stopped = die_while_handing_over()
    clock.shift(AFTER_THE_HAND_OVER)
    ledger.recover(timezone.now())
    ledger.mark_sent(stopped, timezone.now())
    assert state_of(reminder) == ("sent", "")


def test_a_sender_that_comes_back_after_another_took_over_changes_nothing(ada, sink, clock):
    invitation = invite(ada)
    stopped = die_while_handing_over()
    clock.shift(AFTER_THE_HAND_OVER)
    ledger.recover(timezone.now())
    ledger.claim(timezone.now(), uuid.uuid4())
    ledger.skip(stopped, "stale")
    assert state_of(invitation)[0] == "sending"


def test_a_connection_cut_after_data_leaves_a_nudge_unknown(reminder, sink):
    sink.handler.cut = 1
    assert send_due() == {"doubtful": 1}
    assert send_due() == {}
    assert state_of(reminder) == ("unknown", Reason.CUT)
    assert len(sink.mails) == 1


def test_a_connection_cut_after_data_sends_an_invitation_again_as_the_same_message(ada, sink, clock):
    invitation = invite(ada)
    sink.handler.cut = 1
    assert send_due() == {"doubtful": 1}
    clock.shift(timedelta(minutes=2))
    assert send_due() == {"sent": 1}
    assert [mail["Message-ID"] for mail in sink.mails] == [invitation.message_id] * 2


def test_after_a_cut_the_rest_of_the_batch_goes_over_a_new_connection(ada, reminder, sink):
    for number in range(3):
        invite(ada, f"s{number}@example.org")
    sink.handler.cut = 1
    assert send_due() == {"doubtful": 1, "sent": 3}


def test_an_answer_that_was_lost_is_found_again_by_its_token(reminder, clock):
    token = uuid.uuid4()
    ledger.claim(NOW, token)
    assert [delivery.pk for delivery in ledger.claim(NOW, token)] == [reminder.pk]


def at_once(work, times: int = 4) -> list:
    """Run `work` in threads that start together, each with a database connection of its own."""
    barrier, results = Barrier(times), []

    def run() -> None:
        barrier.wait()
        try:
            results.append(work())
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(times)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(results) == times
    return results


@pytest.mark.django_db(transaction=True)
def test_four_senders_at_once_make_one_mail_of_each(transactional_db, ada, sink):
    wanted = [invite(ada, f"s{number}@example.org").message_id for number in range(20)]
    at_once(send_due)
    assert sorted(mail["Message-ID"] for mail in sink.mails) == sorted(wanted)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


@pytest.mark.django_db(transaction=True)
def test_four_planners_at_once_plan_one_reminder(transactional_db, ada, step, sink):
    ada.preferences.create(category="digest", cadence="off")
    ada.preferences.create(category="due_soon", cadence="daily", next_due_at=NOW, zone=ada.time_zone)
    assert sum(at_once(lambda: plan(NOW))) == 1
    assert Delivery.objects.count() == 1
