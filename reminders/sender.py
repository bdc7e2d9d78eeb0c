"""Send what is due. Any number of these may run at once, under Celery or from `manage.py send_reminders`."""

import smtplib
from collections import Counter
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from time import monotonic
from uuid import uuid4

import structlog
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, InterfaceError, OperationalError
from django.utils import timezone

from accounts.models import Delivery, Suppression, hash_of_address
from reminders import ledger
from reminders.asking import Hold, Skip, objection
from reminders.messages import compose
from reminders.models import Reason

log = structlog.get_logger(__name__)
PATIENCE = 20  # seconds of a database that is away; a claim that was answered too late lapses and is taken again
NO_SUCH_MAILBOX = {550, 551, 553}


class MailServerAway(Exception):
    """Nothing can be handed over at all; no message is to blame."""


class PostOffice:
    """One connection to the mail server for all that is sent in one go, opened when the first message is ready."""

    def __init__(self) -> None:
        self.backend: BaseEmailBackend = get_connection()

    def open(self) -> None:
        """Have a connection that answered just now, so that a message is seldom lost to one that died unnoticed."""
        smtp: smtplib.SMTP | None = getattr(self.backend, "connection", None)
        if smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                if smtp.noop()[0] == 250:
                    return
            self.close()
        try:
            self.backend.open()
        except (smtplib.SMTPException, OSError) as error:
            raise MailServerAway(str(error)) from error

    def send(self, mail: EmailMultiAlternatives) -> None:
        self.backend.send_messages([mail])

    def close(self) -> None:
        with suppress(smtplib.SMTPException, OSError):
            self.backend.close()


def send_due(*, seconds: float = 40) -> Counter[str]:
    """Send until nothing is due, the mail server is away or the time is over; give how many rows ended how."""
    ends = monotonic() + seconds
    tally: Counter[str] = Counter()
    office = PostOffice()
    try:
        while monotonic() < ends:
            ledger.insist(partial(ledger.recover, timezone.now()), patience=PATIENCE)
            batch = ledger.insist(partial(ledger.claim, timezone.now(), uuid4()), patience=PATIENCE)
            if not batch or not send_batch(batch, office, ends, tally):
                break
    finally:
        office.close()
    return tally


def send_batch(batch: list[Delivery], office: PostOffice, ends: float, tally: Counter[str]) -> bool:
    """Give False when it is no use to go on now."""
    renewed = timezone.now()
    for position, delivery in enumerate(batch):
        if monotonic() > ends:
            ledger.release(batch[position:])
            return False
        if timezone.now() - renewed > ledger.RENEW_AFTER:
            renewed = timezone.now()
            ledger.renew(batch, renewed)
        try:
            tally[send_one(delivery, office)] += 1
        except MailServerAway as error:
            log.warning("the mail server is away", error=str(error), waiting=len(batch) - position)
            ledger.release(batch[position:])
            return False
    return True


def send_one(delivery: Delivery, office: PostOffice) -> str:
    now = timezone.now()
    if delivery.person is not None:
        delivery.address = delivery.person.email  # they may have moved since
    try:
        mail = ledger.insist(lambda: write_if_wanted(delivery, now), patience=PATIENCE)
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # one message that cannot be written must not hold up the others
        log.exception("a message could not be written", delivery=delivery.pk)
        ledger.retry(delivery, Reason.UNWRITTEN, now)
        return "retried"
    if isinstance(mail, Hold):
        ledger.hold(delivery, mail.until)
        return "held"
    if isinstance(mail, Skip):
        ledger.skip(delivery, mail.reason)
        return "skipped"
    office.open()
    return hand_over(delivery, mail, office)


def write_if_wanted(delivery: Delivery, now: datetime) -> EmailMultiAlternatives | Skip | Hold:
    against = objection(delivery, now)
    if against:
        return against
    mail = compose(delivery, now)
    return Skip(mail) if isinstance(mail, Reason) else mail


def hand_over(delivery: Delivery, mail: EmailMultiAlternatives, office: PostOffice) -> str:
    try:
        if not ledger.insist(lambda: ledger.hand_over(delivery, timezone.now(), nudged_on=nudge_date(delivery))):
            return "lost"  # deleted, or claimed by another since
    except IntegrityError:
        ledger.skip(delivery, Reason.DAILY_CAP)
        return "skipped"
    try:
        office.send(mail)
    except smtplib.SMTPRecipientsRefused as error:
        return refused(delivery, *next(iter(error.recipients.values())))
    except smtplib.SMTPResponseException as error:
        return refused(delivery, error.smtp_code, error.smtp_error)
    except (smtplib.SMTPException, OSError) as error:
        log.warning("the connection broke", delivery=delivery.pk, error=str(error))
        office.close()
        ledger.settle_doubtful(delivery, Reason.CUT, timezone.now())
        return "doubtful"
    ledger.mark_sent(delivery, timezone.now())
    return "sent"


def nudge_date(delivery: Delivery) -> date | None:
    return delivery.person.local_date(timezone.now()) if delivery.is_nudge and delivery.person else None


def refused(delivery: Delivery, code: int, answer: bytes | str) -> str:
    """The mail server said no: for now (4xx), or for good; a mailbox that does not exist gets no mail again."""
    words = f"{code} {answer.decode(errors='replace') if isinstance(answer, bytes) else answer}"
    if 400 <= code < 500:
        ledger.retry(delivery, words, timezone.now())
        return "retried"
    if code in NO_SUCH_MAILBOX:
        flagged = Suppression(address_hash=hash_of_address(delivery.address), cause=Suppression.Cause.REFUSED)
        Suppression.objects.bulk_create([flagged], ignore_conflicts=True)
    ledger.fail(delivery, words)
    return "failed"
