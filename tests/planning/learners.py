"""Simulated learners: a true way of working that the forecast sees only through past weeks and finished steps."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from planning import Availability, Task
from planning.forecast import Finished, Week
from tests.planning.people import MONDAY


@dataclass
class Learner:
    """How somebody truly works: the share of free time that a week brings, and actual by estimated work."""

    chance: random.Random
    mean: float
    spread: float
    skips: float
    bias: float
    noise: float

    def week_share(self) -> float:
        if self.chance.random() < self.skips:
            return 0.0
        shape = 1 / self.spread**2
        return self.chance.gammavariate(shape, self.mean / shape)

    def effort(self) -> float:
        return self.bias * self.chance.lognormvariate(-(self.noise**2) / 2, self.noise)


def some_learner(seed: int) -> Learner:
    chance = random.Random(seed)
    return Learner(
        chance,
        mean=chance.uniform(0.4, 1.1),
        spread=chance.uniform(0.2, 0.7),
        skips=chance.uniform(0.0, 0.2),
        bias=chance.uniform(0.8, 1.5),
        noise=chance.uniform(0.1, 0.5),
    )


def past(learner: Learner, availability: Availability) -> tuple[list[Week], list[Finished]]:
    free = availability.weekly_minutes
    weeks = [Week(round(learner.week_share() * free)) for _ in range(learner.chance.randint(6, 40))]
    finished = []
    for _ in range(learner.chance.randint(6, 40)):
        estimated = learner.chance.randrange(60, 900, 15)
        finished.append(Finished(estimated, round(estimated * learner.effort())))
    return weeks, finished


def open_tasks(learner: Learner) -> list[Task]:
    return [Task(step, learner.chance.randrange(60, 900, 15)) for step in range(learner.chance.randint(8, 40))]


def what_happens(learner: Learner, tasks: list[Task], availability: Availability) -> date:
    """The true finish: day by day, each week at its own share of the free time."""
    left = sum(task.minutes * learner.effort() for task in tasks)
    day = MONDAY
    while True:
        share = learner.week_share()
        for _ in range(7):
            left -= share * availability.minutes_on(day)
            if left <= 1e-6:
                return day
            day += timedelta(days=1)
