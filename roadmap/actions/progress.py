"""Steps are ticked, and somebody may stand for it."""

from django.utils import timezone

from accounts.models import User
from catalog.models import Item
from roadmap import sql
from roadmap.models import Assurance, Progress, Status


def set_status(step_id: int, status: str, *, by: User, source: str = "tick", expected: str | None = None) -> bool:
    """Set what `by` has done of a step of their own; the database adds the event.

    With `expected`, only if it still is that: an undo that comes too late changes nothing. Gives True when it changed.
    """
    now = timezone.now()
    return sql.set_status(step_id, by.pk, status, expected=expected, source=source, now=now, today=by.local_date(now))


def mark_verified(person: User, item: Item, *, assurance: Assurance = Assurance.MENTOR_VERIFIED) -> None:
    """Record that somebody stands for it that `person` has done `item`; what is verified is done."""
    now = timezone.now()
    Progress.objects.update_or_create(
        person=person,
        item=item,
        defaults={
            "status": Status.DONE,
            "assurance": assurance,
            "source": "review",
            "changed_at": now,
            "changed_on": person.local_date(now),
        },
    )


def unmark_verified(person: User, item: Item) -> None:
    """Take a verification back; that the person did it, by their own word, stays."""
    Progress.objects.filter(person=person, item=item).update(assurance=Assurance.SELF_REPORTED)
