"""Two trees over the distinct due minutes of a plan: how much time is to spare, and who is free to be worked on."""

import heapq

from planning.working_time import FAR

_BOUNDLESS = FAR * FAR


class Slack:
    """Spare minutes before each deadline. Each operation costs O(log m) for m deadlines."""

    def __init__(self, slack: list[int]) -> None:
        self._size = size = 1 << len(slack).bit_length()
        self._low = [_BOUNDLESS] * (2 * size)
        self._low[size : size + len(slack)] = slack
        self._added = [0] * (2 * size)
        for node in reversed(range(1, size)):
            self._low[node] = min(self._low[2 * node], self._low[2 * node + 1])

    def spend(self, end: int, minutes: int) -> None:
        """Take minutes from all deadlines before `end`."""
        low, added = self._low, self._added
        node = self._size + end
        while node > 1:
            if node & 1:
                low[node - 1] -= minutes
                added[node - 1] -= minutes
            node >>= 1
            low[node] = min(low[2 * node], low[2 * node + 1]) + added[node]

    def drop(self, deadline: int) -> None:
        """Nothing is left to do for this deadline: it bounds nobody any more."""
        low, added = self._low, self._added
        node = self._size + deadline
        low[node] = _BOUNDLESS
        while node > 1:
            node >>= 1
            low[node] = min(low[2 * node], low[2 * node + 1]) + added[node]

    def last_below(self, end: int, minutes: int) -> int | None:
        """The last deadline before `end` with less than `minutes` to spare."""
        low, added, size = self._low, self._added, self._size
        if low[1] >= minutes:
            return None
        node = size + end
        path = []
        while node > 1:
            path.append(node)
            node >>= 1
        above = [added[1]]
        for node in reversed(path[1:]):
            above.append(above[-1] + added[node])
        for node, shift in zip(path, reversed(above), strict=True):
            if node & 1 and low[node - 1] + shift < minutes:
                return self._last_below_in(node - 1, minutes - shift) - size
        return None

    def _last_below_in(self, node: int, minutes: int) -> int:
        while node < self._size:
            minutes -= self._added[node]
            node = 2 * node + 1 if self._low[2 * node + 1] < minutes else 2 * node
        return node


class FreeTasks:
    """Ranks of the tasks that can be worked on now, by the place of their deadline."""

    def __init__(self, deadlines: int) -> None:
        self._size = size = 1 << deadlines.bit_length()
        self._first = [FAR] * (2 * size)
        self._heaps: list[list[int]] = [[] for _ in range(deadlines)]

    def add(self, deadline: int, rank: int) -> None:
        heapq.heappush(self._heaps[deadline], rank)
        self._update(deadline)

    def remove_first(self, deadline: int) -> None:
        heapq.heappop(self._heaps[deadline])
        self._update(deadline)

    def first(self, end: int) -> int | None:
        """The lowest rank among the tasks whose deadline comes before `end`."""
        first = self._first
        node, lowest = self._size + end, FAR
        while node > 1:
            if node & 1 and first[node - 1] < lowest:
                lowest = first[node - 1]
            node >>= 1
        return None if lowest == FAR else lowest

    def _update(self, deadline: int) -> None:
        first, heap = self._first, self._heaps[deadline]
        node = self._size + deadline
        first[node] = heap[0] if heap else FAR
        while node > 1:
            node >>= 1
            first[node] = min(first[2 * node], first[2 * node + 1])
