"""When a person's clock shows a time. Every occurrence is computed afresh from zone and wall time, never by adding 24 hours."""

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EVERY_DAY = 0b1111111  # Monday is bit 0


def moment_of(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """Give the moment at which clocks in `zone` show `wall` on `day`.

    The first one when they show it twice; when they skip it, the first moment after the jump.
    """
    naive = datetime.combine(day, wall)
    first = naive.replace(tzinfo=zone).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == naive:
        return first
    return jump_between(naive.replace(tzinfo=zone, fold=1).astimezone(UTC), first, zone)


def jump_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Find, to the second, the first moment that has the offset of `after`; `before` has another."""
    offset = after.astimezone(zone).utcoffset()
    low, high = 0, int((after - before).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if (before + timedelta(seconds=middle)).astimezone(zone).utcoffset() == offset:
            high = middle
        else:
            low = middle
    return before + timedelta(seconds=high)


def next_occurrence(after: datetime, wall: time, weekdays: int, zone: ZoneInfo) -> datetime:
    """Give the first moment later than `after` that is `wall` on one of `weekdays` (a bit a day, Monday lowest)."""
    # From the day before: a day that a zone skips altogether moves its time into the next one.
    start = after.astimezone(zone).date() - timedelta(days=1)
    for day in (start + timedelta(days=ahead) for ahead in range(10)):
        if weekdays >> day.weekday() & 1 and (moment := moment_of(day, wall, zone)) > after:
            return moment
    raise ValueError("no weekday is chosen")


def is_within(wall: time, start: time, end: time) -> bool:
    """Tell whether `wall` lies in [start, end), which may pass midnight."""
    return start <= wall < end if start < end else wall >= start or wall < end


def end_of(now: datetime, end: time, zone: ZoneInfo) -> datetime:
    """Give the next moment at which clocks show `end`."""
    return next_occurrence(now, end, EVERY_DAY, zone)


def jitter(key: str, most_seconds: int) -> timedelta:
    """Spread the people who chose the same minute, each always by the same amount."""
    digest = hashlib.sha256(key.encode()).digest()
    return timedelta(seconds=int.from_bytes(digest[:4]) % (most_seconds + 1))
