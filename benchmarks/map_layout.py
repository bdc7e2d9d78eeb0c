"""How long the map of 150 steps takes to lay out; goal: 60 ms.

    .venv/bin/python -m benchmarks.map_layout

Ten stages of fifteen steps; each step needs up to three of the twenty before it, as dense as the largest roadmap that we ship.
Median of 15 runs; beside it the share of the goal, a roadmap without any link, and one of five times as many steps.
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

STEPS, A_STAGE, GOAL_MS, RUNS = 150, 15, 60, 15


def links(steps: int) -> list[Edge]:
    chance = random.Random(4)
    return [
        (need, step)
        for step in range(1, steps)
        for need in chance.sample(range(max(0, step - 20), step), k=min(step, chance.choice([0, 1, 2, 3])))
    ]


def stages(steps: int) -> list[list[int]]:
    return [list(range(first, min(first + A_STAGE, steps))) for first in range(0, steps, A_STAGE)]


def median_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def main() -> int:
    edges, many = links(STEPS), links(5 * STEPS)
    goal = median_ms(lambda: lay_out(stages(STEPS), edges))
    others = {
        f"{STEPS} steps without links": median_ms(lambda: lay_out(stages(STEPS), [])),
        f"{5 * STEPS} steps, {len(many)} links": median_ms(lambda: lay_out(stages(5 * STEPS), many)),
    }
    print(f"{f'{STEPS} steps, {len(edges)} links':30} {goal:7.1f} ms  (goal {GOAL_MS} ms; {goal / GOAL_MS:.0%} of it)")
    for name, figure in others.items():
        print(f"{name:30} {figure:7.1f} ms")
    return int(goal > GOAL_MS)


if __name__ == "__main__":
    sys.exit(main())
