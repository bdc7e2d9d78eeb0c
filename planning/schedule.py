"""Work laid out on the axis, and the bookkeeping that all dispatching rules share."""

from dataclasses import dataclass, field
from typing import NamedTuple

from planning.problem import Problem
from planning.working_time import FAR


class Segment(NamedTuple):
    """Task `task` is worked on from minute `start` to minute `end`. `urgent`: ahead of the roadmap's order."""

    task: int
    start: int
    end: int
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """Who is worked on when. `due_on[i]` is the day of task i's last minute, `ready_on[i]` adds its waiting days."""

    segments: list[Segment]
    due_on: list[int]
    ready_on: list[int]

    def lateness(self, problem: Problem) -> int | None:
        """Days that the worst task is ready after its due day (below zero: before it). None when nothing is due."""
        days = [ready - due for ready, due in zip(self.ready_on, problem.due_day, strict=True) if due < FAR]
        return max(days, default=None)

    def finish(self, problem: Problem) -> int:
        return max(self.ready_on, default=problem.time.first)

    def keeps(self, limits: list[int]) -> bool:
        """Whether each task's work ends by the day that `limits` sets for it."""
        return all(day <= limit for day, limit in zip(self.due_on, limits, strict=True))


@dataclass(slots=True)
class Run:
    """A simulation in progress: who still waits for whom, and from which minute and day on each task may start."""

    problem: Problem
    segments: list[Segment] = field(default_factory=list)
    left: list[int] = field(init=False)
    opens_at: list[int] = field(init=False)
    opens_on: list[int] = field(init=False)
    due_on: list[int] = field(init=False)
    ready_on: list[int] = field(init=False)
    _missing: list[int] = field(init=False)

    def __post_init__(self) -> None:
        problem = self.problem
        self.left = list(problem.minutes)
        self.opens_at = list(problem.release)
        self.opens_on = list(problem.earliest_day)
        self.due_on = [day or 0 for day in problem.fixed]
        self.ready_on = [(day or 0) + wait for day, wait in zip(problem.fixed, problem.waiting, strict=True)]
        self._missing = [sum(problem.fixed[j] is None for j in needed) for needed in problem.network.before]

    def begin(self) -> list[int]:
        """Tasks with work that wait for nothing but their release."""
        waiting_for_none = [i for i, count in enumerate(self._missing) if not count and self.problem.fixed[i] is None]
        opened = [i for i in waiting_for_none if self.left[i]]
        for i in waiting_for_none:
            if not self.left[i]:
                opened += self.finish(i, self.opens_at[i])
        return opened

    def work(self, index: int, start: int, end: int, urgent: bool = False) -> None:
        self.left[index] -= end - start
        if self.segments and self.segments[-1].task == index and self.segments[-1].end == start:
            start, urgent = self.segments[-1].start, self.segments.pop().urgent
        self.segments.append(Segment(index, start, end, urgent))

    def finish(self, index: int, minute: int) -> list[int]:
        """Task `index` has ended at `minute`: returns the tasks with work that this opens, through any without work."""
        problem = self.problem
        opened: list[int] = []
        ended = [(index, minute)]
        while ended:
            i, minute = ended.pop()
            day = problem.time.last_day(minute) if problem.minutes[i] else self.opens_on[i]
            wait = problem.waiting[i]
            self.due_on[i], self.ready_on[i] = day, day + wait
            if wait:
                minute = max(minute, problem.time.before(day + wait))
            for j in problem.network.after[i]:
                if problem.fixed[j] is not None:
                    continue
                self.opens_at[j] = max(self.opens_at[j], minute)
                self.opens_on[j] = max(self.opens_on[j], day + wait)
                self._missing[j] -= 1
                if self._missing[j]:
                    continue
                if problem.minutes[j]:
                    opened.append(j)
                else:
                    ended.append((j, self.opens_at[j]))
        return opened

    def schedule(self) -> Schedule:
        return Schedule(self.segments, self.due_on, self.ready_on)
