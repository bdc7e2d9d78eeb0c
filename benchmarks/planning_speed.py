"""How long dating and replanning take, and how the cost grows.

    python benchmarks/planning_speed.py

Roadmaps as people have them (a few prerequisites a step, every seventh step with a deadline, some first days, some
appointments) and the worst case for the order (every step with a deadline of its own). The best of several runs, in
milliseconds of processor time: other load on the machine is not the planner's cost.
"""

import math
import random
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from planning import Availability, Task, make_plan, replan

START = date(2026, 1, 5)
SIZES = (125, 250, 500, 1_000, 2_000, 4_000)
LIMITS = {("plan", 250): 20.0, ("plan", 2_000): 400.0, ("replan", 250): 50.0}


def roadmap(steps: int, *, due_every: int = 7, waiting: bool = False) -> tuple[list[Task], Availability]:
    chance = random.Random(steps)
    days = steps * 2
    tasks = []
    for step in range(steps):
        earlier = range(max(0, step - 30), step)
        tasks.append(
            Task(
                key=step,
                minutes=chance.randrange(30, 600, 15),
                after=tuple(chance.sample(earlier, min(len(earlier), chance.choice((0, 1, 1, 2))))),
                title=f"Step {step}",
                deadline=START + timedelta(days=chance.randrange(30, days + 60)) if step % due_every == 0 else None,
                not_before=START + timedelta(days=chance.randrange(days)) if step % 11 == 5 else None,
                fixed_on=START + timedelta(days=days + 100) if step == steps - 1 else None,
                waiting_days=7 if waiting and step % 20 == 9 else 0,
            )
        )
    return tasks, Availability.evenly(16)


def best(run: Callable[[], object], times: int) -> float:
    fastest = math.inf
    for _ in range(times):
        before = process_time()
        run()
        fastest = min(fastest, process_time() - before)
    return fastest * 1_000


def plan_once(steps: int, due_every: int = 7, waiting: bool = False) -> Callable[[], object]:
    tasks, week = roadmap(steps, due_every=due_every, waiting=waiting)
    return lambda: make_plan(tasks, availability=week, starts_on=START)


def replan_once(steps: int) -> Callable[[], object]:
    """Two weeks in, nothing done for the last: every open step moves."""
    tasks, week = roadmap(steps)
    plan = make_plan(tasks, availability=week, starts_on=START)
    done = {key: dated.due_on for key, dated in plan.dates.items() if dated.due_on < START + timedelta(days=7)}
    today = START + timedelta(days=14)
    return lambda: replan(tasks, planned=plan.dates, availability=week, today=today, done=done)


def main() -> int:
    print(f"{'steps':>6} {'plan':>9} {'all due':>9} {'waiting':>9} {'replan':>9}   ms (growth when the size doubles)")
    last: list[float] = []
    failed = False
    for steps in SIZES:
        times = 7 if steps <= 500 else 3
        figures = [
            best(plan_once(steps), times),
            best(plan_once(steps, due_every=1), times),
            best(plan_once(steps, waiting=True), max(times // 2, 1)),
            best(replan_once(steps), times),
        ]
        growth = "  ".join(f"x{now / before:.2f}" for now, before in zip(figures, last, strict=False))
        print(f"{steps:>6} " + " ".join(f"{figure:>9.1f}" for figure in figures) + f"   {growth}")
        last = figures
        for kind, figure in (("plan", figures[0]), ("replan", figures[3])):
            if figure > LIMITS.get((kind, steps), math.inf):
                print(f"       too slow: {kind} of {steps} steps, the limit is {LIMITS[kind, steps]:.0f} ms")
                failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
