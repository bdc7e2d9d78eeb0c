"""What a person still has to do, as reminders see it: open steps with a date, of the roadmaps they work on."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from roadmap.models import Progress, Status, Step

SOON = timedelta(days=2)
WEEK = timedelta(days=6)


def open_steps(people: Iterable[int]) -> list[Step]:
    """Give the dated open steps of many people with one query, soonest first; `step.roadmap.owner_id` says whose."""
    finished = Progress.objects.filter(
        person=OuterRef("roadmap__owner"), item=OuterRef("item"), status__in=[Status.DONE, Status.SKIPPED]
    )
    return list(
        Step.objects.filter(
            ~Exists(finished),
            roadmap__owner__in=list(people),
            roadmap__archived_at=None,
            is_chosen=True,
            due_on__isnull=False,
        )
        .select_related("roadmap")
        .order_by("due_on", "stage__position", "position", "pk")
    )


def due_soon(steps: Iterable[Step], today: date) -> list[Step]:
    return [step for step in steps if step.due_on and step.due_on <= today + SOON]


def due_this_week(steps: Iterable[Step], today: date) -> list[Step]:
    return [step for step in steps if step.due_on and today <= step.due_on <= today + WEEK]


def late(steps: Iterable[Step], today: date) -> list[Step]:
    return [step for step in steps if step.due_on and step.due_on < today]
