"""Between a roadmap as stored and the planner, which knows neither database nor clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import planning
from roadmap.models import Progress, Roadmap, Status, Step


def open_steps(roadmap: Roadmap) -> list[Step]:
    """The chosen steps that are neither done nor skipped, in the roadmap's order, with what they need."""
    settled = Progress.objects.filter(person=roadmap.owner_id, status__in=[Status.DONE, Status.SKIPPED]).values("item")
    return list(
        roadmap.steps.filter(is_chosen=True)
        .exclude(item__in=settled)
        .select_related("item")
        .prefetch_related("needs")
        .order_by("stage__position", "position", "pk")
    )


def tasks(steps: Sequence[Step]) -> list[planning.Task]:
    """What is settled already is left out, here and among the prerequisites."""
    keys = {step.pk for step in steps}
    return [
        planning.Task(
            key=step.pk,
            title=step.title,
            minutes=step.minutes,
            minutes_low=min(int(step.item.hours_low * 60), step.minutes),
            minutes_high=max(int(step.item.hours_high * 60), step.minutes),
            after=tuple(link.needs_id for link in step.needs.all() if link.needs_id in keys),
            optional=step.is_optional,
            position=position,
        )
        for position, step in enumerate(steps)
    ]


def availability(roadmap: Roadmap) -> planning.Availability:
    return planning.Availability.evenly(float(roadmap.weekly_hours))


@dataclass(frozen=True, slots=True)
class Window:
    """The dates that a step has now."""

    starts_on: date
    due_on: date


def difference(roadmap: Roadmap, today: date) -> planning.Difference:
    """What would move if the open work were planned anew from `today`. Nothing is written."""
    steps = open_steps(roadmap)
    version = roadmap.plan_versions.order_by("-number").first()
    return planning.replan(
        tasks(steps),
        planned={step.pk: Window(step.starts_on, step.due_on) for step in steps if step.starts_on and step.due_on},
        availability=availability(roadmap),
        today=max(today, roadmap.starts_on),
        target_on=roadmap.target_on,
        planned_lateness_days=version.lateness_days if version else 0,
    )


def negotiation(roadmap: Roadmap, today: date) -> planning.Negotiation | None:
    """Why the target cannot be met from `today` on, and what could be chosen instead; None where it can, or there is none."""
    first = max(today, roadmap.starts_on)
    if roadmap.target_on is None or roadmap.target_on <= first:
        return None
    return planning.negotiate(
        tasks(open_steps(roadmap)),
        availability=availability(roadmap),
        starts_on=first,
        target_on=roadmap.target_on,
    )


def offers(roadmap: Roadmap, today: date) -> dict[str, planning.Offer]:
    """The negotiator's offers that a roadmap can take, by kind: hours, date, leave-out."""
    found = negotiation(roadmap, today)
    kinds = {planning.MoreHours: "hours", planning.LaterDate: "date", planning.LeaveOut: "leave-out"}
    named = {kinds[type(offer)]: offer for offer in found.offers if type(offer) in kinds} if found else {}
    hours = named.get("hours")
    if isinstance(hours, planning.MoreHours) and hours.weekly_hours > 80:
        del named["hours"]  # more than a roadmap may plan
    return named
