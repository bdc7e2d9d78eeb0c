"""Choosing among alternatives: which framework, which course, when hours, money and dates are short."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import islice
from time import monotonic

from planning.availability import Availability
from planning.costs import FREE, Costs, Price, plan_costs
from planning.errors import ChoiceError
from planning.master import Master, Proposal
from planning.plan import Plan, make_plan
from planning.task import Task


@dataclass(frozen=True, slots=True)
class Option:
    """One way to do a step: its name, its minutes of work and its price."""

    key: Hashable
    minutes: int
    price: Price = FREE
    title: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The step `step` is done in exactly one of these ways."""

    step: Hashable
    options: tuple[Option, ...]


class Prefer(StrEnum):
    CHEAPEST = "cheapest"
    """Least money, then the soonest finish."""
    SOONEST = "soonest"
    """The soonest finish, then least money."""


class Status(StrEnum):
    OPTIMAL = "optimal"
    BEST_FOUND = "best found"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Choosing:
    """The options taken, by step, with the plan and costs that follow.

    `status` is optimal; best found (the time was up; `gap_percent` bounds how far the first aim, days from the start
    or cents, may be from the best); impossible (proven: no options keep deadlines, target and budget); or unknown
    (the time was up before any were found). Without options, plan and costs are None.
    """

    status: Status
    options: Mapping[Hashable, Option] = field(default_factory=dict)
    plan: Plan | None = None
    costs: Costs | None = None
    gap_percent: float = 0.0


def choose(
    tasks: Sequence[Task],
    choices: Sequence[Choice],
    *,
    availability: Availability,
    starts_on: date,
    target_on: date | None = None,
    budget_cents: int | None = None,
    prices: Mapping[Hashable, Price] | None = None,
    prefer: Prefer = Prefer.CHEAPEST,
    seconds: float = 5.0,
) -> Choosing:
    """Take one option for each choice so that deadlines, target and budget hold and `prefer` is served best.

    What a set of options means is what `make_plan` and `plan_costs` say of it; paid months overlap there. Finding the
    best set is logic-based Benders decomposition (Hooker and Ottosson, Mathematical Programming 96, 2003): CP-SAT
    proposes the set with the best bound (one worker, fixed seed), the planner gives its true dates and costs, and the
    set is struck out; when the bound of the next proposal is no better than the best plan, that is optimal. `prices`
    are those of the other steps. Raises ChoiceError and what `make_plan` raises.
    """
    _check(tasks, choices)
    until = monotonic() + seconds
    prices = dict(prices or {})
    master = Master(tasks, choices, availability, starts_on, target_on, budget_cents, prices, prefer == Prefer.SOONEST)
    best: tuple[tuple[int, int], Choosing] | None = None
    proposal = master.propose(until)
    while proposal.picks is not None:
        if best and proposal.bound >= best[0]:
            return best[1]
        options = {choice.step: choice.options[pick] for choice, pick in zip(choices, proposal.picks, strict=True)}
        found = _evaluate(tasks, options, availability, starts_on, target_on, prices)
        value = _value(found, starts_on, target_on, budget_cents, prefer)
        if value is not None and (best is None or value < best[0]):
            best = value, found
        master.strike_out(proposal.picks)
        proposal = master.propose(until)
    if proposal.exhausted:
        return best[1] if best else Choosing(Status.IMPOSSIBLE)
    return _best_so_far(best, proposal) if best else Choosing(Status.UNKNOWN)


def with_options(tasks: Sequence[Task], options: Mapping[Hashable, Option]) -> list[Task]:
    """The tasks with the minutes of the options taken."""
    return [
        replace(task, minutes=options[task.key].minutes, minutes_low=None, minutes_high=None)
        if task.key in options
        else task
        for task in tasks
    ]


def _evaluate(
    tasks: Sequence[Task],
    options: Mapping[Hashable, Option],
    availability: Availability,
    starts_on: date,
    target_on: date | None,
    prices: Mapping[Hashable, Price],
) -> Choosing:
    plan = make_plan(with_options(tasks, options), availability=availability, starts_on=starts_on, target_on=target_on)
    chosen = {step: option.price for step, option in options.items()}
    return Choosing(Status.OPTIMAL, options, plan, plan_costs(plan, {**prices, **chosen}))


def _value(
    found: Choosing, starts_on: date, target_on: date | None, budget_cents: int | None, prefer: Prefer
) -> tuple[int, int] | None:
    """(first aim, second aim), or None when a limit does not hold."""
    assert found.plan is not None
    assert found.costs is not None
    cents, days = found.costs.total_cents, (found.plan.finishes_on - starts_on).days
    if found.plan.max_lateness_days or (budget_cents is not None and cents > budget_cents):
        return None
    return (days, cents) if prefer == Prefer.SOONEST else (cents, days)


def _best_so_far(best: tuple[tuple[int, int], Choosing], proposal: Proposal) -> Choosing:
    (first, _), found = best
    gap = 100.0 * max(first - proposal.bound[0], 0) / max(first, 1)
    return replace(found, status=Status.BEST_FOUND, gap_percent=gap)


def _check(tasks: Sequence[Task], choices: Sequence[Choice]) -> None:
    keys = {task.key for task in tasks}
    for choice in choices:
        if not choice.options:
            raise ChoiceError("options", f"The choice for {choice.step!r} has no options.")
        if choice.step not in keys:
            raise ChoiceError("step", f"The choice {choice.step!r} is no step of the plan.")
    steps = [choice.step for choice in choices]
    twice = next(islice((step for step in steps if steps.count(step) > 1), 1), None)
    if twice is not None:
        raise ChoiceError("step", f"There are two choices for {twice!r}.")
