"""The figures of docs/planning.md that are about truth, not speed: how often the planner is right.

    python benchmarks/planning_proof.py [share]

`share` (default 1.0) scales the 500 roadmaps, 200 choices and 2,000 learners down for a quick look.
"""

import itertools
import random
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from planning import forecast_finish, make_plan
from tests.planning import test_choose, test_forecast, test_make_plan_oracle
from tests.planning.learners import open_tasks, past, some_learner, what_happens
from tests.planning.people import MONDAY, random_roadmap, random_week


def say(what: str, figure: str) -> None:
    print(f"{what:<74} {figure}", flush=True)


def oracle(count: int) -> None:
    kinds = {"none": "no waiting days", "last": "waiting days at the end", "anywhere": "waiting days anywhere"}
    for waiting, name in kinds.items():
        wrong, proven = test_make_plan_oracle.differences(range(count), waiting)
        say(f"lateness and finish equal to CP-SAT's optimum, {name}", f"{count - len(wrong)} of {count}")
        say("  of these, proven optimal by the planner itself", f"{proven} of {count}")


def inversions(order: list[int]) -> int:
    return sum(a > b for a, b in itertools.combinations(order, 2))


def order_distance(count: int) -> None:
    """Pairs of steps out of the roadmap's order, against the best of all orders with the same lateness and finish."""
    nearest = more = fewest = 0
    for seed in range(count):
        chance = random.Random(seed)
        week = random_week(chance)
        tasks = [
            replace(task, not_before=None, minutes=max(task.minutes, 1), position=place)
            for place, task in enumerate(random_roadmap(chance, 6))
        ]
        given = make_plan(tasks, availability=week, starts_on=MONDAY)
        best = None
        for order in itertools.permutations(range(6)):
            place = {key: position for position, key in enumerate(order)}
            if any(place[needed] > place[task.key] for task in tasks for needed in task.after):
                continue
            chain = [
                replace(tasks[key], after=(order[position - 1],) if position else (), position=position)
                for position, key in enumerate(order)
            ]
            plan = make_plan(chain, availability=week, starts_on=MONDAY)
            if plan.max_lateness_days == given.max_lateness_days:
                best = min(inversions(list(order)), best if best is not None else 99)
        own = inversions(list(given.order))
        nearest += own == best
        more += own - (best or 0)
        fewest += best or 0
    say("nearest to the roadmap's order among all orders as little late", f"{nearest} of {count}")
    say("  pairs out of order, in all: planner's, fewest possible", f"{fewest + more}, {fewest}")


def choices(count: int) -> None:
    seen = test_choose.compare(range(count))
    say("choice equal to exhaustive search", f"{count} of {count} ({dict(seen)})")


def calibration(count: int) -> None:
    for name, first in (("", 0), (", other learners", 50_000)):
        p50, p80 = test_forecast.held(range(first, first + count))
        say(f"P50 and P80 hold{name}, {count} learners with 6-40 weeks", f"{p50:.1%}, {p80:.1%}")
    p50 = p80 = 0
    for seed in range(count):
        learner = some_learner(seed)
        weeks, finished = past(learner, test_forecast.TEN_HOURS)
        tasks = open_tasks(learner)
        forecast = forecast_finish(
            tasks,
            availability=test_forecast.TEN_HOURS,
            starts_on=MONDAY,
            weeks=weeks[:4],
            finished=finished[:4],
            runs=1_000,
        )
        truth = what_happens(learner, tasks, test_forecast.TEN_HOURS)
        p50 += forecast.p50_on is not None and truth <= forecast.p50_on
        p80 += forecast.p80_on is None or truth <= forecast.p80_on
    say("P50 and P80 hold with four weeks and four finished steps only", f"{p50 / count:.1%}, {p80 / count:.1%}")


def main() -> None:
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    oracle(round(500 * share))
    order_distance(round(200 * share))
    choices(round(200 * share))
    calibration(round(2_000 * share))


if __name__ == "__main__":
    main()
