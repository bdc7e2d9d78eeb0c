"""Dates are given, moved and put back; each change is a new version of the plan."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

import planning
from accounts.models import User
from roadmap import planner
from roadmap.models import PlanVersion, Roadmap, Step


def date_steps(roadmap: Roadmap, *, cause: PlanVersion.Cause) -> PlanVersion:
    """Date every chosen step that is not done from the first day on, and keep that as a new plan version."""
    steps = planner.open_steps(roadmap)
    plan = planning.make_plan(
        planner.tasks(steps),
        availability=planner.availability(roadmap),
        starts_on=roadmap.starts_on,
        target_on=roadmap.target_on,
    )
    return keep_plan(roadmap, steps, plan.dates, cause=cause, lateness_days=plan.max_lateness_days)


def keep_plan(
    roadmap: Roadmap,
    steps: Sequence[Step],
    dates: Mapping[Hashable, planning.Dated],
    *,
    cause: PlanVersion.Cause,
    lateness_days: int,
) -> PlanVersion:
    """Give the steps their dates and reasons, and add the version that says so."""
    moved = [step for step in steps if step.pk in dates]
    for step in moved:
        dated = dates[step.pk]
        step.starts_on, step.due_on = dated.starts_on, dated.due_on
        step.date_reason = dated.reason.sentence()[:300]
    Step.objects.bulk_update(moved, ["starts_on", "due_on", "date_reason"], batch_size=100)
    return PlanVersion.objects.create(
        roadmap=roadmap,
        number=latest_number(roadmap) + 1,
        cause=cause,
        lateness_days=lateness_days,
        finishes_on=max((step.due_on for step in steps if step.due_on), default=None),
        accepted_at=timezone.now(),
        dates={
            step.pk: [step.starts_on.isoformat(), step.due_on.isoformat(), step.date_reason]
            for step in steps
            if step.starts_on and step.due_on
        },
    )


def latest_number(roadmap: Roadmap) -> int:
    return roadmap.plan_versions.order_by("-number").values_list("number", flat=True).first() or 0


@transaction.atomic
def accept_replan(roadmap: Roadmap, *, by: User, today: date, version: int) -> bool:
    """Take the dates that a replan from `today` proposes. False where the plan is no longer version `version`: somebody
    else (another tab) has changed it, and the person should see what they would accept now."""
    if latest_number(roadmap) != version:
        return False
    difference = planner.difference(roadmap, today)
    if not difference.changes_nothing:
        keep_plan(
            roadmap,
            planner.open_steps(roadmap),
            difference.dates,
            cause=PlanVersion.Cause.REPLANNED,
            lateness_days=difference.plan.max_lateness_days,
        )
    return True


@transaction.atomic
def undo_replan(roadmap: Roadmap, *, by: User, version: int) -> bool:
    """Put the dates of the version before back, as a new version. False where `version` is not the latest replan."""
    latest, before = (*roadmap.plan_versions.order_by("-number")[:2], None, None)[:2]
    if latest is None or before is None or (latest.number, latest.cause) != (version, PlanVersion.Cause.REPLANNED):
        return False
    steps = list(roadmap.steps.filter(pk__in=[int(pk) for pk in before.dates]))
    for step in steps:
        first, last, step.date_reason = before.dates[str(step.pk)]
        step.starts_on, step.due_on = date.fromisoformat(first), date.fromisoformat(last)
    Step.objects.bulk_update(steps, ["starts_on", "due_on", "date_reason"], batch_size=100)
    PlanVersion.objects.create(
        roadmap=roadmap,
        number=version + 1,
        cause=PlanVersion.Cause.UNDONE,
        lateness_days=before.lateness_days,
        finishes_on=before.finishes_on,
        accepted_at=timezone.now(),
        dates=before.dates,
    )
    return True


@transaction.atomic
def take_offer(roadmap: Roadmap, kind: str, *, by: User, today: date) -> bool:
    """Change what an offer of the negotiator changes (the hours, the target, optional steps) and replan from `today`.

    The offers are made again here, so that only one that still holds is taken. False where there is none of that kind.
    """
    offer = planner.offers(roadmap, today).get(kind)
    if offer is None:
        return False
    if isinstance(offer, planning.MoreHours):
        roadmap.weekly_hours = Decimal(offer.weekly_hours)
    elif isinstance(offer, planning.LaterDate):
        roadmap.target_on = offer.target_on
    elif isinstance(offer, planning.LeaveOut):
        roadmap.steps.filter(pk__in=[int(str(key)) for key in offer.keys], is_optional=True).update(
            is_chosen=False, starts_on=None, due_on=None, date_reason=""
        )
    roadmap.save(update_fields=["weekly_hours", "target_on"])
    steps = planner.open_steps(roadmap)
    lateness = offer.plan.max_lateness_days
    keep_plan(roadmap, steps, offer.plan.dates, cause=PlanVersion.Cause.REPLANNED, lateness_days=lateness)
    return True
