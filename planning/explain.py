"""Reading the reasons off a schedule."""

from collections.abc import Iterator
from datetime import date

from planning.problem import Problem
from planning.reason import Because, Reason
from planning.schedule import Schedule, Segment
from planning.working_time import FAR


def explain(problem: Problem, schedule: Schedule) -> list[Reason]:
    """Why each task has its dates, in the problem's numbering. O(n log n + e)."""
    first: dict[int, Segment] = {}
    previous: dict[int, int] = {}
    parts = [0] * len(problem.minutes)
    before: Segment | None = None
    for segment in schedule.segments:
        parts[segment.task] += 1
        if segment.task not in first:
            first[segment.task] = segment
            if before is not None and before.end == segment.start:
                previous[segment.task] = before.task
        before = segment
    return [_reason(problem, schedule, i, first.get(i), previous.get(i), parts[i]) for i in range(len(problem.minutes))]


def _reason(
    problem: Problem, schedule: Schedule, i: int, first: Segment | None, previous: int | None, parts: int
) -> Reason:
    task = problem.network.tasks[i]
    start = problem.time.day_of(first.start) if first else schedule.due_on[i]
    because, cause, by = _because(problem, schedule, i, first, previous)
    fixed = problem.fixed[i] is not None
    extra = max(0, task.minutes - problem.time.free_on(start)) if fixed else 0
    return Reason(
        because=because,
        starts_on=date.fromordinal(start),
        due_on=date.fromordinal(schedule.due_on[i]),
        minutes=task.minutes,
        cause=None if cause is None else problem.network.tasks[cause].key,
        cause_title="" if cause is None else problem.network.tasks[cause].name,
        by=by,
        waiting_days=0 if cause is None else problem.waiting[cause],
        parts=max(parts, 1),
        days_late=_days_late(problem, schedule, i),
        extra_minutes=extra,
        unready=tuple(_unready(problem, schedule, i)) if fixed else (),
    )


def _days_late(problem: Problem, schedule: Schedule, i: int) -> int:
    deadline = problem.network.tasks[i].deadline
    return max(0, schedule.ready_on[i] - deadline.toordinal()) if deadline else 0


def _unready(problem: Problem, schedule: Schedule, i: int) -> Iterator[str]:
    for j in problem.network.before[i]:
        if problem.fixed[j] is None and schedule.ready_on[j] >= schedule.due_on[i]:
            yield problem.network.tasks[j].name


def _because(
    problem: Problem, schedule: Schedule, i: int, first: Segment | None, previous: int | None
) -> tuple[Because, int | None, date | None]:
    """What held the start: the first of appointment, prerequisite, waiting, own first day, deadline, order that did."""
    if problem.fixed[i] is not None:
        return Because.FIXED, None, None
    task = problem.network.tasks[i]
    start = problem.time.day_of(first.start) if first else schedule.due_on[i]
    if previous is not None and previous in problem.network.before[i]:
        return Because.PREREQUISITE, previous, None
    latest = max(problem.network.before[i], key=lambda j: schedule.ready_on[j], default=None)
    if latest is not None and problem.waiting[latest] and _held_until(problem, first, start, schedule.ready_on[latest]):
        return Because.WAITING, latest, None
    if task.not_before and _held_until(problem, first, start, task.not_before.toordinal()):
        return Because.NOT_BEFORE, None, None
    if first and first.urgent and problem.due[i] >= FAR and problem.tail[i]:
        return Because.HEAD_START, None, None
    if first and first.urgent and problem.due[i] < FAR:
        whose = _whose_deadline(problem, i)
        due_on = date.fromordinal(problem.due_day[whose])
        return Because.DEADLINE, None if whose == i else whose, due_on
    if latest is not None and (first is None or previous is None):
        return Because.PREREQUISITE, latest, None
    if previous is not None:
        return Because.ORDER, previous, None
    return Because.FIRST, None, None


def _held_until(problem: Problem, first: Segment | None, start: int, day: int) -> bool:
    """Whether a task could start only when `day` came."""
    if first is None:
        return start == day
    return day > problem.time.first and first.start == problem.time.before(day)


def _whose_deadline(problem: Problem, i: int) -> int:
    """The task, i itself or one that depends on it, whose deadline i inherits."""
    while problem.due_day[i] - problem.waiting[i] != problem.due[i]:
        i = next(
            j
            for j in problem.network.after[i]
            if problem.fixed[j] is None and problem.due[j] - problem.waiting[i] == problem.due[i]
        )
    return i
