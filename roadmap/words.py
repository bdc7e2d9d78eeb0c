"""Facts as words: hours, days, and the one headline of Today. Plain functions; the caller names the day."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

KIND_WORDS = {
    "skill": "Skill",
    "course": "Course",
    "credential": "Credential",
    "milestone": "Milestone",
    "own": "Own step",
}


@lru_cache(maxsize=4096)
def hours(minutes: int) -> str:
    """90 -> "1.5 h", 45 -> "45 min", 480 -> "8 h"."""
    if 0 < minutes < 60:
        return f"{minutes} min"
    whole, rest = divmod(minutes, 60)
    if not rest:
        return f"{whole:,} h"
    return f"{minutes / 60:,.1f} h" if whole < 100 else f"{round(minutes / 60):,} h"


@lru_cache(maxsize=8192)
def day(iso: str, today: str) -> str:
    """2026-11-26 -> "Thu 26 Nov"; with `today` in another year, "26 Nov 2026"."""
    if iso[:4] != today[:4]:
        return day_and_year(iso)
    value = date.fromisoformat(iso)
    return f"{value:%a} {value.day} {value:%b}"


def day_and_year(iso: str) -> str:
    """ "2027-09-16" -> "16 Sep 2027"."""
    value = date.fromisoformat(iso)
    return f"{value.day} {value:%b} {value.year}"


def span(days: int) -> str:
    """9 -> "nine days", 40 -> "six weeks", 712 -> "23 months": as exact as a person would say it."""
    if days < 28:
        return count_of(days, "day")
    return count_of(round(days / 7), "week") if days < 84 else count_of(round(days / 30.44), "month")


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number(count: int) -> str:
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else f"{count:,}"


def count_of(count: int, thing: str) -> str:
    """(1, "step") -> "one step", (3, "step") -> "three steps"."""
    return f"{number(count)} {thing}{'' if count == 1 else 's'}"


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def week_of(today: date) -> tuple[date, date]:
    """The Monday and Sunday around a day."""
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=6)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def headline(
    *,
    next_title: str | None,
    next_minutes: int,
    late: Sequence[str],
    left_this_week: int,
    starts_on: date,
    today: date,
    paused_until: date | None = None,
) -> str:
    """Say today's one fact in one sentence. `late` holds ISO due dates; `left_this_week` counts steps due by Sunday."""
    if next_title is None:
        return "The whole road is walked."
    if paused_until:
        return f"A pause until {day(paused_until.isoformat(), today.isoformat())}."
    if starts_on > today:
        return f"Your road starts on {day(starts_on.isoformat(), today.isoformat())}."
    if late:
        slipped = span((today - date.fromisoformat(min(late))).days)
        if len(late) == 1:
            return f"One step is {slipped} late. Next: {next_title}."
        return f"{capital(count_of(len(late), 'step'))} are late, the oldest by {slipped}."
    if left_this_week == 1:
        return f"{hours(next_minutes)} of {next_title}, and the week is done."
    if left_this_week:
        return f"{capital(count_of(left_this_week, 'step'))} this week. Next: {next_title}."
    return f"This week is done. Next: {next_title}."


def money(cents: int) -> str:
    """4900 -> "49", 4950 -> "49.50": in the person's own currency, which nobody asked them to name."""
    return f"{cents // 100:,}" if cents % 100 == 0 else f"{cents / 100:,.2f}"
