"""A person sets the date of one step; what follows from it for the others is offered, not done."""

from collections.abc import Hashable
from datetime import date

from django.db import transaction

import planning
from accounts.models import User
from roadmap import planner
from roadmap.actions.plans import keep_plan
from roadmap.models import Pin, PlanVersion, Step


@transaction.atomic
def pin_step(step: Step, kind: str, day: date, *, by: User, today: date) -> None:
    """Pin a step to `day`, and give it, alone, the dates that a plan around the pin would give it.

    Raises PlanningError where no plan can hold that day; then nothing is pinned.
    """
    Pin.objects.update_or_create(step=step, defaults={"kind": kind, "pinned_on": day})
    roadmap = step.roadmap
    difference = planner.difference(roadmap, today)
    if step.pk not in difference.dates:
        return
    # The others are late against this plan by as much as before: a replan has its reason still.
    version = roadmap.plan_versions.order_by("-number").first()
    lateness = version.lateness_days if version else 0
    dates: dict[Hashable, planning.Dated] = {step.pk: difference.dates[step.pk]}
    cause = PlanVersion.Cause.REPLANNED
    keep_plan(roadmap, planner.open_steps(roadmap), dates, cause=cause, lateness_days=lateness)


@transaction.atomic
def unpin_step(step: Step, *, by: User) -> None:
    """Take the pin off; the date stays until a new plan moves it."""
    Pin.objects.filter(step=step).delete()
