"""Dates are given, moved and put back; each change is a new version of the plan."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

import planning
from accounts.models import User
from roadmap import planner, reasons
from roadmap.actions.choosing import choose_step
from roadmap.actions.claiming import unclaim
from roadmap.actions.editing import hold_still, note
from roadmap.basis import Basis, basis_from_json, basis_of, keep_basis
from roadmap.models import Edit, PlanVersion, Roadmap, Step
from roadmap.planner import latest_number


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
    changed_from: Basis | None = None,
    was: Mapping[str, object] | None = None,
) -> PlanVersion:
    """Give the steps their dates and reasons, and add the version that says so. `changed_from` and `was` are what an undo
    of it puts back, where more than dates changed."""
    moved = [step for step in steps if step.pk in dates]
    for step in moved:
        dated = dates[step.pk]
        step.starts_on, step.due_on = dated.starts_on, dated.due_on
        step.reason = reasons.facts_of(dated.reason)
    Step.objects.bulk_update(moved, ["starts_on", "due_on", "reason"], batch_size=100)
    return PlanVersion.objects.create(
        roadmap=roadmap,
        number=latest_number(roadmap) + 1,
        cause=cause,
        lateness_days=lateness_days,
        finishes_on=max((step.due_on for step in steps if step.due_on), default=None),
        accepted_at=timezone.now(),
        changed_from=changed_from.as_json() if changed_from else {},
        was=dict(was or {}),
        dates={
            step.pk: [step.starts_on.isoformat(), step.due_on.isoformat(), step.reason]
            for step in steps
            if step.starts_on and step.due_on
        },
    )


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
    """Put the dates of the version before back, as a new version; where the latest was made from other hours, days off or
    a pathway, these too. False where `version` is not the latest, or no change that can be undone."""
    latest, before = (*roadmap.plan_versions.order_by("-number")[:2], None, None)[:2]
    if latest is None or before is None or latest.number != version or not latest.can_be_undone:
        return False
    if latest.changed_from:
        keep_basis(roadmap, basis_from_json(latest.changed_from))
        unclaim(latest.changed_from.get("claimed", []), by=by)
    restore(roadmap, latest.was)
    steps = list(roadmap.steps.filter(pk__in=[int(pk) for pk in before.dates]))
    for step in steps:
        first, last, reason = before.dates[str(step.pk)]
        step.reason = reasons.kept(reason)
        step.starts_on, step.due_on = date.fromisoformat(first), date.fromisoformat(last)
    Step.objects.bulk_update(steps, ["starts_on", "due_on", "reason"], batch_size=100)
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


def restore(roadmap: Roadmap, was: Mapping[str, Any]) -> None:
    """Put back what a version changed besides dates: which steps are in the plan, and their minutes."""
    roadmap.steps.filter(pk__in=was.get("came", [])).update(is_chosen=False, starts_on=None, due_on=None, reason={})
    roadmap.steps.filter(pk__in=was.get("went", [])).update(is_chosen=True)
    minutes = was.get("minutes", {})
    steps = list(roadmap.steps.filter(pk__in=[int(pk) for pk in minutes]))
    for step in steps:
        step.minutes, step.minutes_before = minutes[str(step.pk)]
    Step.objects.bulk_update(steps, ["minutes", "minutes_before"], batch_size=100)


@transaction.atomic
def take_offer(roadmap: Roadmap, kind: str, *, by: User, today: date) -> bool:
    """Change what an offer of the negotiator changes (the hours, the target, optional steps) and replan from `today`.

    The offers are made again here, so that only one that still holds is taken. More hours grow on the weekdays that have
    time already, in proportion, as the offer was checked. False where there is none of that kind.
    """
    hold_still(roadmap, by=by)
    before = basis_of(roadmap)
    offer = planner.offers(roadmap, today, planner.negotiation(roadmap, today)).get(kind)
    if offer is None:
        return False
    was = apply_offer(roadmap, offer, before, by=by)
    steps = planner.open_steps(roadmap)
    plan = planner.plan_from(roadmap, steps, today) if isinstance(offer, planning.OtherOptions) else offer.plan
    keep_plan(
        roadmap,
        steps,
        plan.dates,
        cause=PlanVersion.Cause.REPLANNED,
        lateness_days=plan.max_lateness_days,
        changed_from=None if was else before,
        was=was,
    )
    return True


def apply_offer(roadmap: Roadmap, offer: planning.Offer, before: Basis, *, by: User) -> dict[str, object]:
    """Change what the offer changes; give which steps came in and went out by it, if any did."""
    if isinstance(offer, planning.MoreHours):
        week = offer.availability.minutes_by_weekday
        keep_basis(roadmap, replace(before, weekly_hours=Decimal(offer.weekly_hours), minutes=week))
        return {}
    if isinstance(offer, planning.LaterDate):
        keep_basis(roadmap, replace(before, target_on=offer.target_on))
        return {}
    if isinstance(offer, planning.LeaveOut):
        left_out = [int(str(key)) for key in offer.keys]
        roadmap.steps.filter(pk__in=left_out, is_optional=True).update(
            is_chosen=False, starts_on=None, due_on=None, reason={}
        )
        note(roadmap, Edit.Kind.OPTIONAL_OUT)
        return {"went": left_out}
    came = planner.taken_by(offer)
    for step in roadmap.steps.filter(pk__in=came):
        choose_step(step, by=by)
    return {"came": came, "went": [int(str(key)) for key in offer.options]}
