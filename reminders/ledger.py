"""The states of a delivery. Each change is one conditional UPDATE, so whoever comes second changes nothing."""

import random
import uuid
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from time import monotonic, sleep
from typing import Any, TypeVar

import structlog
from django.db import InterfaceError, OperationalError, connection, transaction

from accounts.models import Delivery
from reminders.models import Reason

log = structlog.get_logger(__name__)
State = Delivery.State
T = TypeVar("T")

# A claim is short, so that what a killed sender had not touched goes out soon; one that merely stalled finds its claim gone.
CLAIM = timedelta(seconds=6)
RENEW_AFTER = timedelta(seconds=2)
# A hand-over is longer than a mail server may take over one message: five answers of EMAIL_TIMEOUT at most.
HAND_OVER = timedelta(seconds=60)
BATCH = 10
RETRY_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)


def claim(now: datetime, token: uuid.UUID, limit: int = BATCH) -> list[Delivery]:
    """Take some due deliveries for this sender alone, oldest first.

    With the `token` of a claim whose answer was lost, it gives those of that claim as well.
    """
    with transaction.atomic():
        # The lock spreads senders over different rows on PostgreSQL; what keeps the promise is the condition on state.
        due = Delivery.objects.due(now).select_for_update(skip_locked=True).order_by("due_at", "pk")
        chosen = list(due.values_list("pk", flat=True)[:limit])
        Delivery.objects.filter(pk__in=chosen, state=State.SCHEDULED).update(
            state=State.SENDING, token=token, lease_until=now + CLAIM, handed_at=None
        )
    mine = Delivery.objects.filter(token=token, state=State.SENDING)
    return list(mine.select_related("person").order_by("due_at", "pk"))


def renew(deliveries: Iterable[Delivery], now: datetime) -> None:
    """Hold on to what waits for its turn in a batch whose mail server is slow."""
    for token in {delivery.token for delivery in deliveries}:
        Delivery.objects.filter(token=token, state=State.SENDING, handed_at=None).update(lease_until=now + CLAIM)


def recover(now: datetime) -> None:
    """Settle what a crashed sender left: untouched ones go back; of the others, only critical mail is sent again."""
    lapsed = Delivery.objects.lapsed(now)
    lapsed.filter(handed_at=None).update(state=State.SCHEDULED, lease_until=None)
    for delivery in lapsed.filter(handed_at__isnull=False)[:BATCH]:
        settle_doubtful(delivery, Reason.CRASHED, now, at_once=True)


def hand_over(delivery: Delivery, now: datetime, *, nudged_on: date | None) -> bool:
    """Note, right before the mail server gets it, that it does; False when this sender has lost its claim meanwhile.

    Raises IntegrityError when the person has had their nudge of `nudged_on`.
    """
    held = Delivery.objects.filter(pk=delivery.pk, token=delivery.token, state=State.SENDING, lease_until__gt=now)
    with transaction.atomic():
        return bool(
            held.update(handed_at=now, lease_until=now + HAND_OVER, nudged_on=nudged_on, address=delivery.address)
        )


def mark_sent(delivery: Delivery, now: datetime) -> None:
    settle(delivery, State.SENT, sent_at=now, reason="", payload=without_secrets(delivery))


def skip(delivery: Delivery, reason: str) -> None:
    settle(delivery, State.SKIPPED, reason=reason, payload=without_secrets(delivery))


def hold(delivery: Delivery, until: datetime) -> None:
    settle(delivery, State.SCHEDULED, due_at=until)


def fail(delivery: Delivery, answer: str) -> None:
    settle(delivery, State.FAILED, reason=answer[:120], nudged_on=None, payload=without_secrets(delivery))


def retry(delivery: Delivery, answer: str, now: datetime) -> None:
    """Try again later, each time later; after the last time it has failed."""
    if delivery.attempts >= Delivery.MOST_ATTEMPTS:
        fail(delivery, answer)
        return
    wait = RETRY_AFTER[delivery.attempts] * random.uniform(0.9, 1.1)
    again = {"due_at": now + wait, "attempts": delivery.attempts + 1, "nudged_on": None, "reason": answer[:120]}
    if now + wait >= delivery.stale_after:
        fail(delivery, answer)
    else:
        settle(delivery, State.SCHEDULED, **again)


def settle_doubtful(delivery: Delivery, cause: str, now: datetime, *, at_once: bool = False) -> None:
    """It was handed over and nobody knows whether it arrived: critical mail goes again as the same message, a nudge never."""
    if delivery.is_critical and delivery.attempts < Delivery.MOST_ATTEMPTS:
        if at_once:
            settle(delivery, State.SCHEDULED, attempts=delivery.attempts + 1, reason=cause)
        else:
            retry(delivery, cause, now)
    else:
        settle(delivery, State.UNKNOWN, reason=cause, payload=without_secrets(delivery))


def release(deliveries: Iterable[Delivery]) -> None:
    """Give back what was claimed and not touched."""
    for delivery in deliveries:
        settle(delivery, State.SCHEDULED)


def settle(delivery: Delivery, state: State, **fields: Any) -> bool:
    """End this sender's claim; nothing happens when another sender has claimed the row since."""
    # What the mail server took was sent, whatever was thought of its silent sender meanwhile.
    held = [State.SENDING, State.UNKNOWN, State.SCHEDULED] if state == State.SENT else [State.SENDING]
    mine = Delivery.objects.filter(pk=delivery.pk, token=delivery.token, state__in=held)
    return bool(insist(lambda: mine.update(state=state, lease_until=None, **fields)))


def without_secrets(delivery: Delivery) -> dict[str, Any]:
    """An invitation's link is for the mail alone; what is kept can no longer be used to accept it."""
    return {key: value for key, value in delivery.payload.items() if key != "token"}


def insist(write: Callable[[], T], *, patience: float = 600) -> T:
    """Write, and while the database is away keep what was to be written and try again."""
    give_up = monotonic() + patience
    while True:
        try:
            return write()
        except (OperationalError, InterfaceError) as error:
            if monotonic() > give_up or connection.in_atomic_block:
                raise
            log.warning("the database is away; the result is kept", error=str(error))
            connection.close()
            sleep(0.3)
