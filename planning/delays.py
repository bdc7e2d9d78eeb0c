"""How far each task can slip, and what it costs: all of it that needs numpy, so that the rest does not wait for it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning.demand import heads_of
from planning.plan import Plan
from planning.problem import Problem
from planning.solve import limits_for
from planning.working_time import FAR

_WEEK = 7


class _Table:
    """Work by head and by another number of each task (due day or tail), summed up.

    Row x, column c holds the minutes of the tasks with head >= x and number <= c.
    """

    def __init__(self, heads: NDArray[np.int64], numbers: NDArray[np.int64], minutes: NDArray[np.int64]) -> None:
        self.heads, self._row = np.unique(heads, return_inverse=True)
        self.columns, self._column = np.unique(numbers, return_inverse=True)
        self._minutes = minutes
        self.load = self.sum(np.ones(len(heads), dtype=bool))

    def sum(self, members: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The table of some tasks only, with a last row of nothing: no head is later than all."""
        table = np.zeros((len(self.heads) + 1, len(self.columns)), dtype=np.int64)
        np.add.at(table, (self._row[members], self._column[members]), self._minutes[members])
        return np.cumsum(np.cumsum(table[::-1], axis=0)[::-1], axis=1)


@dataclass(frozen=True, slots=True)
class Delay:
    """What `Slack` says of a task."""

    slack_days: int
    opens: int
    week_late_costs_days: int


class Delays:
    def __init__(self, plan: Plan) -> None:
        self.plan, self.problem = plan, plan.problem
        problem = self.problem
        self.time = problem.time
        late = max(plan.lateness_days or 0, 0)
        self.limits = limits_for(problem, late, plan.finishes_on.toordinal())
        work = np.asarray([minutes > 0 for minutes in problem.minutes], dtype=bool)
        self.work = work
        heads, minutes = np.asarray(heads_of(problem))[work], np.asarray(problem.minutes)[work]
        self.by_due = _Table(heads, np.asarray(self.limits)[work], minutes)
        self.by_tail = _Table(heads, -np.asarray(problem.tail)[work], minutes)
        self.until = np.asarray([self.time.through(int(day)) for day in self.by_due.columns])
        self.opens = _reach(problem, through_appointments=True)
        self.delays = _reach(problem, through_appointments=False)

    def all(self) -> list[Delay]:
        """One a task, in the order of the plan's tasks."""
        found = []
        for i, task in enumerate(self.problem.network.tasks):
            start = self.plan.dates[task.key].starts_on.toordinal()
            late = self.delays[i].copy()
            late[i] = self.problem.fixed[i] is None
            slack = 0 if self.problem.fixed[i] is not None else self._slack(i, start, late[self.work])
            found.append(Delay(slack, int(self.opens[i].sum()), self._costs(i, start + _WEEK, late[self.work])))
        return found

    def _slack(self, i: int, start: int, late: NDArray[np.bool_]) -> int:
        """Days that the new head of the late tasks can lie after `start`.

        They fit between it and each due day, with all whose heads are no sooner, as long as it does not pass the first
        bound that lies before its own row's head.
        """
        latest = self.limits[i]
        members = self.by_due.sum(late)
        if late.any():
            # Row x: the work that follows a head up to x and after the one before: heads from x on, and all late ones.
            load = self.by_due.load + members[0] - members
            bound = np.where(members[0] > 0, self.until - load, FAR).min(axis=1)
            ends = np.append(self.by_due.heads, FAR)
            first = int(np.argmax(bound < ends))
            latest = min(latest, self.time.day_of(max(int(bound[first]), 0)))
        return max(latest - start, 0)

    def _costs(self, i: int, start: int, late: NDArray[np.bool_]) -> int:
        """Days that the finish moves when task i and all that depend on it start no sooner than `start`."""
        problem, finish = self.problem, self.plan.finishes_on.toordinal()
        tail = problem.tail[i] if problem.fixed[i] is None else problem.waiting[i]
        ends = [finish, start + tail if problem.fixed[i] is None and not problem.minutes[i] else finish]
        if late.any():
            head, table = self.time.before(start), self.by_tail
            members = table.sum(late)
            load = table.load + members[0] - members
            row = int(np.searchsorted(table.heads, head))
            rows = [(int(table.heads[x]), load[x]) for x in range(row)] + [(head, load[row])]
            for at, work in rows:
                for column in np.flatnonzero(members[0]):
                    ends.append(self.time.last_day(at + int(work[column])) - int(table.columns[column]))
        return max(ends) - finish


def _reach(problem: Problem, *, through_appointments: bool) -> NDArray[np.bool_]:
    """Row i: the tasks that depend on task i, directly or not."""
    count = len(problem.minutes)
    reach = np.zeros((count, count), dtype=bool)
    for i in reversed(range(count)):
        for j in problem.network.after[i]:
            if through_appointments or problem.fixed[j] is None:
                reach[i] |= reach[j]
                reach[i, j] = True
    return reach
