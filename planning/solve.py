"""Maximum lateness first, then the finish, then the roadmap's own order."""

from dataclasses import dataclass, replace

from planning.earliest_deadline import earliest_deadline_first
from planning.network import Network
from planning.problem import Problem
from planning.roadmap_order import roadmap_order
from planning.schedule import Schedule
from planning.working_time import FAR


@dataclass(frozen=True, slots=True)
class Solution:
    """A schedule, the maximum lateness that is least possible (None: nothing is due), and whether all this is proven.

    It always is when no waiting days lie between two steps; else when lateness and finish meet their lower bounds.
    """

    schedule: Schedule
    least_lateness: int | None
    proven: bool


def solve(problem: Problem) -> Solution:
    """Lexicographic optimum of (days late, finish), then as near to the roadmap's order as `roadmap_order` comes."""
    strict = earliest_deadline_first(problem, problem.due)
    lateness = strict.lateness(problem)
    late, limits = _least_days_late(problem, max(lateness or 0, 0))
    finish = strict.finish(problem)
    if any(problem.tail):
        finish, limits = _soonest_finish(problem, limits)
        strict = earliest_deadline_first(problem, limits)
    limits = [min(limit, max(due, day)) for limit, due, day in zip(limits, problem.due, strict.due_on, strict=True)]
    schedule = roadmap_order(problem, limits)
    if not problem.waits_inside:
        return Solution(schedule, lateness, proven=True)
    if max(schedule.lateness(problem) or 0, 0) > late or schedule.finish(problem) > finish:
        schedule = strict
    return Solution(schedule, schedule.lateness(problem), _meets_bounds(problem, schedule))


def _least_days_late(problem: Problem, late: int) -> tuple[int, list[int]]:
    """Days late, starting from those that the modified due dates reach, and the limits that they set.

    Without waiting days between steps these are least already. With them, due dates that also make room for the work in
    between may do better, and are tried by bisection.
    """
    limits = limits_for(problem, late)
    low = max(_bounds(problem)[0] or 0, 0) - 1 if problem.waits_inside else late - 1
    while late - low > 1:
        middle = (low + late) // 2
        tried = limits_for(problem, middle)
        reached = earliest_deadline_first(problem, tried).lateness(problem) or 0
        if reached <= middle:
            late, limits = middle, tried
        else:
            low = middle
    return late, limits


def _soonest_finish(problem: Problem, limits: list[int]) -> tuple[int, list[int]]:
    """The first day by which all can be ready within the limits, and the limits that this adds.

    Without waiting days nobody who never idles can finish sooner, so nothing is added. With them, tails are due dates
    turned round (Jackson 1955; Carlier 1982), and the day is found by bisection.
    """
    strict = earliest_deadline_first(problem, limits)
    finish, days_late = strict.finish(problem), max(strict.lateness(problem) or 0, 0)
    low, high, best = _bounds(problem)[1] - 1, finish + 1, limits
    while high - low > 1:
        middle = (low + high) // 2
        tried = limits_for(problem, days_late, middle)
        schedule = earliest_deadline_first(problem, tried)
        if schedule.finish(problem) <= middle and max(schedule.lateness(problem) or 0, 0) <= days_late:
            finish = high = middle
            best = tried
        else:
            low = middle
    return finish, best


def limits_for(problem: Problem, days_late: int, finish: int = FAR) -> list[int]:
    """The last day for each task's work, if nothing may be later than `days_late` and all ready by `finish`.

    Where waiting days lie between steps, the work and the waiting that must follow are counted back as well.
    """
    limits = [FAR] * len(problem.minutes)
    for i in reversed(range(len(limits))):
        if problem.fixed[i] is not None:
            continue
        due = problem.due[i] + days_late if problem.due[i] < FAR else FAR
        limits[i] = min(due, finish - problem.tail[i] if finish < FAR else FAR)
        if problem.waits_inside:
            for j in problem.network.after[i]:
                if limits[j] < FAR:
                    limits[i] = min(limits[i], _last_start(problem, j, limits[j]) - problem.waiting[i])
    return limits


def _last_start(problem: Problem, i: int, limit: int) -> int:
    if not problem.minutes[i]:
        return limit
    minute = problem.time.through(limit) - problem.minutes[i]
    return problem.time.day_of(minute) if minute >= 0 else problem.time.first - 1


def _bounds(problem: Problem) -> tuple[int | None, int]:
    """Lateness and finish that no schedule can beat: heads and tails kept, prerequisites forgotten."""
    nobody: tuple[tuple[int, ...], ...] = tuple(() for _ in problem.minutes)
    relaxed = replace(problem, network=Network(problem.network.tasks, nobody, nobody, problem.network.rank))
    by_due = earliest_deadline_first(relaxed, problem.due)
    by_tail = earliest_deadline_first(relaxed, [-tail for tail in problem.tail])
    late = [day - due for day, due in zip(by_due.due_on, problem.due, strict=True) if due < FAR]
    ends = [day + tail for day, tail in zip(by_tail.due_on, problem.tail, strict=True)]
    return max(late, default=None), max(ends, default=problem.time.first)


def _meets_bounds(problem: Problem, schedule: Schedule) -> bool:
    late, finish = _bounds(problem)
    return max(schedule.lateness(problem) or 0, 0) <= max(late or 0, 0) and schedule.finish(problem) <= finish
