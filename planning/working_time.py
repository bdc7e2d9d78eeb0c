"""A person's free minutes, laid end to end.

The algorithms see one straight axis: minute 0 is the first free minute of the plan's first day, and evenings, days off
and appointments take no room on it. This class translates between that axis and days (as proleptic ordinals).
"""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from itertools import accumulate

from planning.availability import Availability
from planning.errors import DateError, EveryDayOffError, TooLongError, gettext_noop

LONGEST_YEARS = 60
FAR = 10**9
"""A minute or a day that never comes: the deadline of what has none."""

_LONGEST_DAYS = LONGEST_YEARS * 366
_DAYS_AT_ONCE = 2 * 366


class WorkingTime:
    """The axis of free minutes from `starts_on`. `reserved` takes appointments (minutes by day ordinal) out of it.

    Raises EveryDayOffError, DateError, and TooLongError when work would reach beyond 60 years.
    """

    def __init__(self, availability: Availability, starts_on: date, reserved: Mapping[int, int] | None = None) -> None:
        self.first = starts_on.toordinal()
        self.last = self.first + _LONGEST_DAYS
        if self.last > date.max.toordinal():
            raise DateError(
                "starts_on",
                gettext_noop("A plan must start before the year %(year)s."),
                year=str(date.max.year - LONGEST_YEARS),
            )
        self._week = availability.minutes_by_weekday
        self._days_off = {day.toordinal() for day in availability.days_off}
        self._reserved = reserved or {}
        self._before = [0]
        self._extend()
        if self._before[-1] == 0 and not any(map(self.free_on, range(self.first, self.first + _DAYS_AT_ONCE))):
            raise EveryDayOffError(
                "days_off", gettext_noop("Every day with free time in the next two years is a day off.")
            )

    def free_on(self, day: int) -> int:
        """Minutes free on a day, appointments not yet subtracted. The first of January of the year 1 was a Monday."""
        return 0 if day in self._days_off else self._week[(day - 1) % 7]

    def before(self, day: int) -> int:
        """Free minutes from the start until the morning of `day`."""
        if day > self.last:
            return FAR
        offset = day - self.first
        while offset >= len(self._before):
            self._extend()
        return self._before[offset] if offset > 0 else 0

    def through(self, day: int) -> int:
        """Free minutes from the start until the evening of `day`."""
        return self.before(day + 1)

    def day_of(self, minute: int) -> int:
        """The day that holds the minute which begins at `minute`."""
        before = self._before
        while before[-1] <= minute:
            self._extend()
        return self.first + bisect_right(before, minute) - 1

    def last_day(self, minute: int) -> int:
        """The day on which the work ends that ends at `minute`."""
        return self.day_of(minute - 1)

    def _extend(self) -> None:
        start = self.first + len(self._before) - 1
        stop = min(start + max(_DAYS_AT_ONCE, len(self._before)), self.last + 1)
        if start >= stop:
            raise TooLongError(
                "minutes",
                gettext_noop("With these hours the work takes over %(years)s years, the limit."),
                years=LONGEST_YEARS,
            )
        days_off, week, reserved = self._days_off, self._week, self._reserved
        free = [0 if day in days_off else week[(day - 1) % 7] for day in range(start, stop)]
        for day, minutes in reserved.items():
            if start <= day < stop:
                free[day - start] = max(0, free[day - start] - minutes)
        self._before.extend(accumulate(free[1:], initial=self._before[-1] + free[0]))
