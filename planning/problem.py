"""The scheduling problem in whole numbers: one machine, preemption, release dates, prerequisites, due dates.

In Graham's notation 1 | pmtn, r_j, prec | L_max. Minutes are minutes on the axis of working time; days are ordinals.
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from planning.availability import Availability
from planning.errors import DateError, gettext_noop
from planning.network import Network, connect
from planning.task import Task
from planning.working_time import FAR, LONGEST_YEARS, WorkingTime


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything about task i is at index i; prerequisites have lower indexes.

    `release` and `earliest_day` are its first minute and day, prerequisites considered. `due_day` is the last day for
    its own readiness (deadline, or the eve of an appointment that needs it). `due` is the last day for the end of its
    work so that neither it nor what depends on it is late: the modified due date of Lawler (1973). `tail` is the
    number of days that must pass after its work until it and all that depends on it are ready. `waits_inside` says
    whether waiting days lie between two steps: then the problem is NP-hard, without them it is polynomial (Wikum,
    Llewellyn and Nemhauser, "One-machine generalized precedence constrained scheduling problems", Operations Research
    Letters 16, 1994).
    """

    network: Network
    time: WorkingTime
    minutes: tuple[int, ...]
    fixed: tuple[int | None, ...]
    waiting: tuple[int, ...]
    release: tuple[int, ...]
    earliest_day: tuple[int, ...]
    due_day: tuple[int, ...]
    due: tuple[int, ...]
    tail: tuple[int, ...]
    waits_inside: bool


def formulate(
    tasks: Sequence[Task], availability: Availability, starts_on: date, done: Collection[Hashable] = ()
) -> Problem:
    """Translate tasks and calendar. O(n log n + e). Raises PlanningError."""
    network = connect(tasks, done)
    first = starts_on.toordinal()
    fixed = tuple(task.fixed_on.toordinal() if task.fixed_on else None for task in network.tasks)
    reserved: dict[int, int] = {}
    for task, day in zip(network.tasks, fixed, strict=True):
        _check_dates(task, starts_on)
        if day is not None:
            reserved[day] = reserved.get(day, 0) + task.minutes
    time = WorkingTime(availability, starts_on, reserved)
    minutes = tuple(task.minutes if day is None else 0 for task, day in zip(network.tasks, fixed, strict=True))
    waiting = tuple(task.waiting_days for task in network.tasks)
    release, earliest_day = _heads(network, time, minutes, fixed, first)
    due_day, due = _due_days(network, fixed)
    tail, inside = _tails(network, fixed), _waits_inside(network, fixed)
    return Problem(network, time, minutes, fixed, waiting, release, earliest_day, due_day, due, tail, inside)


def _check_dates(task: Task, starts_on: date) -> None:
    if task.fixed_on and task.fixed_on < starts_on:
        raise DateError(
            "fixed_on",
            gettext_noop("%(step)s is fixed on %(day)s, before the plan starts on %(start)s."),
            step=task.name,
            day=task.fixed_on,
            start=starts_on,
        )
    for field in ("not_before", "fixed_on", "deadline"):
        day = getattr(task, field)
        if day and day.year > starts_on.year + LONGEST_YEARS - 1:
            raise DateError(
                field,
                gettext_noop("%(step)s: %(day)s is too far away; %(years)s years is the limit."),
                step=task.name,
                day=day,
                years=LONGEST_YEARS - 1,
            )


def _heads(
    network: Network, time: WorkingTime, minutes: tuple[int, ...], fixed: tuple[int | None, ...], first: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """First minute and first day of each task when nothing but its own ancestors is ever worked on."""
    release: list[int] = []
    earliest_day: list[int] = []
    ended: list[tuple[int, int]] = []
    for i, task in enumerate(network.tasks):
        day = max(first, task.not_before.toordinal()) if task.not_before else first
        minute = time.before(day)
        for j in network.before[i]:
            minute = max(minute, ended[j][0])
            day = max(day, ended[j][1])
        appointment = fixed[i]
        if appointment is not None:
            day, minute = appointment, time.before(appointment)
        release.append(minute)
        earliest_day.append(day)
        ready = (time.last_day(minute + minutes[i]) if minutes[i] else day) + task.waiting_days
        ended.append((time.before(ready) if task.waiting_days else minute + minutes[i], ready))
    return tuple(release), tuple(earliest_day)


def _due_days(network: Network, fixed: tuple[int | None, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    count = len(network.tasks)
    own, due = [FAR] * count, [FAR] * count
    for i in reversed(range(count)):
        task = network.tasks[i]
        eve = min((day - 1 for j in network.after[i] if (day := fixed[j]) is not None), default=FAR)
        own[i] = min(task.deadline.toordinal() if task.deadline else FAR, eve)
        if fixed[i] is not None:
            _check_appointments(network, fixed, i)
            due[i] = FAR
            continue
        passed_on = min((due[j] for j in network.after[i]), default=FAR)
        due[i] = FAR if (day := min(own[i], passed_on)) == FAR else day - task.waiting_days
    return tuple(own), tuple(due)


def _check_appointments(network: Network, fixed: tuple[int | None, ...], i: int) -> None:
    """An appointment's dependents that are appointments too must not come before it."""
    for j in network.after[i]:
        mine, theirs = fixed[i], fixed[j]
        if mine is not None and theirs is not None and theirs < mine + network.tasks[i].waiting_days:
            raise DateError(
                "fixed_on",
                gettext_noop("%(step)s is fixed on %(day)s, before %(needed)s, which it comes after, is ready."),
                step=network.tasks[j].name,
                day=date.fromordinal(theirs),
                needed=network.tasks[i].name,
            )


def _tails(network: Network, fixed: tuple[int | None, ...]) -> tuple[int, ...]:
    tails = [0] * len(network.tasks)
    for i in reversed(range(len(network.tasks))):
        after = max((tails[j] for j in network.after[i] if fixed[j] is None), default=0)
        tails[i] = network.tasks[i].waiting_days + after
    return tuple(tails)


def _waits_inside(network: Network, fixed: tuple[int | None, ...]) -> bool:
    return any(
        task.waiting_days and fixed[i] is None and any(fixed[j] is None for j in network.after[i])
        for i, task in enumerate(network.tasks)
    )
