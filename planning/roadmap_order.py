"""The roadmap's own order, as far as the deadlines allow."""

import heapq
from collections.abc import Sequence

from planning.problem import Problem
from planning.schedule import Run, Schedule
from planning.slack import FreeTasks, Slack
from planning.working_time import FAR


def roadmap_order(problem: Problem, limits: Sequence[int]) -> Schedule:
    """Work on the first task in the roadmap's order that can be done in one go without making any later than its limit.

    `limits[i]` is the last day for task i's work (FAR: none). A task goes first when every earlier limit has minutes to
    spare for the whole of it; if not, those that stand in the way go before it, first come first served. This is slack
    stealing (Lehoczky and Ramos-Thuel, "An optimal algorithm for scheduling soft-aperiodic tasks in fixed-priority
    preemptive systems", RTSS 1992; Chetto and Chetto, IEEE Transactions on Software Engineering 15, 1989, for earliest
    deadlines): what is free to spend before limit D is D - now - the work that is due by D. When the limits can be kept
    at all they are kept, and nobody idles while there is work, so neither lateness nor finish suffers. O(n log n + e)
    but for the tasks passed over.
    """
    return _RoadmapOrder(problem, limits).run()


class _RoadmapOrder:
    def __init__(self, problem: Problem, limits: Sequence[int]) -> None:
        time = problem.time
        self.work = Run(problem)
        self.index_of = {rank: i for i, rank in enumerate(problem.network.rank)}
        limit_minutes = [time.through(day) if day < FAR else FAR for day in limits]
        loads: dict[int, int] = {}
        for minute, load in zip(limit_minutes, problem.minutes, strict=True):
            if load and minute < FAR:
                loads[minute] = loads.get(minute, 0) + load
        deadlines = sorted(loads)
        place = {minute: number for number, minute in enumerate(deadlines)}
        self.all = len(deadlines)
        self.place = [place.get(minute, self.all) for minute in limit_minutes]
        self.load_left = [loads[minute] for minute in deadlines]
        slack, due = [], 0
        for minute in deadlines:
            due += loads[minute]
            slack.append(minute - due)
        self.slack = Slack(slack)
        self.free = FreeTasks(self.all + 1)
        self.coming: list[tuple[int, int]] = []

    def run(self) -> Schedule:
        self._announce(self.work.begin())
        now = 0
        while True:
            self._admit(now)
            first = self.free.first(self.all + 1)
            if first is not None:
                now = self._work_from(now, first)
            elif self.coming:
                self.slack.spend(self.all, self.coming[0][0] - now)
                now = self.coming[0][0]
            else:
                return self.work.schedule()

    def _announce(self, opened: list[int]) -> None:
        for i in opened:
            heapq.heappush(self.coming, (self.work.opens_at[i], i))

    def _admit(self, now: int) -> None:
        while self.coming and self.coming[0][0] <= now:
            _, i = heapq.heappop(self.coming)
            self.free.add(self.place[i], self.work.problem.network.rank[i])

    def _work_from(self, now: int, first: int) -> int:
        i, fits = self._choose(first)
        minutes = self.work.left[i]
        if not fits and self.coming:
            minutes = min(minutes, self.coming[0][0] - now)
        place = self.place[i]
        self.slack.spend(place, minutes)
        self.work.work(i, now, now + minutes, urgent=self.work.problem.network.rank[i] != first)
        if place < self.all:
            self.load_left[place] -= minutes
            if not self.load_left[place]:
                self.slack.drop(place)
        if not self.work.left[i]:
            self.free.remove_first(place)
            self._announce(self.work.finish(i, now + minutes))
        return now + minutes

    def _choose(self, rank: int) -> tuple[int, bool]:
        """The task to work on, and whether it can be worked on to its end."""
        while True:
            i = self.index_of[rank]
            in_the_way = self.slack.last_below(self.place[i], self.work.left[i])
            if in_the_way is None:
                return i, True
            ahead = self.free.first(in_the_way + 1)
            if ahead is None:
                return i, False
            rank = ahead
