"""When a person has time."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from planning.errors import HoursError, gettext_noop

MOST_WEEKLY_HOURS = 112
"""Sixteen hours on each of seven days."""

MOST_DAILY_MINUTES = 24 * 60

_STEP = 15
"""Hours are shared out in quarters of an hour."""

_SESSION = 60
"""Below seven hours a week, fewer days of an hour each are better than minutes on every day."""

_FREEST_FIRST = (5, 6, 2, 1, 3, 0, 4)
"""Weekdays (Monday is 0) in the order in which spare time is handed out: the weekend, then the middle of the week."""


@dataclass(frozen=True, slots=True)
class Availability:
    """Minutes free on Monday .. Sunday of an ordinary week, and the days off on which there are none.

    Raises HoursError unless 0 < hours a week <= 112.
    """

    minutes_by_weekday: tuple[int, int, int, int, int, int, int]
    days_off: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if len(self.minutes_by_weekday) != 7:
            raise HoursError("minutes_by_weekday", f"A week has 7 days, not {len(self.minutes_by_weekday)}.")
        if not all(0 <= minutes <= MOST_DAILY_MINUTES for minutes in self.minutes_by_weekday):
            raise HoursError("minutes_by_weekday", gettext_noop("Each weekday has 0 to 24 hours."))
        _check_weekly_minutes(self.weekly_minutes, "minutes_by_weekday")

    @classmethod
    def evenly(cls, weekly_hours: float, days_off: Iterable[date] = ()) -> "Availability":
        """Spread hours over the week: an hour a day from the weekend inwards, then quarters of an hour in turn.

        No weekday loses time when the hours grow, so more hours never finish later.
        """
        if not weekly_hours == weekly_hours or abs(weekly_hours) == float("inf"):
            raise HoursError("weekly_hours", gettext_noop("Hours a week must be a number."))
        minutes = round(weekly_hours * 60)
        _check_weekly_minutes(minutes, "weekly_hours")
        sessions, rest = min(minutes, 7 * _SESSION), max(minutes - 7 * _SESSION, 0)
        rounds, odd = divmod(rest, 7 * _STEP)
        by_weekday = [0] * 7
        for place, weekday in enumerate(_FREEST_FIRST):
            by_weekday[weekday] = rounds * _STEP + _share(sessions, place, _SESSION) + _share(odd, place, _STEP)
        monday, tuesday, wednesday, thursday, friday, saturday, sunday = by_weekday
        return cls((monday, tuesday, wednesday, thursday, friday, saturday, sunday), frozenset(days_off))

    @property
    def weekly_minutes(self) -> int:
        return sum(self.minutes_by_weekday)

    def minutes_on(self, day: date) -> int:
        return 0 if day in self.days_off else self.minutes_by_weekday[day.weekday()]

    def without(self, days: Iterable[date]) -> "Availability":
        """The same week with more days off."""
        return replace(self, days_off=self.days_off | frozenset(days))

    def raised_to(self, weekly_hours: float) -> "Availability":
        """The same week with more time, added in quarters of an hour in proportion to the days' present minutes.

        Days without time stay free, and no day passes 16 hours unless it already has them. The quarters are dealt
        out by Webster's divisor method, which is house monotone: no weekday loses time when the hours grow (Balinski
        and Young, "Fair Representation", 1982).
        """
        missing = round(weekly_hours * 60) - self.weekly_minutes
        _check_weekly_minutes(self.weekly_minutes + missing, "weekly_hours")
        minutes = list(self.minutes_by_weekday)
        ceiling = MOST_WEEKLY_HOURS * 60 // 7
        queue = [(_STEP / 2 / share, day) for day, share in enumerate(self.minutes_by_weekday) if 0 < share < ceiling]
        heapq.heapify(queue)
        while missing > 0 and queue:
            _, day = heapq.heappop(queue)
            extra = min(_STEP, missing, ceiling - minutes[day])
            minutes[day] += extra
            missing -= extra
            if minutes[day] < ceiling:
                dealt = minutes[day] - self.minutes_by_weekday[day]
                heapq.heappush(queue, ((dealt + _STEP / 2) / self.minutes_by_weekday[day], day))
        if missing > 0:
            raise HoursError(
                "weekly_hours",
                gettext_noop("Your days cannot hold %(hours)s h a week; the limit is 16 h a day."),
                hours=weekly_hours,
            )
        monday, tuesday, wednesday, thursday, friday, saturday, sunday = minutes
        return replace(self, minutes_by_weekday=(monday, tuesday, wednesday, thursday, friday, saturday, sunday))


def _share(total: int, place: int, portion: int) -> int:
    """What the day at `place` receives when `total` is dealt out in full portions, first come first served."""
    return min(max(total - place * portion, 0), portion)


def _check_weekly_minutes(minutes: int, field: str) -> None:
    if not 0 < minutes <= MOST_WEEKLY_HOURS * 60:
        raise HoursError(
            field,
            gettext_noop("Hours a week must be more than 0 and at most %(most)s, not %(hours)s."),
            most=MOST_WEEKLY_HOURS,
            hours=round(minutes / 60, 2),
        )
