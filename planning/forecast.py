"""An honest range for the finish, from the person's own weeks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planning.availability import Availability
from planning.errors import MinutesError
from planning.plan import date_tasks
from planning.problem import formulate
from planning.task import Task

FEWEST_WEEKS = 4
_FEWEST_FINISHED = 4


@dataclass(frozen=True, slots=True)
class Week:
    """A past week: minutes worked, and minutes that were free (by default those of an ordinary week)."""

    minutes: int
    free_minutes: int | None = None

    def __post_init__(self) -> None:
        if self.minutes < 0 or (self.free_minutes or 0) < 0:
            raise MinutesError("weeks", "Nobody works less than 0 minutes a week.")


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished step: the minutes that were estimated and the minutes that it took."""

    estimated_minutes: int
    actual_minutes: int

    def __post_init__(self) -> None:
        if self.estimated_minutes <= 0 or self.actual_minutes < 0:
            raise MinutesError("finished", "A finished step has an estimate above 0 minutes and took 0 or more.")


@dataclass(frozen=True, slots=True)
class Forecast:
    """Half of the simulated futures finish by `p50_on`, four fifths by `p80_on` (None: not within ten years).

    `chance` is the share that makes the target (None without one). `weeks` and `finished` are what it was learnt from.
    `effort` is actual by estimated work so far (1.0: as estimated).
    """

    p50_on: date | None
    p80_on: date | None
    chance: float | None
    weeks: int
    finished: int
    effort: float


@dataclass(frozen=True, slots=True)
class NotEnoughData:
    """Fewer than four weeks: only the finish if all steps take their low, or high, estimate and hours are kept."""

    weeks: int
    low_on: date
    high_on: date
    needed: int = FEWEST_WEEKS


def forecast_finish(
    tasks: Sequence[Task],
    *,
    availability: Availability,
    starts_on: date,
    weeks: Sequence[Week],
    finished: Sequence[Finished] = (),
    target_on: date | None = None,
    runs: int = 2_000,
    seed: int = 1,
) -> Forecast | NotEnoughData:
    """When the open `tasks` will be finished if the coming weeks are like the past ones.

    Each run draws weights for the past weeks and for the finished steps, then draws every coming week (minutes worked
    by minutes free) and every open step (actual by estimated work) with these weights: the Bayesian bootstrap (Rubin,
    Annals of Statistics 9, 1981), so that few weeks make a wide range. The weights are spread so that the variance of
    a mean is that of the usual unbiased estimate, n/(n-1) above the plain bootstrap's. A week without free time is no
    week. With fewer than four finished steps, work is drawn between its low, likely and high estimate. First days and
    waiting count through heads and tails (Carlier, European Journal of Operational Research 11, 1982). The same seed
    gives the same answer. Raises MinutesError for negative minutes, and what `make_plan` raises.
    """
    ratios = [week.minutes / free for week in weeks if (free := _free_minutes(week, availability))]
    if len(ratios) < FEWEST_WEEKS:
        return _estimates_only(tasks, availability, starts_on, len(ratios))
    # Imported here: numpy takes a third of a second to import, and few requests forecast.
    from planning.futures import simulate  # noqa: PLC0415

    efforts = [step.actual_minutes / step.estimated_minutes for step in finished]
    futures = simulate(
        formulate(tasks, availability, starts_on),
        speeds=ratios,
        efforts=efforts if len(efforts) >= _FEWEST_FINISHED else (),
        runs=runs,
        seed=seed,
    )
    chance = None if target_on is None else futures.chance((target_on - starts_on).days)
    estimated = sum(step.estimated_minutes for step in finished)
    effort = sum(step.actual_minutes for step in finished) / estimated if estimated else 1.0
    p50, p80 = (None if day is None else starts_on + timedelta(day) for day in map(futures.day, (0.5, 0.8)))
    return Forecast(p50, p80, chance, len(ratios), len(finished), effort)


def _free_minutes(week: Week, availability: Availability) -> int:
    return availability.weekly_minutes if week.free_minutes is None else week.free_minutes


def _estimates_only(tasks: Sequence[Task], availability: Availability, starts_on: date, weeks: int) -> NotEnoughData:
    low = [replace(task, minutes=task.least_minutes) for task in tasks]
    high = [replace(task, minutes=task.most_minutes) for task in tasks]
    return NotEnoughData(
        weeks,
        date_tasks(low, availability, starts_on, None, ()).finishes_on,
        date_tasks(high, availability, starts_on, None, ()).finishes_on,
    )
