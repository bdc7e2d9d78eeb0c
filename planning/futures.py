"""The simulated futures behind a forecast: all that needs numpy, so that the rest does not wait for it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning.demand import heads_of
from planning.problem import Problem

_HORIZON_WEEKS = 520
_WEEKS_AT_ONCE = 52


@dataclass(frozen=True, slots=True)
class Futures:
    """Days from the start to the finish, one for each run."""

    days: NDArray[np.int64]

    def day(self, share: float) -> int | None:
        """The day by which this share of the runs has finished; None beyond the horizon."""
        day = int(np.quantile(self.days, share, method="inverted_cdf"))
        return None if day > _HORIZON_WEEKS * 7 else day

    def chance(self, day: int) -> float:
        """The share of the runs that has finished by `day`."""
        return float(np.mean(self.days <= day))


def simulate(problem: Problem, *, speeds: Sequence[float], efforts: Sequence[float], runs: int, seed: int) -> Futures:
    """See `forecast_finish`. `speeds`: past weeks' minutes worked by minutes free; `efforts`: finished steps' actual by
    estimated work, none where work is drawn from its estimates."""
    random = np.random.default_rng(seed)
    work = _draw_work(random, problem, efforts, runs)
    return Futures(_finishes(problem, work, *_draw_progress(_Bootstrap(random, speeds, runs), problem, work)))


class _Bootstrap:
    """Draws from past values; each run weighs them in its own way and keeps to its weights.

    The Dirichlet weights have the variance of a mean of n observations: n * alpha + 1 = n - 1.
    """

    def __init__(self, random: np.random.Generator, values: Sequence[float], runs: int) -> None:
        self._random, self._values = random, np.asarray(values)
        count = len(values)
        heights = np.cumsum(random.dirichlet([max(count - 2, 1) / count] * count, size=runs), axis=1)
        self._rows = np.arange(runs)[:, None]
        self._steps = (heights / heights[:, -1:] + self._rows).ravel()

    def draw(self, columns: int) -> NDArray[np.float64]:
        """A matrix with a row for each run."""
        count = len(self._values)
        places = self._random.random((len(self._rows), columns)) + self._rows
        found = np.searchsorted(self._steps, places.ravel(), side="right").reshape(places.shape)
        drawn: NDArray[np.float64] = self._values[np.minimum(found - self._rows * count, count - 1)]
        return drawn


def _draw_work(
    random: np.random.Generator, problem: Problem, efforts: Sequence[float], runs: int
) -> NDArray[np.float64]:
    """Minutes that each task will take, a row for each run."""
    tasks = problem.network.tasks
    likely = np.asarray(problem.minutes, dtype=float)
    if efforts:
        return likely * _Bootstrap(random, efforts, runs).draw(len(tasks))
    low = np.asarray([min(task.least_minutes, minutes) for task, minutes in zip(tasks, problem.minutes, strict=True)])
    high = np.asarray(
        [task.most_minutes if minutes else 0 for task, minutes in zip(tasks, problem.minutes, strict=True)]
    )
    spread = np.maximum(high, low + 1e-9)
    return random.triangular(low, np.clip(likely, low, spread), spread, size=(runs, len(tasks)))


def _draw_progress(
    bootstrap: _Bootstrap, problem: Problem, work: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Free minutes, and for each run minutes of work done, by the start of each week.

    As many weeks as the slowest run needs, a year at a time, at most the horizon.
    """
    time = problem.time
    latest = max(heads_of(problem), default=0)
    free, done = np.zeros(1), np.zeros((len(work), 1))
    at_latest, needed = np.full(len(work), np.nan), work.sum(axis=1)
    while len(free) <= _HORIZON_WEEKS:
        weeks = range(len(free), len(free) + _WEEKS_AT_ONCE)
        more = np.asarray([time.before(time.first + 7 * week) for week in weeks], dtype=float)
        speeds = bootstrap.draw(_WEEKS_AT_ONCE)
        gained = np.cumsum(speeds * np.diff(more, prepend=free[-1]), axis=1)
        free, done = np.concatenate([free, more]), np.concatenate([done, done[:, -1:] + gained], axis=1)
        if free[-1] > latest and np.isnan(at_latest[0]):
            at_latest = done[:, np.searchsorted(free, latest)]
        if (done[:, -1] - at_latest >= needed).all():
            break
    return free, done


def _finishes(
    problem: Problem, work: NDArray[np.float64], free: NDArray[np.float64], done: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Days from the start to the finish of each run; a day beyond the horizon where it has none."""
    time = problem.time
    before = np.asarray([time.before(time.first + day) for day in range(7 * len(free) - 6)], dtype=float)
    dates_alone = [
        day + (wait if fixed is not None else tail) - time.first
        for day, tail, fixed, wait in zip(
            problem.earliest_day, problem.tail, problem.fixed, problem.waiting, strict=True
        )
    ]
    finish = np.full(len(work), max(dates_alone, default=0))
    heads = np.asarray(heads_of(problem))
    tails = np.asarray(problem.tail)
    for head in np.unique(heads):
        for tail in np.unique(tails):
            crowd = (heads >= head) & (tails >= tail)
            if not crowd.any():
                continue
            ends = _ends(float(head), work[:, crowd].sum(axis=1), free, done, before)
            finish = np.maximum(finish, ends + int(tail))
    return finish


def _ends(
    head: float,
    work: NDArray[np.float64],
    free: NDArray[np.float64],
    done: NDArray[np.float64],
    before: NDArray[np.float64],
) -> NDArray[np.int64]:
    """The day on which work that starts at minute `head` of the free time ends, at each run's own speed each week."""
    runs, weeks = done.shape
    rows = np.arange(runs)
    first = min(int(np.searchsorted(free, head, side="right")) - 1, weeks - 2)
    width = max(free[first + 1] - free[first], 1.0)
    begun = done[:, first] + (done[:, first + 1] - done[:, first]) * min((head - free[first]) / width, 1.0)
    goal = begun + work
    last = np.minimum((done < goal[:, None] - 1e-6).sum(axis=1), weeks - 1)
    start = np.maximum(last - 1, 0)
    share = (goal - done[rows, start]) / np.maximum(done[rows, last] - done[rows, start], 1e-9)
    minute = free[start] + np.clip(share, 0.0, 1.0) * (free[last] - free[start])
    day = np.maximum(np.searchsorted(before, minute - 1e-6, side="left") - 1, 0)
    return np.where(goal > done[:, -1] + 1e-6, _HORIZON_WEEKS * 7 + 1, day)
