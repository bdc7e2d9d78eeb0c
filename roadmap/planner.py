"""Between a roadmap as stored and the planner, which knows neither database nor clock."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

import planning
from roadmap import plan_words
from roadmap.basis import Basis, basis_of
from roadmap.choices import all_open_steps, choices, chosen, groups, option_of, prices, with_taken
from roadmap.models import Pin, Progress, Roadmap, Status, Step

MOST_WEEKLY_HOURS = 80
SECONDS = 1.5
"""What a page may spend on the search among alternatives."""


def open_steps(roadmap: Roadmap) -> list[Step]:
    """The chosen steps that are neither done nor skipped, in the roadmap's order, with what they need."""
    settled = Progress.objects.filter(person=roadmap.owner_id, status__in=[Status.DONE, Status.SKIPPED]).values("item")
    return list(
        roadmap.steps.filter(is_chosen=True)
        .exclude(item__in=settled)
        .select_related("item", "pin")
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
            not_before=pinned_on(step, Pin.Kind.NOT_BEFORE),
            deadline=pinned_on(step, Pin.Kind.READY_BY),
        )
        for position, step in enumerate(steps)
    ]


def pinned_on(step: Step, kind: Pin.Kind) -> date | None:
    """Give the day to which the person has pinned a step, where it is of that kind."""
    pin: Pin | None = getattr(step, "pin", None)
    return pin.pinned_on if pin is not None and pin.kind == kind else None


def availability(roadmap: Roadmap) -> planning.Availability:
    """The person's real week: hours of the weekdays, days off, public holidays."""
    return basis_of(roadmap).availability(roadmap.starts_on)


@dataclass(frozen=True, slots=True)
class Window:
    """The dates that a step has now."""

    starts_on: date
    due_on: date


def latest_number(roadmap: Roadmap) -> int:
    return roadmap.plan_versions.order_by("-number").values_list("number", flat=True).first() or 0


def first_day(roadmap: Roadmap, today: date) -> date:
    """The day from which open work can be planned: today, when the road starts, or when a pause ends."""
    return max(today, roadmap.starts_on, roadmap.paused_until or today)


def difference(
    roadmap: Roadmap,
    today: date,
    *,
    basis: Basis | None = None,
    known: Collection[int] = (),
    steps: Sequence[Step] | None = None,
) -> planning.Difference:
    """What would move if the open work were planned anew from `today`. Nothing is written.

    With a `basis`, what would move if the plan were made from that; steps whose items are `known` count as done.
    `steps` are the open ones, where the caller has changed something about them.
    """
    steps = [step for step in steps or open_steps(roadmap) if step.item_id not in known]
    basis = basis or basis_of(roadmap)
    version = roadmap.plan_versions.order_by("-number").first()
    return planning.replan(
        tasks(steps),
        planned={step.pk: Window(step.starts_on, step.due_on) for step in steps if step.starts_on and step.due_on},
        availability=basis.availability(roadmap.starts_on),
        today=first_day(roadmap, today),
        target_on=basis.target_on,
        planned_lateness_days=version.lateness_days if version else 0,
    )


def negotiation(roadmap: Roadmap, today: date) -> planning.Negotiation | None:
    """Why the target cannot be met from `today` on, and what could be chosen instead; None where it can, or there is none."""
    first = first_day(roadmap, today)
    if roadmap.target_on is None or roadmap.target_on <= first:
        return None
    every = all_open_steps(roadmap)
    return planning.negotiate(
        tasks(chosen(every)),
        availability=availability(roadmap),
        starts_on=first,
        target_on=roadmap.target_on,
        choices=choices(every),
        chosen={group.chosen.pk: option_of(group.chosen) for group in groups(every)},
        prices=prices(chosen(every)),
        budget_cents=None if roadmap.budget is None else roadmap.budget * 100,
        seconds=SECONDS,
    )


def ways_out(
    tasks: Sequence[planning.Task],
    *,
    availability: planning.Availability,
    starts_on: date,
    target_on: date,
    currency: str,
) -> str:
    """Why a target cannot be met, and which hours or which day would do, as one says it; empty where it can be met.

    Steps are not left out here: that is a choice about the roadmap, which the replan offers.
    """
    found = planning.negotiate(
        [replace(task, optional=False) for task in tasks],
        availability=availability,
        starts_on=starts_on,
        target_on=target_on,
    )
    if found is None:
        return ""
    return plan_words.possible(found, [offer for offer in found.offers if not is_too_much(offer)], currency)


def is_too_much(offer: planning.Offer | None) -> bool:
    """More hours than a roadmap may plan."""
    return isinstance(offer, planning.MoreHours) and offer.weekly_hours > MOST_WEEKLY_HOURS


def plan_from(roadmap: Roadmap, steps: Sequence[Step], today: date) -> planning.Plan:
    """A plan of these steps from `today` on. A target that has passed can no longer be planned for."""
    first = first_day(roadmap, today)
    target = roadmap.target_on if roadmap.target_on and roadmap.target_on >= first else None
    return planning.make_plan(tasks(steps), availability=availability(roadmap), starts_on=first, target_on=target)


KINDS = {
    planning.MoreHours: "hours",
    planning.LaterDate: "date",
    planning.LeaveOut: "leave-out",
    planning.OtherOptions: "alternatives",
}


def offers(roadmap: Roadmap, today: date, found: planning.Negotiation | None) -> dict[str, planning.Offer]:
    """What was `found` for a roadmap and it can take, by kind: hours, date, leave-out, alternatives."""
    named = {KINDS[type(offer)]: offer for offer in found.offers} if found else {}
    others = named.get("alternatives")
    if is_too_much(named.get("hours")):
        del named["hours"]
    if isinstance(others, planning.OtherOptions):
        # The negotiator leaves an alternative in the place of the chosen one; what it needs itself can be another thing.
        steps = with_taken(all_open_steps(roadmap), taken_by(others))
        if plan_from(roadmap, steps, today).max_lateness_days:
            del named["alternatives"]
    return named


def taken_by(offer: planning.OtherOptions) -> list[int]:
    """The steps that the offer takes in."""
    return [int(str(option.key)) for option in offer.options.values()]
