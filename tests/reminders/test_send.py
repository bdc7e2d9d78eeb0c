from datetime import timedelta
from email.utils import parseaddr

from django.utils import timezone

from accounts.models import Delivery, Suppression, hash_of_address
from reminders.models import Reason
from reminders.sender import send_due
from tests.reminders.conftest import NOW, invite, nudge, set_due


def state_of(delivery: Delivery) -> tuple[str, str]:
    delivery.refresh_from_db()
    return delivery.state, delivery.reason


def test_a_due_reminder_goes_out_once(reminder, sink):
    assert send_due() == {"sent": 1}
    assert send_due() == {}
    assert [mail["Message-ID"] for mail in sink.mails] == [reminder.message_id]
    assert state_of(reminder) == ("sent", "")
    assert reminder.sent_at is not None


def test_it_carries_what_mail_programs_ask_for(reminder, sink, settings):
    send_due()
    mail = sink.mails[0]
    assert mail["To"] == "ada@example.org"
    assert mail["Subject"] == "Python is due tomorrow"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].strip().startswith(f"<{settings.SITE_URL}/reminders/unsubscribe/")
    assert parseaddr(mail["From"])[1] == parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def test_what_is_due_later_waits(ada, step, sink):
    nudge(ada, step, due_at=NOW + timedelta(hours=1))
    assert send_due() == {}


def test_it_goes_to_the_address_that_ada_has_now(reminder, ada, sink):
    ada.email = "ada@new.example.org"
    ada.save()
    ada.emailaddress_set.update(email=ada.email)
    send_due()
    assert sink.mails[0]["To"] == "ada@new.example.org"


def test_an_invitation_goes_to_a_stranger_and_its_link_is_forgotten(ada, sink, clock):
    invitation = invite(ada)
    send_due()
    token = invitation.payload["token"]
    assert f"/mentoring/invitations/{token}/" in sink.mails[0].get_body().get_content()
    assert state_of(invitation) == ("sent", "")
    assert "token" not in invitation.payload


def test_a_server_that_is_busy_is_asked_again_a_minute_later(reminder, sink, clock):
    sink.handler.refuse["ada@example.org"] = "451 Busy"
    assert send_due() == {"retried": 1}
    assert state_of(reminder) == ("scheduled", "451 Busy")
    assert 50 <= (reminder.due_at - timezone.now()).total_seconds() <= 66
    sink.handler.refuse.clear()
    clock.shift(timedelta(seconds=70))
    assert send_due() == {"sent": 1}


def test_five_more_tries_and_then_it_has_failed(ada, sink, clock):
    invitation = invite(ada)
    sink.handler.refuse["stranger@example.org"] = "451 Busy"
    waits = []
    for _ in range(6):
        send_due()
        invitation.refresh_from_db()
        waits.append(round((invitation.due_at - timezone.now()).total_seconds() / 60))
        clock.shift(timedelta(hours=7))
    assert state_of(invitation) == ("failed", "451 Busy")
    assert [abs(wait - usual) <= usual * 0.1 for wait, usual in zip(waits, [1, 5, 30, 120, 360], strict=False)] == [
        True
    ] * 5


def test_a_mailbox_that_does_not_exist_gets_no_mail_again(reminder, sink):
    sink.handler.refuse["ada@example.org"] = "550 No such mailbox"
    assert send_due() == {"failed": 1}
    assert state_of(reminder) == ("failed", "550 No such mailbox")
    assert Suppression.objects.get().address_hash == hash_of_address("ADA@example.org")


def test_while_the_mail_server_is_away_everything_waits_unblamed(reminder, ada, step, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert send_due() == {}
    assert state_of(reminder) == ("scheduled", "")
    assert reminder.attempts == 0


def test_one_message_that_cannot_be_written_holds_up_no_other(ada, step, sink, clock):
    broken = nudge(ada, step, key="broken", payload=[])
    invite(ada)
    assert send_due() == {"retried": 1, "sent": 1}
    assert state_of(broken) == ("scheduled", Reason.UNWRITTEN)


def test_a_line_break_in_a_title_makes_no_header(reminder, step, sink):
    step.title = "Python\r\nBcc: everybody@example.org"
    step.save()
    send_due()
    assert sink.mails[0]["Bcc"] is None
    assert [entry["to"] for entry in sink.handler.log.read()] == ["ada@example.org"]


def test_two_steps_on_one_day_make_one_mail(reminder, ada, roadmap, sink):
    other = nudge(ada, set_due(roadmap, "pandas", NOW.date()))
    assert send_due() == {"sent": 1, "skipped": 1}
    assert state_of(other) == ("skipped", "daily_cap")
