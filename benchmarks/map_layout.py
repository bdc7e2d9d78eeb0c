"""How long the map of 150 steps takes to lay out, whole and in its ten stages; goal: 60 ms for either.

    .venv/bin/python -m benchmarks.map_layout

Each step needs up to three of the twenty before it, as dense as the largest roadmap that we ship. Median of 15 runs.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from roadmap.map import Edge, lay_out  # noqa: E402  settings come first

STEPS, STAGES, GOAL_MS, RUNS = 150, 10, 60, 15


def links() -> list[Edge]:
    chance = random.Random(4)
    return [
        (need, step)
        for step in range(1, STEPS)
        for need in chance.sample(range(max(0, step - 20), step), k=min(step, chance.choice([0, 1, 2, 3])))
    ]


def by_stage(edges: list[Edge]) -> list[tuple[list[int], list[Edge]]]:
    parts = []
    for stage in range(STAGES):
        inside = range(stage * STEPS // STAGES, (stage + 1) * STEPS // STAGES)
        into = [edge for edge in edges if edge[1] in inside]
        parts.append((sorted({*inside, *(first for first, _ in into)}), into))
    return parts


def median_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def main() -> int:
    edges = links()
    parts = by_stage(edges)
    figures = {
        f"whole: {STEPS} steps, {len(edges)} links": median_ms(lambda: lay_out(range(STEPS), edges)),
        f"its {STAGES} stages, one after another": median_ms(lambda: [lay_out(nodes, into) for nodes, into in parts]),
    }
    for name, figure in figures.items():
        print(f"{name:45} {figure:7.1f} ms  (goal {GOAL_MS} ms)")
    return int(max(figures.values()) > GOAL_MS)


if __name__ == "__main__":
    sys.exit(main())
