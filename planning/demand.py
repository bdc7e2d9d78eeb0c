"""How much work must fit between two moments: the other side of earliest due date first."""

from collections.abc import Iterator, Sequence

from planning.problem import Problem
from planning.working_time import FAR


def heads_of(problem: Problem) -> list[int]:
    """First minutes that never fall along a prerequisite, and differ only where a first day or waiting makes them.

    Fewer distinct heads than `Problem.release`, with the same schedules: prerequisites need heads in order, no more.
    """
    heads: list[int] = []
    for i, task in enumerate(problem.network.tasks):
        before = problem.network.before[i]
        head = problem.time.before(task.not_before.toordinal()) if task.not_before else 0
        if any(problem.waiting[j] or problem.fixed[j] is not None for j in before):
            head = problem.release[i]
        heads.append(max([head, *(heads[j] for j in before if problem.fixed[j] is None)]))
    return heads


def crowds(heads: Sequence[int], due: Sequence[int]) -> Iterator[tuple[int, int, list[int]]]:
    """For each head and each due day: the tasks that can start no sooner and must end no later.

    Without waiting days between steps, all due days can be kept exactly when each crowd's work fits into the free time
    between its head and its due day (Horn 1974). O(heads x due days x tasks), with few distinct heads.
    """
    for head in sorted(set(heads)):
        for day in sorted({day for day, at in zip(due, heads, strict=True) if day < FAR and at >= head}):
            yield head, day, [i for i, at in enumerate(heads) if at >= head and due[i] <= day]
