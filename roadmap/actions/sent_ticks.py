"""Ticks that come late, and perhaps twice."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from roadmap.actions.progress import set_status
from roadmap.models import Progress, SentTick, Status, Step

KEPT = timedelta(days=30)


@transaction.atomic
def set_status_once(step_id: int, status: str, *, by: User, key: UUID, expected: str | None) -> SentTick | None:
    """Store a tick under its key, and say what became of it: the second time, what became of it the first time.

    With `expected`, the status that the person saw: where it is another one by now, and not the one they want, nothing
    changes. None where the step is not theirs. Raises ValidationError for a key that was another tick's.
    """
    if not Step.objects.for_owner(by).filter(pk=step_id).exists():
        return None
    sent, is_first = SentTick.objects.get_or_create(person=by, key=key, defaults={"step_id": step_id, "status": status})
    if (sent.step_id, sent.status) != (step_id, status):
        raise ValidationError(_("Key: it belongs to another tick."))
    if is_first and not set_status(step_id, status, by=by, source="queue", expected=expected):
        sent.outcome = SentTick.Outcome.SAME if status_of(step_id, by) == status else SentTick.Outcome.CONFLICT
        sent.save(update_fields=["outcome"])
    return sent


def status_of(step_id: int, person: User) -> str:
    stored = Progress.objects.filter(person=person, item__steps=step_id).values_list("status", flat=True).first()
    return stored or Status.TODO


def forget_sent_ticks(now: datetime) -> None:
    """Forget keys that no browser will send again."""
    SentTick.objects.filter(sent_at__lt=now - KEPT).delete()
