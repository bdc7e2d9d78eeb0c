"""The one way to tell a person something: a row in the transaction of the fact, sent afterwards by `reminders`."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from accounts.models import Delivery, User, new_message_id

KEEP_TRYING = {
    Delivery.Category.INVITATION: timedelta(days=14),
    Delivery.Category.VERDICT: timedelta(days=14),
    Delivery.Category.REVIEW_REQUESTED: timedelta(days=3),
    Delivery.Category.DUE_SOON: timedelta(hours=18),
    Delivery.Category.DIGEST: timedelta(days=2),
}


def make_delivery(
    category: Delivery.Category,
    *,
    dedupe_key: str,
    due_at: datetime,
    person: User | None = None,
    address: str = "",
    period_key: str = "",
    payload: dict[str, Any] | None = None,
) -> Delivery:
    """Make the row, unsaved.

    `payload` holds ids, not words: what the message says is read at the moment of sending, so that it is true then.
    """
    return Delivery(
        person=person,
        address=address or (person.email if person else ""),
        category=category,
        dedupe_key=dedupe_key,
        period_key=period_key,
        payload=payload or {},
        due_at=due_at,
        stale_after=due_at + KEEP_TRYING[category],
        message_id=new_message_id(settings.SITE_HOST),
    )


def enqueue(
    category: Delivery.Category,
    *,
    dedupe_key: str,
    due_at: datetime,
    person: User | None = None,
    address: str = "",
    period_key: str = "",
    payload: dict[str, Any] | None = None,
) -> bool:
    """Schedule one message; a second call with the same `dedupe_key` (or the same person and period) adds nothing.

    Gives True when this call added the row.
    """
    row = make_delivery(
        category,
        dedupe_key=dedupe_key,
        due_at=due_at,
        person=person,
        address=address,
        period_key=period_key,
        payload=payload,
    )
    Delivery.objects.bulk_create([row], ignore_conflicts=True)
    return Delivery.objects.filter(message_id=row.message_id).exists()
