"""Learners made by chance: random roadmaps, weeks and deadlines, small enough for an oracle to solve."""

import random
from datetime import date, timedelta

from planning import Availability, Task

MONDAY = date(2026, 11, 23)


def random_week(chance: random.Random, most: int = 4) -> Availability:
    """A week with 0 to `most` minutes a day: so small that every day boundary matters."""
    while True:
        week = [chance.choice((0, *range(1, most + 1))) for _ in range(7)]
        if sum(week):
            off = frozenset(MONDAY + timedelta(days=chance.randrange(40)) for _ in range(chance.randrange(6)))
            return Availability(tuple(week), off)  # type: ignore[arg-type]


def random_roadmap(
    chance: random.Random, steps: int, *, waiting: str = "none", appointments: bool = False
) -> list[Task]:
    """`waiting`: "none", "last" (only after steps that nothing depends on) or "anywhere"."""
    after: list[tuple[int, ...]] = [
        tuple(earlier for earlier in range(step) if chance.random() < 1.2 / steps) for step in range(steps)
    ]
    needed = {earlier for prerequisites in after for earlier in prerequisites}
    positions = chance.sample(range(steps), steps)
    tasks = []
    for step in range(steps):
        waits = waiting == "anywhere" or (waiting == "last" and step not in needed)
        fixed_on = MONDAY + timedelta(days=chance.randrange(10, 25)) if appointments and step == steps - 1 else None
        tasks.append(
            Task(
                key=step,
                minutes=chance.choice((0, 1, 2, 3, 4, 5, 6)),
                after=after[step],
                deadline=_some_day(chance, 0.4, 20),
                not_before=None if fixed_on else _some_day(chance, 0.3, 14),
                fixed_on=fixed_on,
                waiting_days=chance.choice((0, 0, 2, 5)) if waits else 0,
                position=positions[step],
            )
        )
    return tasks


def _some_day(chance: random.Random, probability: float, days: int) -> date | None:
    return MONDAY + timedelta(days=chance.randrange(days)) if chance.random() < probability else None
