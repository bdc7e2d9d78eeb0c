from collections.abc import Mapping, Sequence


def find_circle(edges: Mapping[str, Sequence[str]]) -> list[str] | None:
    """Give one circle as [a, b, …, a], or None. Edges to what is not a key lead nowhere."""
    finished: set[str] = set()
    for start in edges:
        trail: list[str] = []
        waiting = [(start, False)]
        while waiting:
            key, leaving = waiting.pop()
            if leaving:
                finished.add(trail.pop())
            elif key in trail:
                return [*trail[trail.index(key) :], key]
            elif key not in finished:
                trail.append(key)
                waiting.append((key, True))
                waiting += [(other, False) for other in edges[key] if other in edges]
    return None
