"""A piece of work to be planned."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from planning.errors import DateError, MinutesError, gettext_noop

MOST_MINUTES = 5_000 * 60
"""The longest single step: 5,000 hours, two and a half years of full-time work."""

MOST_WAITING_DAYS = 3_650


@dataclass(frozen=True, slots=True)
class Task:
    """One step of a roadmap, as the planner sees it.

    `minutes` is the likely work; `minutes_low` and `minutes_high` default to it. `after` holds prerequisites' keys.
    roadmap's own order is `position`, then the place in the sequence given to `make_plan`.

    `deadline` is the last day on which the step may become ready. `not_before` is its first possible day. `fixed_on`
    is an appointment (an exam): it takes place that day whatever happens, so all it needs must be ready the eve before.
    `waiting_days` pass beside other work after the last minute of work (an internship, waiting for a reply): a step
    whose work ends on Monday with 3 waiting days is ready, and what comes after it may start, on Thursday.

    Raises MinutesError and DateError.
    """

    key: Hashable
    minutes: int
    after: tuple[Hashable, ...] = ()
    title: str = ""
    deadline: date | None = None
    not_before: date | None = None
    fixed_on: date | None = None
    waiting_days: int = 0
    optional: bool = False
    position: int = 0
    minutes_low: int | None = None
    minutes_high: int | None = None

    def __post_init__(self) -> None:
        low, high = self.least_minutes, self.most_minutes
        if not 0 <= low <= self.minutes <= high <= MOST_MINUTES:
            raise MinutesError(
                "minutes",
                gettext_noop(
                    "%(step)s: the estimates must rise, low, likely, high, within 0 to %(most)s minutes (%(hours)s h), "
                    "not %(low)s, %(likely)s, %(high)s."
                ),
                step=self.name,
                most=MOST_MINUTES,
                hours=MOST_MINUTES // 60,
                low=low,
                likely=self.minutes,
                high=high,
            )
        if not 0 <= self.waiting_days <= MOST_WAITING_DAYS:
            raise MinutesError(
                "waiting_days",
                gettext_noop("%(step)s: waiting takes 0 to %(most)s days, not %(days)s."),
                step=self.name,
                most=MOST_WAITING_DAYS,
                days=self.waiting_days,
            )
        if self.fixed_on and self.not_before and self.fixed_on < self.not_before:
            raise DateError(
                "fixed_on",
                gettext_noop("%(step)s: fixed on %(day)s, but not before %(first)s."),
                step=self.name,
                day=self.fixed_on,
                first=self.not_before,
            )

    @property
    def name(self) -> str:
        return self.title or str(self.key)

    @property
    def least_minutes(self) -> int:
        return self.minutes if self.minutes_low is None else self.minutes_low

    @property
    def most_minutes(self) -> int:
        return self.minutes if self.minutes_high is None else self.minutes_high
