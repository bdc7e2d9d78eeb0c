"""What a person says they know already, before or beside the plan."""

from collections.abc import Collection

from django.utils import timezone

from accounts.models import User
from catalog.models import Item
from roadmap.models import Assurance, Progress, Status
from roadmap.models.progress import CLAIM

TAKEN_BACK = "claim taken back"


def items_covered_by(pathway_id: int | None) -> list[int]:
    """What a way of education covers, and whoever takes it may claim."""
    return list(Item.objects.current().filter(covered_by=pathway_id).values_list("pk", flat=True)) if pathway_id else []


def claim(items: Collection[int], *, by: User, source: str = CLAIM) -> list[int]:
    """Record that `by` knows these items, on their own word. Gives those that were not done before."""
    done = set(Progress.objects.filter(person=by, status=Status.DONE).values_list("item", flat=True))
    claimed = [item for item in dict.fromkeys(items) if item not in done]
    now = timezone.now()
    Progress.objects.bulk_create(
        [
            Progress(
                person=by,
                item_id=item,
                status=Status.DONE,
                source=source,
                changed_at=now,
                changed_on=by.local_date(now),
            )
            for item in claimed
        ],
        update_conflicts=True,
        unique_fields=["person", "item"],
        update_fields=["status", "source", "changed_at", "changed_on"],
    )
    return claimed


def unclaim(items: Collection[int], *, by: User) -> None:
    """Take claims back: what was claimed is to do again, unless somebody verified it or it has been ticked since."""
    now = timezone.now()
    Progress.objects.filter(
        person=by, item__in=items, status=Status.DONE, source=CLAIM, assurance=Assurance.SELF_REPORTED
    ).update(status=Status.TODO, source=TAKEN_BACK, changed_at=now, changed_on=by.local_date(now))
