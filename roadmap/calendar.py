"""The plan as a calendar: hours planned against hours logged on each day, and what is due or was finished. Plain functions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

import planning
from common import dates
from roadmap import words
from roadmap.durations import exactly
from roadmap.models import Roadmap
from roadmap.overview import OPEN, Overview
from roadmap.rows import address_of_steps
from roadmap.sql import StepRow
from roadmap.timeline import month_after

ISO_MONTH = re.compile(r"(2[01]\d\d)-(0[1-9]|1[0-2])", re.ASCII)
MARKS_A_DAY = 3
WHAT_WORDS = {
    "due": pgettext_lazy("what happens to a step on a day", "due"),
    "late": pgettext_lazy("what happens to a step on a day", "late"),
    "finished": pgettext_lazy("what happens to a step on a day", "finished"),
    "starts": pgettext_lazy("what happens to a step on a day", "starts"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A step on a day, and what happens to it then: due, late, finished, starts."""

    what: str
    title: str
    url: str

    @property
    def said(self) -> str:
        return str(WHAT_WORDS[self.what])


@dataclass(frozen=True, slots=True)
class Day:
    name: str
    number: str
    is_today: bool
    is_outside: bool
    planned: str
    logged: str
    marks: Sequence[Mark]
    more: int

    @property
    def is_empty(self) -> bool:
        return not (self.logged or self.marks or self.is_today)


@dataclass(frozen=True, slots=True)
class Week:
    name: str
    address: str
    is_current: bool
    told: str
    percent: str
    days: Sequence[Day]


@dataclass(frozen=True, slots=True)
class Span:
    """The days that are shown: the weeks that touch a month, or one week."""

    title: str
    is_month: bool
    mondays: Sequence[date]
    first: date
    last: date
    before: str
    after: str
    as_month: str
    as_week: str


def read_day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year < 2200 else None


def span_of(query: Mapping[str, str], today: date) -> Span:
    """Read what is asked for: ?month=2027-01 or ?week=2027-01-05; without sense, the month of today."""
    if day := read_day(query.get("week", "")):
        return week_span(words.monday_of(day))
    found = ISO_MONTH.fullmatch(query.get("month", ""))
    return month_span(date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1), today)


def week_span(monday: date) -> Span:
    sunday = monday + timedelta(days=6)
    return Span(
        title=_("Week of %(day)s") % {"day": dates.day_and_year(monday)},
        is_month=False,
        mondays=[monday],
        first=monday,
        last=sunday,
        before=f"?week={monday - timedelta(weeks=1)}",
        after=f"?week={monday + timedelta(weeks=1)}",
        as_month=f"?month={monday:%Y-%m}",
        as_week=f"?week={monday}",
    )


def month_span(first: date, today: date) -> Span:
    last = month_after(first) - timedelta(days=1)
    count = (words.monday_of(last) - words.monday_of(first)).days // 7 + 1
    return Span(
        title=dates.long_month(first),
        is_month=True,
        mondays=[words.monday_of(first) + timedelta(weeks=number) for number in range(count)],
        first=first,
        last=last,
        before=f"?month={month_after(first, -1):%Y-%m}",
        after=f"?month={month_after(first):%Y-%m}",
        as_month=f"?month={first:%Y-%m}",
        as_week=f"?week={today if first <= today <= last else first}",
    )


def marks_of(overview: Overview, starts: Mapping[int, date], today: date) -> dict[date, list[Mark]]:
    """What happens on which day; what is finished stands on the day it was, not on the day it was due."""
    found: dict[date, list[Mark]] = {}

    def put(day: date, what: str, step: StepRow) -> None:
        found.setdefault(day, []).append(Mark(what, step.title, f"{address_of_steps()}{step.id}/"))

    for step in overview.steps:
        if step.finished_on:
            put(date.fromisoformat(step.finished_on), "finished", step)
        if not step.is_chosen or step.status not in OPEN or not step.due_on:
            continue
        due = date.fromisoformat(step.due_on)
        put(due, "late" if due < today else "due", step)
        if starts.get(step.id) not in (None, due):
            put(starts[step.id], "starts", step)
    return found


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about days: the hours that the plan counts on, those that were logged, what happens to steps."""

    availability: planning.Availability
    first: date
    last: date | None
    logged: Mapping[date, int]
    marks: Mapping[date, Sequence[Mark]]

    def planned(self, day: date) -> int:
        return self.availability.minutes_on(day) if self.last and self.first <= day <= self.last else 0


def day_of(day: date, facts: Facts, span: Span, today: date) -> Day:
    marks = [mark for mark in facts.marks.get(day, ()) if not span.is_month or mark.what != "starts"]
    shown = marks[:MARKS_A_DAY] if span.is_month else marks
    planned, logged = facts.planned(day), facts.logged.get(day, 0)
    return Day(
        name=dates.day(day),
        number=str(day.day),
        is_today=day == today,
        is_outside=not span.first <= day <= span.last,
        planned=exactly(planned) if planned else "",
        logged=exactly(logged) if logged else "",
        marks=shown,
        more=len(marks) - len(shown),
    )


def told_of(planned: int, logged: int, finished: int) -> str:
    """Say a week's hours, and how many steps it finished."""
    if planned:
        hours = {"logged": exactly(logged) if logged else words.hours(0), "planned": exactly(planned)}
        told = _("%(logged)s of %(planned)s planned") % hours
    else:
        told = exactly(logged) if logged else _("nothing planned")
    if not finished:
        return told
    steps = ngettext("one step finished", "%(count)s steps finished", finished)
    return f"{told} · {steps % {'count': words.number(finished)}}"


def week_of(monday: date, facts: Facts, span: Span, today: date) -> Week:
    days = [monday + timedelta(days=number) for number in range(7)]
    planned, logged = sum(map(facts.planned, days)), sum(facts.logged.get(day, 0) for day in days)
    finished = sum(mark.what == "finished" for day in days for mark in facts.marks.get(day, ()))
    return Week(
        name=f"{dates.short_day(monday)} – {dates.short_day(days[6])}",
        address=f"?week={monday}",
        is_current=monday <= today <= days[6],
        told=told_of(planned, logged, finished),
        percent=str(min(100, 100 * logged // planned)) if planned else "",
        days=[day_of(day, facts, span, today) for day in days],
    )


def facts_of(
    roadmap: Roadmap,
    overview: Overview,
    starts: Mapping[int, date],
    availability: planning.Availability,
    logged: Mapping[date, int],
    today: date,
) -> Facts:
    return Facts(availability, roadmap.starts_on, overview.finishes_on(), logged, marks_of(overview, starts, today))


def weeks_of(span: Span, facts: Facts, today: date) -> list[Week]:
    return [week_of(monday, facts, span, today) for monday in span.mondays]
