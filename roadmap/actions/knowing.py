"""A whole stage is known already: its open steps are ticked at once, and that can be taken back at once."""

import re
import secrets

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from catalog.models import Item
from roadmap.models import Progress, ProgressEvent, Stage, Status
from roadmap.models.progress import STAGE_CLAIM

# A milestone and a credential are shown, not claimed.
CLAIMED = (Item.Kind.SKILL, Item.Kind.COURSE, Item.Kind.OWN)
MARK = re.compile(rf"{STAGE_CLAIM}[0-9a-f]{{12}}\Z")


@transaction.atomic
def know_stage(stage: Stage, *, by: User) -> str:
    """Tick the open chosen skills, courses and own steps of a stage; give the mark by which all of it can be undone."""
    mark, now = f"{STAGE_CLAIM}{secrets.token_hex(6)}", timezone.now()
    changes = {"status": Status.DONE, "source": mark, "changed_at": now, "changed_on": by.local_date(now)}
    items = set(stage.steps.filter(is_chosen=True, item__kind__in=CLAIMED).values_list("item", flat=True))
    begun = Progress.objects.filter(person=by, item__in=items)
    untouched = items.difference(begun.values_list("item", flat=True))
    begun.filter(status__in=[Status.TODO, Status.DOING]).update(**changes)
    Progress.objects.bulk_create(
        [Progress(person=by, item_id=item, **changes) for item in sorted(untouched)], ignore_conflicts=True
    )
    return mark


@transaction.atomic
def forget_stage(mark: str, *, by: User) -> None:
    """Take back what one `know_stage` ticked, as far as it still is as that left it."""
    if not MARK.match(mark):
        return
    now = timezone.now()
    before = ProgressEvent.objects.filter(person=by, source=mark, after=Status.DONE).values_list("item", "before")
    for status in (Status.TODO, Status.DOING):
        items = [item for item, was in before if was == status]
        Progress.objects.filter(person=by, item__in=items, status=Status.DONE, source=mark).update(
            status=status, source="undo", changed_at=now, changed_on=by.local_date(now)
        )


def known_by(mark: str, user: User) -> int:
    """Count the steps that are done by this mark alone."""
    return Progress.objects.filter(person=user, source=mark, status=Status.DONE).count() if MARK.match(mark) else 0
