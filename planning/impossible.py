"""The proof that a date cannot be met."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from planning.availability import Availability
from planning.demand import crowds, heads_of
from planning.problem import Problem, formulate
from planning.task import Task
from planning.working_time import FAR


@dataclass(frozen=True, slots=True)
class TooMuchWork:
    """The steps in `keys` can start no sooner than `from_on` and must be ready by `until_on`, and do not fit between.

    `needed_minutes` is their work, `optional_minutes` the part of it in optional steps, `free_minutes` the time there
    is.
    """

    from_on: date
    until_on: date
    needed_minutes: int
    optional_minutes: int
    free_minutes: int
    keys: tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class TooSlow:
    """Even with all time given to the step `key` and what must precede it, it takes until `earliest_on`."""

    key: Hashable
    title: str
    due_on: date
    earliest_on: date


Impossible = TooMuchWork | TooSlow


def prove_impossible(
    tasks: Sequence[Task], availability: Availability, starts_on: date, target_on: date | None
) -> Impossible | None:
    """The work with the greatest shortage of time, or else the step that dates and waiting keep too long.

    None when all dates can be met; with waiting days between steps also when no proof of this kind exists. Without them
    there always is one (Horn 1974).
    """
    problem = formulate(tasks, availability, starts_on)
    due = due_with_target(problem, target_on)
    return _too_much_work(problem, due) or _too_slow(problem, due, target_on)


def due_with_target(problem: Problem, target_on: date | None) -> list[int]:
    """The last day for each task's work if the target is a deadline for all."""
    if target_on is None:
        return list(problem.due)
    target = target_on.toordinal()
    return [
        FAR if problem.fixed[i] is not None else min(due, target - problem.tail[i]) for i, due in enumerate(problem.due)
    ]


def _too_much_work(problem: Problem, due: Sequence[int]) -> TooMuchWork | None:
    heads = heads_of(problem)
    worst, shortage = None, 0
    for head, day, crowd in crowds(heads, due):
        if problem.time.day_of(head) > day:
            continue  # no time lies between, so dates are to blame and not work: that is for `_too_slow` to tell
        needed = sum(problem.minutes[i] for i in crowd)
        free = max(problem.time.through(day) - head, 0)
        if needed - free > shortage:
            worst, shortage = (head, day, crowd, free), needed - free
    if worst is None:
        return None
    head, day, crowd, free = worst
    tasks = [problem.network.tasks[i] for i in crowd if problem.minutes[i]]
    return TooMuchWork(
        from_on=date.fromordinal(problem.time.day_of(head)),
        until_on=date.fromordinal(day),
        needed_minutes=sum(task.minutes for task in tasks),
        optional_minutes=sum(task.minutes for task in tasks if task.optional),
        free_minutes=free,
        keys=tuple(task.key for task in tasks),
    )


def _too_slow(problem: Problem, due: Sequence[int], target_on: date | None) -> TooSlow | None:
    target = target_on.toordinal() if target_on else FAR
    late = []
    for i, task in enumerate(problem.network.tasks):
        end = problem.release[i] + problem.minutes[i]
        day = problem.time.last_day(end) if problem.minutes[i] else problem.earliest_day[i]
        limit = due[i] if problem.fixed[i] is None else min(problem.due_day[i], target) - task.waiting_days
        if day > limit:
            late.append((day - limit, i, day, limit))
    if not late:
        return None
    _, i, day, limit = max(late)
    task = problem.network.tasks[i]
    wait = task.waiting_days
    return TooSlow(task.key, task.name, date.fromordinal(limit + wait), date.fromordinal(day + wait))
