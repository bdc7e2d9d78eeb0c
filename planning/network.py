"""Who waits for whom: the graph of prerequisites."""

import heapq
from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from planning.errors import (
    CircularPrerequisitesError,
    DuplicateKeyError,
    UnknownPrerequisiteError,
)
from planning.task import Task


@dataclass(frozen=True, slots=True)
class Network:
    """Tasks numbered so that prerequisites come first and, among what is free to go, the roadmap's own order holds.

    `before[i]` and `after[i]` are the numbers of the prerequisites and the dependents of task i; `rank[i]` is its place
    in the roadmap's own order.
    """

    tasks: tuple[Task, ...]
    before: tuple[tuple[int, ...], ...]
    after: tuple[tuple[int, ...], ...]
    rank: tuple[int, ...]


def connect(tasks: Sequence[Task], done: Collection[Hashable] = ()) -> Network:
    """Number the tasks in O((n + e) log n) (Kahn 1962, with a heap for the roadmap's order).

    Prerequisites in `done` are met. Raises DuplicateKeyError, UnknownPrerequisiteError, CircularPrerequisitesError.
    """
    own_order = sorted(range(len(tasks)), key=lambda index: (tasks[index].position, index))
    ranked = [tasks[index] for index in own_order]
    rank_of = {task.key: rank for rank, task in enumerate(ranked)}
    if len(rank_of) < len(ranked):
        twice, _ = Counter(task.key for task in ranked).most_common(1)[0]
        raise DuplicateKeyError("key", f"Two steps have the key {twice!r}.")
    needs = [_ranks_of_prerequisites(task, rank_of, done) for task in ranked]
    opens: list[list[int]] = [[] for _ in ranked]
    for rank, needed in enumerate(needs):
        for other in needed:
            opens[other].append(rank)
    order = _topological(needs, opens)
    if len(order) < len(ranked):
        circle = _find_circle(needs, set(range(len(ranked))).difference(order))
        raise CircularPrerequisitesError([ranked[rank].key for rank in circle], [ranked[rank].name for rank in circle])
    number = {rank: index for index, rank in enumerate(order)}
    return Network(
        tasks=tuple(ranked[rank] for rank in order),
        before=tuple(tuple(number[other] for other in needs[rank]) for rank in order),
        after=tuple(tuple(number[other] for other in opens[rank]) for rank in order),
        rank=tuple(order),
    )


def _ranks_of_prerequisites(task: Task, rank_of: dict[Hashable, int], done: Collection[Hashable]) -> list[int]:
    needed = []
    for key in dict.fromkeys(task.after):
        if key in done:
            continue
        if key not in rank_of:
            raise UnknownPrerequisiteError(
                "after", f"{task.name} comes after {key!r}, which is not planned and not done."
            )
        needed.append(rank_of[key])
    return needed


def _topological(needs: list[list[int]], opens: list[list[int]]) -> list[int]:
    missing = [len(needed) for needed in needs]
    free = [rank for rank, count in enumerate(missing) if not count]
    order = []
    while free:
        rank = heapq.heappop(free)
        order.append(rank)
        for other in opens[rank]:
            missing[other] -= 1
            if not missing[other]:
                heapq.heappush(free, other)
    return order


def _find_circle(needs: list[list[int]], stuck: set[int]) -> list[int]:
    """Whoever is stuck needs somebody who is stuck: walk back until somebody is met twice."""
    path: list[int] = []
    place: dict[int, int] = {}
    current = min(stuck)
    while current not in place:
        place[current] = len(path)
        path.append(current)
        current = next(other for other in needs[current] if other in stuck)
    return path[place[current] :][::-1]
