"""Hours of each day as a drawing and as a table: a column a week, a row a weekday. Plain functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import ngettext

from common import dates
from roadmap.durations import exactly

WEEKS = 26
CELL, TOP, LEFT = 14, 16, 30
# From so many minutes on, a day has this level; its square grows with it, so that colour alone says nothing.
LEVELS = ((1, 1), (60, 2), (120, 3), (240, 4))
SIZES = {0: 3, 1: 6, 2: 8, 3: 10, 4: 12}
NAMED_WEEKDAYS = (0, 2, 4, 6)


@dataclass(frozen=True, slots=True)
class Cell:
    x: str
    y: str
    size: str
    level: str


@dataclass(frozen=True, slots=True)
class Word:
    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One week of the table: its Monday, each weekday with its time, and the sum."""

    name: str
    days: Sequence[tuple[str, str]]
    total: str


@dataclass(frozen=True, slots=True)
class HeatMap:
    width: str
    height: str
    cells: Sequence[Cell]
    words: Sequence[Word]
    weekdays: Sequence[str]
    lines: Sequence[Line]
    sentence: str


def level_of(minutes: int) -> int:
    return max((level for least, level in LEVELS if minutes >= least), default=0)


def cell(week: int, weekday: int, minutes: int) -> Cell:
    level = level_of(minutes)
    size = SIZES[level]
    inset = (CELL - size) / 2
    return Cell(f"{LEFT + week * CELL + inset:g}", f"{TOP + weekday * CELL + inset:g}", str(size), str(level))


def month_words(mondays: Sequence[date]) -> list[Word]:
    """Name a month over the first of its weeks, where the next name leaves room."""
    starts = [week for week, monday in enumerate(mondays) if monday.day <= 7]
    return [
        Word(str(LEFT + week * CELL), str(TOP - 5), dates.short_month(mondays[week]))
        for week in starts
        if week < WEEKS - 1
    ]


def weekdays() -> list[str]:
    """Give the names of the days, Monday first."""
    return [dates.short_weekday(date(2027, 1, 4) + timedelta(days=number)) for number in range(7)]


def line(monday: date, days: Sequence[int]) -> Line:
    told = [exactly(minutes) if minutes else "–" for minutes in days]
    return Line(dates.day_and_year(monday), list(zip(weekdays(), told, strict=True)), exactly(sum(days)))


def sentence(minutes: int, days: int) -> str:
    said = ngettext(
        "%(time)s on %(days)s day in the last %(weeks)s weeks.",
        "%(time)s on %(days)s days in the last %(weeks)s weeks.",
        days,
    )
    return said % {"time": exactly(minutes), "days": days, "weeks": WEEKS}


def heat_map(minutes: Mapping[date, int], today: date) -> HeatMap:
    """Draw the last 26 weeks up to today; the table holds those that have any time."""
    last = today - timedelta(days=today.weekday())
    mondays = [last - timedelta(weeks=number) for number in reversed(range(WEEKS))]
    weeks = [[minutes.get(monday + timedelta(days=weekday), 0) for weekday in range(7)] for monday in mondays]
    cells = [
        cell(week, weekday, spent)
        for week, days in enumerate(weeks)
        for weekday, spent in enumerate(days)
        if mondays[week] + timedelta(days=weekday) <= today
    ]
    worked = sum(1 for days in weeks for spent in days if spent)
    names = [Word("0", str(TOP + number * CELL + 11), weekdays()[number]) for number in NAMED_WEEKDAYS]
    return HeatMap(
        width=str(LEFT + WEEKS * CELL),
        height=str(TOP + 7 * CELL),
        cells=cells,
        words=[*month_words(mondays), *names],
        weekdays=weekdays(),
        lines=[line(monday, days) for monday, days in zip(mondays, weeks, strict=True) if any(days)][::-1],
        sentence=sentence(sum(map(sum, weeks)), worked),
    )
