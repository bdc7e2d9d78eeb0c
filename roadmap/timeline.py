"""The plan against the calendar: where each bar, diamond and line of the timeline stands, as percent of its width.

Percent are attributes of the drawing, so that it is as wide as there is room for and its text keeps its size.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import dates
from roadmap import words
from roadmap.models import Roadmap
from roadmap.moving import pin_words
from roadmap.overview import OPEN, Overview, StageOverview, state
from roadmap.rows import address_of_steps, stage_summary
from roadmap.sql import StepRow

MOST_LABELS = 8
# Months between two labels of the scale, the finest that fits.
STRIDES = (1, 2, 3, 6, 12, 24, 60, 120)
NARROWEST = 0.5


def month_after(day: date, months: int = 1) -> date:
    """Give the first day of the month that lies `months` after the month of `day`."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Mark:
    at: str
    text: str
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole months from the first to the last day that the drawing must hold."""

    first: date
    last: date

    @classmethod
    def over(cls, days: Iterable[date]) -> "Scale":
        known = list(days)
        return cls(min(known).replace(day=1), month_after(max(known)))

    def place(self, day: date) -> float:
        return 100 * (day - self.first).days / (self.last - self.first).days

    def at(self, day: date) -> str:
        return percent(self.place(day))

    def months(self) -> list[Mark]:
        """Label at most eight months evenly; every second one may give way on a phone."""
        total = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        stride = next((stride for stride in STRIDES if total <= stride * MOST_LABELS), STRIDES[-1])
        days = [month_after(self.first, months) for months in range(0, total, stride)]
        years = {days[0], *(later for earlier, later in pairwise(days) if earlier.year != later.year)}
        return [
            Mark(self.at(day), dates.month_and_year(day) if day in years else dates.short_month(day), bool(number % 2))
            for number, day in enumerate(days)
        ]


def percent(value: float) -> str:
    return f"{value:.2f}%"


@dataclass(frozen=True, slots=True)
class Bar:
    x: str
    width: str
    # From the due day to today, where a step is late.
    slip_x: str = ""
    slip_width: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    url: str
    look: str
    starts: str
    due: str
    state: str
    is_late: bool
    is_milestone: bool
    bar: Bar | None
    # Where the diamond of a milestone stands.
    ends_at: str
    id: str = ""
    # The page on which an open step is moved, and its pin: in words, and where it stands.
    move_url: str = ""
    pin: str = ""
    pin_at: str = ""


@dataclass(frozen=True, slots=True)
class StageLane:
    id: str
    title: str
    summary: str
    span: str
    late: str
    is_open: bool
    bar: Bar | None
    walked_width: str
    diamonds: Sequence[Line]
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Timeline:
    months: Sequence[Mark]
    today: Mark
    target: Mark | None
    stages: Sequence[StageLane]


Span = tuple[date, date]
PinnedOn = tuple[str, date]


def dates_of(roadmap: Roadmap) -> tuple[dict[int, date], dict[int, PinnedOn]]:
    """Read when each dated step starts, and what the person has pinned, by the steps' ids."""
    rows = list(roadmap.steps.values_list("pk", "starts_on", "pin__kind", "pin__pinned_on"))
    starts = {pk: starts_on for pk, starts_on, _, _ in rows if starts_on is not None}
    return starts, {pk: (kind, pinned_on) for pk, _, kind, pinned_on in rows if kind is not None}


def span_of(step: StepRow, starts_on: date | None) -> Span | None:
    """Give the days between which a step stands: as planned while it is open, up to its last day once it is done. What was
    known before took none."""
    if step.finished_on:
        finished = date.fromisoformat(step.finished_on)
        return min(starts_on or finished, finished), finished
    if step.due_on is None or step.is_known_before:
        return None
    due = date.fromisoformat(step.due_on)
    return starts_on or due, due


def bar_of(span: Span | None, scale: Scale, *, late_until: date | None = None) -> Bar | None:
    if span is None:
        return None
    begin, end = scale.place(span[0]), scale.place(span[1] + timedelta(days=1))
    width = max(NARROWEST, end - begin)
    if late_until is None:
        return Bar(percent(begin), percent(width))
    slipped = max(NARROWEST, scale.place(late_until) - end)
    return Bar(percent(begin), percent(width), percent(begin + width), percent(slipped))


