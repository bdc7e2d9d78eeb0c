"""When the date cannot be met: the proof, and the smallest changes that make it possible."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planning.availability import MOST_WEEKLY_HOURS, Availability
from planning.choosing import Choice, Option, Prefer, choose, with_options
from planning.costs import Price, plan_costs
from planning.impossible import Impossible, prove_impossible
from planning.leaving_out import least_to_leave_out
from planning.offers import LaterDate, LeaveOut, MoreHours, Offer, OtherOptions
from planning.plan import Plan, make_plan
from planning.task import Task


@dataclass(frozen=True, slots=True)
class Negotiation:
    """Why the dates cannot be met, and what can be chosen instead.

    `plan` is the plan as things stand. `proof` is None when waiting days between steps leave room for doubt: no plan
    was found, but none was ruled out.
    """

    plan: Plan
    proof: Impossible | None
    offers: tuple[Offer, ...]


def negotiate(
    tasks: Sequence[Task],
    *,
    availability: Availability,
    starts_on: date,
    target_on: date | None = None,
    choices: Sequence[Choice] = (),
    chosen: Mapping[Hashable, Option] | None = None,
    prices: Mapping[Hashable, Price] | None = None,
    budget_cents: int | None = None,
    seconds: float = 5.0,
) -> Negotiation | None:
    """Prove that target or deadlines cannot be met, and offer what would meet them. None when they can be.

    `chosen` are the options taken now, by step; `prices` those of the other steps. `seconds` bounds the search among
    options. Each offer is checked by making its plan. Each is the smallest of its kind: the fewest whole hours a week;
    the soonest target (or deadlines, all moved only as far as they must be); the optional steps with the least work;
    the cheapest options within the budget, with no swap that is not needed (with time enough). With waiting days
    between steps, smallest means among the plans that are found. Raises PlanningError as `make_plan` and `choose` do.
    """
    chosen, prices = chosen or {}, prices or {}
    now = with_options(tasks, chosen)
    plan = make_plan(now, availability=availability, starts_on=starts_on, target_on=target_on)
    if not plan.max_lateness_days:
        return None
    offers = [
        _more_hours(now, availability, starts_on, target_on),
        _later_date(plan),
        _leave_out(now, availability, starts_on, target_on),
        _other_options(plan, tasks, availability, choices, chosen, prices, budget_cents, seconds) if choices else None,
    ]
    proof = prove_impossible(now, availability, starts_on, target_on)
    return Negotiation(plan, proof, tuple(offer for offer in offers if offer is not None))


def _more_hours(
    tasks: Sequence[Task], availability: Availability, starts_on: date, target_on: date | None
) -> MoreHours | None:
    """Bisection: no weekday loses time when the hours grow, so more hours are never later."""
    low = availability.weekly_minutes // 60
    days = sum(minutes > 0 for minutes in availability.minutes_by_weekday)
    high = min(MOST_WEEKLY_HOURS, days * MOST_WEEKLY_HOURS // 7)

    def with_hours(hours: int) -> MoreHours | None:
        more = availability.raised_to(hours)
        plan = make_plan(tasks, availability=more, starts_on=starts_on, target_on=target_on)
        return None if plan.max_lateness_days else MoreHours(hours, more, plan)

    best = with_hours(high) if high > low else None
    while best and best.weekly_hours - low > 1:
        middle = (low + best.weekly_hours) // 2
        found = with_hours(middle)
        best, low = (found, low) if found else (best, middle)
    return best


def _later_date(plan: Plan) -> LaterDate:
    """The finish is the soonest there is, so it is the soonest target; late steps are due when they will be ready."""
    late = {key: dated.ready_on for key, dated in plan.dates.items() if dated.days_late}
    for task in plan.tasks:
        if task.fixed_on and plan.dates[task.key].reason.unready:
            eve = max(plan.dates[key].ready_on for key in task.after if key in plan.dates)
            late[task.key] = eve + timedelta(days=1)
    target_on = plan.finishes_on if plan.days_after_target > 0 else None
    return LaterDate(target_on, late, plan)


def _leave_out(
    tasks: Sequence[Task], availability: Availability, starts_on: date, target_on: date | None
) -> LeaveOut | None:
    found = least_to_leave_out(tasks, availability, starts_on, target_on)
    if found is None:
        return None
    left_out, plan = found
    keys, titles = tuple(task.key for task in left_out), tuple(task.name for task in left_out)
    return LeaveOut(keys, titles, sum(task.minutes for task in left_out), plan)


def _other_options(
    plan: Plan,
    tasks: Sequence[Task],
    availability: Availability,
    choices: Sequence[Choice],
    chosen: Mapping[Hashable, Option],
    prices: Mapping[Hashable, Price],
    budget_cents: int | None,
    seconds: float,
) -> OtherOptions | None:
    starts_on, target_on = plan.starts_on, plan.target_on
    found = choose(
        tasks,
        choices,
        availability=availability,
        starts_on=starts_on,
        target_on=target_on,
        budget_cents=budget_cents,
        prices=prices,
        prefer=Prefer.CHEAPEST,
        seconds=seconds,
    )
    if found.plan is None or found.costs is None:
        return None
    options, best, costs = dict(found.options), found.plan, found.costs
    for step, option in chosen.items():
        if step not in options or options[step] == option:
            continue
        tried = {**options, step: option}
        kept = make_plan(
            with_options(tasks, tried), availability=availability, starts_on=starts_on, target_on=target_on
        )
        kept_costs = plan_costs(kept, {**prices, **_prices(tried)})
        if not kept.max_lateness_days and kept_costs.total_cents <= costs.total_cents:
            options, best, costs = tried, kept, kept_costs
    before = plan_costs(plan, {**prices, **_prices(chosen)}).total_cents
    swaps = {step: option for step, option in options.items() if chosen.get(step) != option}
    less = sum(task.minutes for task in plan.tasks) - sum(task.minutes for task in best.tasks)
    return OtherOptions(swaps, less, costs.total_cents - before, best, costs)


def _prices(options: Mapping[Hashable, Option]) -> dict[Hashable, Price]:
    return {step: option.price for step, option in options.items()}
