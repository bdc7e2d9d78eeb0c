"""The burn-up as a drawing and as a table: hours done so far, the range ahead, the target. Plain functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

import planning
from common.dates import day_and_year
from roadmap import words

WIDTH, HEIGHT, MARGIN = 640, 220, 12


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: a week or a day ahead, the hours finished in it, and all hours done by its end."""

    name: str
    finished: str
    total: str


@dataclass(frozen=True, slots=True)
class BurnUp:
    """`done`, `likely` and `ahead` are points of a drawing, "x,y x,y"; empty where there is nothing to draw."""

    done: str
    likely: str
    ahead: str
    here: tuple[str, str]
    target: str
    top: str
    first_day: str
    last_day: str
    total: str
    sentence: str
    lines: Sequence[Line]


def cumulated(weeks: Sequence[int], done: int) -> list[int]:
    """Minutes done at the start and after each week, so that the last is `done`: what was known before comes first."""
    totals = [done]
    for minutes in reversed(weeks):
        totals.append(max(totals[-1] - minutes, 0))
    return totals[::-1]


def finishes(found: planning.Forecast | planning.NotEnoughData | None) -> list[date]:
    """The two ends of the range ahead, as far as they lie within the horizon."""
    match found:
        case planning.Forecast():
            days = [found.p50_on, found.p80_on]
        case planning.NotEnoughData():
            days = [found.low_on, found.high_on]
        case None:
            days = []
    return [day for day in days if day]


def burn_up(
    weeks: Sequence[int],
    starts_on: date,
    today: date,
    done: int,
    total: int,
    found: planning.Forecast | planning.NotEnoughData | None,
    target_on: date | None,
) -> BurnUp:
    """`weeks` as `weekly_minutes` gives them; `done` and `total` in minutes."""
    ends = finishes(found)
    last = max([*ends, today, starts_on + timedelta(days=7), *([target_on] if target_on else [])])
    days = (last - starts_on).days
    totals = cumulated(weeks, done)

    def x(day: date) -> str:
        return f"{MARGIN + (day - starts_on).days / days * (WIDTH - 2 * MARGIN):.1f}"

    def y(minutes: int) -> str:
        return f"{HEIGHT - MARGIN - minutes / max(total, 1) * (HEIGHT - 2 * MARGIN):.1f}"

    week_ends = [min(starts_on + timedelta(days=7 * week), today) for week in range(len(totals))]
    here = x(today), y(done)
    top = y(total)
    return BurnUp(
        done=" ".join(f"{x(day)},{y(minutes)}" for day, minutes in zip(week_ends, totals, strict=True)),
        likely=f"{','.join(here)} {x(ends[0])},{top}" if ends else "",
        ahead=" ".join([",".join(here), *(f"{x(day)},{top}" for day in ends)]) if len(ends) > 1 else "",
        here=here,
        target=x(target_on) if target_on else "",
        top=top,
        first_day=words.day_and_year(starts_on.isoformat()),
        last_day=words.day_and_year(last.isoformat()),
        total=words.hours(total),
        sentence=_("%(done)s of %(total)s are done.") % {"done": words.hours(done), "total": words.hours(total)},
        lines=lines(weeks, totals, starts_on),
    )


def lines(weeks: Sequence[int], totals: Sequence[int], starts_on: date) -> list[Line]:
    """The table of the drawing, oldest first; what was done before the first week stands alone."""
    before = [Line(_("Before the start"), "", words.hours(totals[0]))] if totals[0] else []
    return before + [
        Line(
            _("Week of %(day)s") % {"day": day_and_year(starts_on + timedelta(days=7 * week))},
            words.hours(minutes),
            words.hours(totals[week + 1]),
        )
        for week, minutes in enumerate(weeks)
    ]