def said_of(step: StepRow, look: str, today: date, *, is_late: bool) -> str:
    """Say a step's state, and since or until when it has it."""
    if look == "locked":
        said = ngettext("waits for one more step", "waits for %(count)s more steps", step.waits_for)
        said %= {"count": words.number(step.waits_for)}
    else:
        said = str(words.STATE_WORDS[look])
    if is_late and step.due_on:
        slipped = words.span((today - date.fromisoformat(step.due_on)).days)
        return _("%(state)s, late by %(span)s") % {"state": said, "span": slipped}
    if step.finished_on:
        return _("%(state)s on %(day)s") % {"state": said, "day": words.day(step.finished_on, today.isoformat())}
    return _("known before") if step.is_known_before else said


def line_of(step: StepRow, span: Span | None, scale: Scale, today: date, pin: PinnedOn | None = None) -> Line:
    look, day = state(step), today.isoformat()
    is_late = step.status in OPEN and step.due_on is not None and step.due_on < day
    return Line(
        title=step.title,
        url=f"{address_of_steps()}{step.id}/",
        look=look,
        starts=words.day(span[0].isoformat(), day) if span else _("no date"),
        due=words.day(step.due_on, day) if step.due_on else _("no date"),
        state=said_of(step, look, today, is_late=is_late),
        is_late=is_late,
        is_milestone=step.kind == "milestone",
        bar=bar_of(span, scale, late_until=today if is_late else None),
        ends_at=scale.at(span[1]) if span else "",
        id=str(step.id),
        move_url=f"{address_of_steps()}{step.id}/date/" if step.status in OPEN else "",
        pin=pin_words(*pin, today) if pin else "",
        pin_at=scale.at(pin[1]) if pin else "",
    )


def days_of(span: Span) -> str:
    """(1 May, 22 Nov) -> "1 May 2027 – 22 Nov 2027"."""
    return " – ".join(words.day_and_year(day.isoformat()) for day in sorted({*span}))


def stage_lane(
    stage: StageOverview,
    spans: dict[int, Span | None],
    scale: Scale,
    today: date,
    pins: Mapping[int, PinnedOn],
    *,
    is_open: bool,
) -> StageLane:
    lines = [line_of(step, spans[step.id], scale, today, pins.get(step.id)) for step in stage.steps if step.is_chosen]
    known = [span for step in stage.steps if step.is_chosen and (span := spans[step.id])]
    whole = (min(span[0] for span in known), max(span[1] for span in known)) if known else None
    length = scale.place(whole[1] + timedelta(days=1)) - scale.place(whole[0]) if whole else 0
    late = sum(line.is_late for line in lines)
    return StageLane(
        id=str(stage.id),
        title=stage.title,
        summary=stage_summary(stage.share),
        span=days_of(whole) if whole else _("known before") if stage.share.percent == 100 else _("no dates"),
        late=_("%(count)s late") % {"count": late} if late else "",
        is_open=is_open,
        bar=bar_of(whole, scale),
        walked_width=percent(length * stage.share.percent / 100),
        diamonds=[line for line in lines if line.is_milestone and line.bar],
        lines=lines,
    )


def timeline_of(
    overview: Overview,
    roadmap: Roadmap,
    starts: dict[int, date],
    pins: Mapping[int, PinnedOn],
    *,
    today: date,
) -> Timeline:
    spans = {step.id: span_of(step, starts.get(step.id)) for step in overview.steps}
    days = [day for step in overview.steps if step.is_chosen and (span := spans[step.id]) for day in span]
    target = roadmap.target_on
    held = {step.id for step in overview.open}
    pins = {pk: pin for pk, pin in pins.items() if pk in held}
    days += [day for _, day in pins.values()]
    scale = Scale.over([*days, roadmap.starts_on, today, *([target] if target else [])])
    return Timeline(
        months=scale.months(),
        today=Mark(scale.at(today), words.day(today.isoformat(), today.isoformat())),
        target=Mark(scale.at(target), words.day_and_year(target.isoformat())) if target else None,
        stages=[
            stage_lane(stage, spans, scale, today, pins, is_open=stage.id == overview.current_stage_id)
            for stage in overview.stages
            if any(step.is_chosen for step in stage.steps)
        ],
    )
