"""Preemptive earliest due date first."""

import heapq
from collections.abc import Sequence

from planning.problem import Problem
from planning.schedule import Run, Schedule


def earliest_deadline_first(problem: Problem, due: Sequence[int]) -> Schedule:
    """Work at every moment on the released task with the smallest `due`, interrupting whoever is at it. O(n log n + e).

    With due dates that never fall along a prerequisite (those of `formulate`), this minimises the maximum lateness:
    Horn, "Some simple scheduling algorithms", Naval Research Logistics Quarterly 21 (1974) for release dates; Lawler,
    "Optimal sequencing of a single machine subject to precedence constraints", Management Science 19 (1973) and Baker,
    Lawler, Lenstra and Rinnooy Kan, Operations Research 31 (1983) for prerequisites by modified dates. The exchange
    argument asks only that lateness never falls as work ends later, so it holds for lateness in calendar days too.
    """
    run = Run(problem)
    coming = [(run.opens_at[i], i) for i in run.begin()]
    heapq.heapify(coming)
    free: list[tuple[int, int]] = []
    in_order: list[int] = []
    rank = problem.network.rank
    index_of = {place: i for i, place in enumerate(rank)}
    now = 0
    while coming or free:
        if not free:
            now = max(now, coming[0][0])
        while coming and coming[0][0] <= now:
            _, i = heapq.heappop(coming)
            heapq.heappush(free, (due[i], i))
            heapq.heappush(in_order, rank[i])
        _, i = free[0]
        end = now + run.left[i]
        if coming and coming[0][0] < end:
            end = coming[0][0]
        while not run.left[index_of[in_order[0]]]:
            heapq.heappop(in_order)
        run.work(i, now, end, urgent=rank[i] != in_order[0])
        now = end
        if not run.left[i]:
            heapq.heappop(free)
            for j in run.finish(i, now):
                heapq.heappush(coming, (run.opens_at[j], j))
    return run.schedule()
