"""A dated plan, and the function that makes it."""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from planning.availability import Availability
from planning.errors import TargetBeforeStartError, gettext_noop
from planning.explain import explain
from planning.problem import Problem, formulate
from planning.reason import Reason
from planning.schedule import Segment
from planning.solve import solve
from planning.task import Task


@dataclass(frozen=True, slots=True)
class Dated:
    """`starts_on` is the day of the first minute of work, `due_on` of the last; `ready_on` adds the waiting days.

    `days_late` counts days that `ready_on` lies after the deadline; 0 when it is kept or there is none.
    """

    starts_on: date
    due_on: date
    ready_on: date
    reason: Reason
    days_late: int = 0


class Work(NamedTuple):
    """Minutes of work on a step on a day."""

    key: Hashable
    on: date
    minutes: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Dates for every step.

    `finishes_on` is the day on which all is ready (the first day of the plan when there is nothing to do).
    `max_lateness_days` is the worst lateness against a deadline, an appointment's eve or the target; 0 when all hold.
    `proven`: no plan is less late or, as late, finishes sooner. True unless waiting days lie between two steps and
    the lower bound is not met. `order` holds the keys by their start. `lateness_days` is the worst lateness against
    deadlines and eves alone, below zero when all are met with days to spare; None when nothing is due. `problem` and
    `segments` are the planner's own view, on which slack and costs are worked out.
    """

    dates: Mapping[Hashable, Dated]
    starts_on: date
    finishes_on: date
    target_on: date | None
    max_lateness_days: int
    proven: bool
    order: tuple[Hashable, ...]
    lateness_days: int | None
    problem: Problem = field(repr=False, compare=False)
    segments: Sequence[Segment] = field(repr=False, compare=False)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What the plan is for, prerequisites first."""
        return self.problem.network.tasks

    @property
    def days_after_target(self) -> int:
        """Days that the finish misses the target by; below zero: to spare. 0 without a target."""
        return (self.finishes_on - self.target_on).days if self.target_on else 0

    def work(self) -> Iterator[Work]:
        """What is worked on each day, in order; appointments on their own day."""
        tasks, time = self.problem.network.tasks, self.problem.time
        for task in tasks:
            if task.fixed_on and task.minutes:
                yield Work(task.key, task.fixed_on, task.minutes)
        for index, start, end, _ in self.segments:
            while start < end:
                day = time.day_of(start)
                stop = min(end, time.through(day))
                yield Work(tasks[index].key, date.fromordinal(day), stop - start)
                start = stop

    def minutes_before(self, day: date) -> dict[Hashable, int]:
        """Minutes that the plan has given to each step by the evening before `day`."""
        given: dict[Hashable, int] = {}
        for key, on, minutes in self.work():
            if on < day:
                given[key] = given.get(key, 0) + minutes
        return given


def make_plan(
    tasks: Sequence[Task],
    *,
    availability: Availability,
    starts_on: date,
    target_on: date | None = None,
    done: Collection[Hashable] = (),
) -> Plan:
    """Date every task: least maximum days late, then the soonest finish, then the roadmap's own order.

    One person works on one task at a time, in pieces if need be. Prerequisites in `done` are met. Lateness in days is
    exact and minimal in polynomial time, see `earliest_deadline_first`; being early earns nothing, so a deadline that
    can be kept does not pull its step out of the roadmap's order. The finish is always the soonest possible, so the
    target changes no date; `max_lateness_days` says whether it is kept.

    Raises a subclass of PlanningError that names the field: a circle of prerequisites, an unknown one, two equal keys,
    every day off, a target before the start, an appointment in the past, work beyond 60 years.
    """
    if target_on is not None and target_on < starts_on:
        raise TargetBeforeStartError(
            "target_on",
            gettext_noop("The target %(target)s lies before the start, %(start)s."),
            target=target_on,
            start=starts_on,
        )
    return date_tasks(tasks, availability, starts_on, target_on, done)


def date_tasks(
    tasks: Sequence[Task],
    availability: Availability,
    starts_on: date,
    target_on: date | None,
    done: Collection[Hashable],
) -> Plan:
    """`make_plan` for a target that may have passed."""
    problem = formulate(tasks, availability, starts_on, done)
    solution = solve(problem)
    schedule = solution.schedule
    reasons = explain(problem, schedule)
    day = date.fromordinal
    dates = {
        task.key: Dated(reason.starts_on, reason.due_on, day(ready), reason, reason.days_late)
        for task, reason, ready in zip(problem.network.tasks, reasons, schedule.ready_on, strict=True)
    }
    finishes_on = day(schedule.finish(problem))
    lateness = schedule.lateness(problem)
    after_target = (finishes_on - target_on).days if target_on else 0
    first_minute: dict[Hashable, int] = {}
    for segment in schedule.segments:
        first_minute.setdefault(problem.network.tasks[segment.task].key, segment.start)
    order = sorted(dates, key=lambda key: (dates[key].starts_on, first_minute.get(key, -1)))
    return Plan(
        dates=dates,
        starts_on=starts_on,
        finishes_on=finishes_on,
        target_on=target_on,
        max_lateness_days=max(lateness or 0, after_target, 0),
        proven=solution.proven,
        order=tuple(order),
        lateness_days=lateness,
        problem=problem,
        segments=schedule.segments,
    )
