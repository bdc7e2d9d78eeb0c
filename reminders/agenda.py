"""What a person still has to do, as reminders see it: open steps with a date, of the roadmaps they work on."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from roadmap.models import Progress, Roadmap, Status, Step

SOON = timedelta(days=2)
WEEK = timedelta(days=6)


def open_steps(people: Iterable[int]) -> list[Step]:
    """Give the dated open steps of many people with one query, soonest first; `step.roadmap.owner_id` says whose.

    A roadmap that rests has none.
    """
    finished = Progress.objects.filter(
        person=OuterRef("roadmap__owner"), item=OuterRef("item"), status__in=[Status.DONE, Status.SKIPPED]
    )
    steps = (
        Step.objects.filter(
            ~Exists(finished),
            roadmap__owner__in=list(people),
            roadmap__archived_at=None,
            is_chosen=True,
            due_on__isnull=False,
        )
        .select_related("roadmap__owner")
        .order_by("due_on", "stage__position", "position", "pk")
    )
    now = timezone.now()
    return [step for step in steps if not rests(step.roadmap, now)]


def rests(roadmap: Roadmap, now: datetime) -> bool:
    return roadmap.paused_until is not None and roadmap.is_paused(roadmap.owner.local_date(now))


def due_soon(steps: Iterable[Step], today: date) -> list[Step]:
    return [step for step in steps if step.due_on and step.due_on <= today + SOON]


def due_this_week(steps: Iterable[Step], today: date) -> list[Step]:
    return [step for step in steps if step.due_on and today <= step.due_on <= today + WEEK]


def late(steps: Iterable[Step], today: date) -> list[Step]:
    return [step for step in steps if step.due_on and step.due_on < today]
