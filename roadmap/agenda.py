"""What Today says: the one headline, the next step, and this week, from the overview and the calendar day alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.languages import per_language
from roadmap import words
from roadmap.models import Roadmap
from roadmap.overview import Overview
from roadmap.rows import NOTHING, Row, address_of_steps, print_rows, reader_on, row
from roadmap.sql import StepRow


@dataclass(frozen=True, slots=True)
class Agenda:
    headline: str
    next: Row | None
    next_line: SafeString
    week_lines: SafeString
    week_hours: str
    slip: str
    milestone: StepRow | None
    milestone_day: str
    milestone_address: str
    milestone_note: str


def agenda(overview: Overview, roadmap: Roadmap, today: date) -> Agenda:
    monday, sunday = (day.isoformat() for day in words.week_of(today))
    open_by_sunday = [step for step in overview.open if step.due_on and step.due_on <= sunday]
    done_since_monday = [
        step for step in overview.steps if step.is_chosen and step.finished_on and step.finished_on >= monday
    ]
    late = overview.late(today)
    upcoming = overview.next
    reader, day = reader_on(today), today.isoformat()
    next_row = row(upcoming, reader, is_next=True) if upcoming else None
    week = [step for step in [*done_since_monday, *open_by_sunday] if not upcoming or step.id != upcoming.id]
    milestone = next((step for step in overview.open if step.kind == "milestone"), None)
    pause = roadmap.paused_until if roadmap.is_paused(today) else None
    return Agenda(
        headline=words.headline(
            paused_until=pause,
            next_title=upcoming.title if upcoming else None,
            next_minutes=upcoming.minutes if upcoming else 0,
            late=[step.due_on or day for step in late],
            next_due=upcoming.due_on if upcoming else None,
            left_this_week=len(open_by_sunday),
            has_done_some=bool(done_since_monday),
            starts_on=roadmap.starts_on,
            today=today,
        ),
        next=next_row,
        next_line=print_rows([next_row]) if next_row else NOTHING,
        week_lines=print_rows([row(step, reader) for step in week]),
        week_hours=week_hours(done_since_monday, open_by_sunday),
        slip=slip(overview, roadmap, today),
        milestone=milestone,
        milestone_day=words.day(milestone.due_on, day) if milestone and milestone.due_on else "",
        milestone_address=f"{address_of_steps()}{milestone.id}/" if milestone else "",
        milestone_note=milestone_note(milestone) if milestone else "",
    )


def milestone_note(milestone: StepRow) -> str:
    if not milestone.waits_for:
        return _("Open now. Hand in evidence and a mentor can review it.")
    return ngettext(
        "Opens after one more step. A mentor can review it.",
        "Opens after %(count)s more steps. A mentor can review it.",
        milestone.waits_for,
    ) % {"count": words.number(milestone.waits_for)}


def week_hours(done: Sequence[StepRow], still_open: Sequence[StepRow]) -> str:
    finished = sum(step.minutes for step in done)
    planned = finished + sum(step.minutes for step in still_open)
    said = {"done": words.hours(finished), "planned": words.hours(planned)}
    return _("%(done)s of %(planned)s") % said if planned else ""


def slip(overview: Overview, roadmap: Roadmap, today: date) -> str:
    """Say honestly how the plan stands against its dates; empty while all is on course."""
    return past_dates(overview, today) or without_date(overview) or past_target(overview, roadmap)


def past_dates(overview: Overview, today: date) -> str:
    late = overview.late(today)
    if not late:
        return ""
    first = min(step.due_on or today.isoformat() for step in late)
    days = (today - date.fromisoformat(first)).days
    return told_late(len(late), days, sum(step.minutes for step in late))


@per_language()
def told_late(count: int, days: int, minutes: int) -> str:
    return ngettext(
        "You slipped %(slipped)s: one step with %(hours)s of work is past its date. "
        "The later dates assume that this is done.",
        "You slipped %(slipped)s: %(count)s steps with %(hours)s of work are past their dates. "
        "The later dates assume that this is done.",
        count,
    ) % {"slipped": words.span(days), "count": words.number(count), "hours": words.hours(minutes)}


def without_date(overview: Overview) -> str:
    """Say what was taken into the plan and waits for a new one."""
    count = sum(step.due_on is None for step in overview.open)
    if not count:
        return ""
    said = ngettext("one step has no date yet.", "%(count)s steps have no date yet.", count)
    return words.capital(said % {"count": words.number(count)})


def past_target(overview: Overview, roadmap: Roadmap) -> str:
    finish = overview.finishes_on()
    if not roadmap.target_on or not finish or finish <= roadmap.target_on:
        return ""
    said = _("At %(hours)s h a week the road ends on %(day)s, %(late)s after your target.")
    return said % {
        "hours": number_format(roadmap.weekly_hours.normalize(), use_l10n=True),
        "day": words.day_and_year(finish.isoformat()),
        "late": words.span((finish - roadmap.target_on).days),
    }
