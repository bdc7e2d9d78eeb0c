"""One of several: what the plan becomes when an alternative is taken, before it is. Nothing here writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import planning
from roadmap import planner
from roadmap.choices import all_open_steps, choices, chosen, groups, prices, with_taken
from roadmap.models import Roadmap, Step

SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Prospect:
    """A plan from one day on, and what it costs: how things stand, or how they would with other steps."""

    plan: planning.Plan
    costs: planning.Costs

    @property
    def minutes(self) -> int:
        return sum(task.minutes for task in self.plan.tasks)


class Sureness(StrEnum):
    OPTIMAL = "optimal"
    BEST_FOUND = "best found"
    CHECKED = "checked"
    """The plan that is really made does not keep what the solver promised."""
    NONE_FOUND = "none found"


@dataclass(frozen=True, slots=True)
class Offered:
    """Alternatives to take, by the step that each replaces, and how sure it is that no others serve better.

    `misses_limits`: proven that no alternatives keep target and budget; these are the best without them. `gap_percent`
    bounds how far the best that was found may be from the best there is.
    """

    steps: Mapping[int, Step]
    sureness: Sureness
    gap_percent: float
    misses_limits: bool


def target_from(roadmap: Roadmap, first: date) -> date | None:
    """The target, while it lies ahead: one that has passed can no longer be planned for."""
    return roadmap.target_on if roadmap.target_on and roadmap.target_on >= first else None


def prospect(roadmap: Roadmap, steps: Sequence[Step], today: date) -> Prospect:
    """The plan of these steps from `today` on, with its costs. Raises planning.PlanningError as `make_plan` does."""
    plan = planner.plan_from(roadmap, steps, today)
    return Prospect(plan, planning.plan_costs(plan, prices(steps)))


def can_stand_in(step: Step) -> bool:
    """Whether taking this step would put another out of the plan."""
    return any(step in group.others for group in groups(all_open_steps(step.roadmap)))


def best(roadmap: Roadmap, steps: Sequence[Step], today: date, prefer: planning.Prefer) -> Offered:
    """Let the solver take one step of each group: the cheapest plan, or the soonest, that keeps target and budget."""
    first = planner.first_day(roadmap, today)
    target, budget = target_from(roadmap, first), roadmap.budget
    found = solve(roadmap, steps, first, prefer, target=target, budget=budget)
    misses = found.status is planning.Status.IMPOSSIBLE and (target is not None or budget is not None)
    if misses:
        found = solve(roadmap, steps, first, prefer, target=None, budget=None)
    by_id = {step.pk: step for step in steps}
    swaps = {int(str(key)): by_id[int(str(option.key))] for key, option in found.options.items() if option.key != key}
    swaps = without_needless(roadmap, steps, today, swaps)
    return Offered(swaps, sureness(found, roadmap, steps, today, swaps), found.gap_percent, misses)


def without_needless(
    roadmap: Roadmap, steps: Sequence[Step], today: date, swaps: Mapping[int, Step]
) -> dict[int, Step]:
    """Leave out each swap without which the plan is as soon and as cheap: nobody changes a thing for nothing."""

    def value(kept: Mapping[int, Step]) -> tuple[date, int]:
        then = prospect(roadmap, with_taken(steps, {step.pk for step in kept.values()}), today)
        return then.plan.finishes_on, then.costs.total_cents

    kept = dict(swaps)
    finish, cents = value(kept)
    for key in swaps:
        fewer = {other: step for other, step in kept.items() if other != key}
        tried = value(fewer)
        if tried[0] <= finish and tried[1] <= cents:
            kept = fewer
    return kept


def solve(
    roadmap: Roadmap,
    steps: Sequence[Step],
    first: date,
    prefer: planning.Prefer,
    *,
    target: date | None,
    budget: int | None,
) -> planning.Choosing:
    inside = chosen(steps)
    return planning.choose(
        planner.tasks(inside),
        choices(steps),
        availability=planner.availability(roadmap),
        starts_on=first,
        target_on=target,
        budget_cents=None if budget is None else budget * 100,
        prices=prices(inside),
        prefer=prefer,
        seconds=SECONDS,
    )


def sureness(
    found: planning.Choosing, roadmap: Roadmap, steps: Sequence[Step], today: date, swaps: Mapping[int, Step]
) -> Sureness:
    """The solver's own, where the plan that is really made keeps what it promised.

    The solver leaves each alternative in the place of the chosen one; what it needs itself can be another thing.
    """
    if found.plan is None or found.costs is None:
        return Sureness.NONE_FOUND
    real = prospect(roadmap, with_taken(steps, {step.pk for step in swaps.values()}), today)
    no_later = real.plan.finishes_on <= found.plan.finishes_on
    kept = no_later and real.costs.total_cents <= found.costs.total_cents
    if not kept:
        return Sureness.CHECKED
    return Sureness.OPTIMAL if found.status is planning.Status.OPTIMAL else Sureness.BEST_FOUND
