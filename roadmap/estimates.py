"""Hours that were logged against hours that were estimated, by kind of step, and what that says of the steps that are left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import planning
from roadmap import planner, words
from roadmap.models import Progress, Roadmap, Status, Step, TimeEntry

FEWEST = 3
"""Finished steps of a kind with logged time, below which nothing is concluded from them."""

SMALLEST, LARGEST = 0.25, 4.0
"""What is logged carelessly should not turn a plan upside down."""


@dataclass(frozen=True, slots=True)
class Pace:
    """All finished steps of one kind with logged time, in minutes."""

    kind: str
    steps: int
    estimated: int
    actual: int

    @property
    def is_enough(self) -> bool:
        return self.steps >= FEWEST

    @property
    def factor(self) -> float:
        """Actual by estimated, within bounds; 1 while there is too little to learn from."""
        return min(max(self.actual / self.estimated, SMALLEST), LARGEST) if self.is_enough else 1.0

    @property
    def name(self) -> str:
        return str(words.KIND_WORDS[self.kind])


@dataclass(frozen=True, slots=True)
class Correction:
    """New minutes by step, with the plan that follows; nothing of it is written."""

    minutes: Mapping[int, int]
    before: int
    after: int
    difference: planning.Difference


def estimate(step: Step) -> int:
    """What a step was estimated at before any correction: to correct twice is not to correct by the square."""
    return step.minutes if step.minutes_before is None else step.minutes_before


def paces(roadmap: Roadmap) -> list[Pace]:
    """Each kind that has a finished step with logged time, in the order of the words."""
    finished = Progress.objects.filter(person=roadmap.owner_id, status=Status.DONE).values("item")
    steps = {
        step.item_id: step
        for step in roadmap.steps.filter(item__in=finished, minutes__gt=0).select_related("item")
        if step.is_chosen
    }
    spent = TimeEntry.objects.filter(person=roadmap.owner_id, item__in=steps).minutes_by_item()
    sums: dict[str, list[int]] = {}
    for item, minutes in spent.items():
        step = steps[item]
        of_kind = sums.setdefault(step.item.kind, [0, 0, 0])
        for place, value in enumerate((1, estimate(step), minutes)):
            of_kind[place] += value
    return [Pace(kind, *sums[kind]) for kind in words.KIND_WORDS if kind in sums]


def correction(roadmap: Roadmap, today: date) -> Correction | None:
    """What the open steps become at the pace of their kind, and the plan with it; None where nothing changes."""
    factors = {pace.kind: pace.factor for pace in paces(roadmap) if pace.is_enough}
    steps = planner.open_steps(roadmap)
    before = sum(step.minutes for step in steps)
    minutes = corrected(steps, factors)
    if not minutes:
        return None
    for step in steps:
        step.minutes = minutes.get(step.pk, step.minutes)
    after = sum(step.minutes for step in steps)
    return Correction(minutes, before, after, planner.difference(roadmap, today, steps=steps))


def corrected(steps: Sequence[Step], factors: Mapping[str, float]) -> dict[int, int]:
    """The new minutes of the steps whose minutes change, to the nearest quarter of an hour and never to nothing."""
    new = {}
    for step in steps:
        if step.item.kind in factors and estimate(step):
            minutes = max(15, round(estimate(step) * factors[step.item.kind] / 15) * 15)
            new[step.pk] = min(minutes, planning.MOST_MINUTES)
    return {step.pk: new[step.pk] for step in steps if new.get(step.pk, step.minutes) != step.minutes}
