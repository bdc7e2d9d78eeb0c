"""What Today says: the one headline, the next step, and this week, from the overview and the calendar day alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roadmap import words
from roadmap.models import Roadmap
from roadmap.overview import OPEN, Overview
from roadmap.rows import Row, address_of_steps, row
from roadmap.sql import StepRow


@dataclass(frozen=True, slots=True)
class Agenda:
    headline: str
    next: Row | None
    week: Sequence[Row]
    week_hours: str
    slip: str
    milestone: StepRow | None
    milestone_day: str
    milestone_address: str
    milestone_note: str


def agenda(overview: Overview, roadmap: Roadmap, today: date) -> Agenda:
    monday, sunday = (day.isoformat() for day in words.week_of(today))
    chosen = [step for step in overview.steps if step.is_chosen]
    open_by_sunday = [step for step in chosen if step.status in OPEN and step.due_on and step.due_on <= sunday]
    done_since_monday = [
        step for step in chosen if step.status == "done" and step.changed_on and step.changed_on >= monday
    ]
    late = overview.late(today)
    upcoming = overview.next
    prefix, day = address_of_steps(), today.isoformat()
    week = [step for step in [*done_since_monday, *open_by_sunday] if not upcoming or step.id != upcoming.id]
    milestone = next((step for step in chosen if step.kind == "milestone" and step.status in OPEN), None)
    pause = roadmap.paused_until if roadmap.is_paused(today) else None
    return Agenda(
        headline=words.headline(
            paused_until=pause,
            next_title=upcoming.title if upcoming else None,
            next_minutes=upcoming.minutes if upcoming else 0,
            late=[step.due_on or day for step in late],
            left_this_week=len(open_by_sunday),
            starts_on=roadmap.starts_on,
            today=today,
        ),
        next=row(upcoming, prefix=prefix, is_next=True, today=day) if upcoming else None,
        week=[row(step, prefix=prefix, is_next=False, today=day) for step in week],
        week_hours=week_hours(done_since_monday, open_by_sunday),
        slip=slip(overview, roadmap, today),
        milestone=milestone,
        milestone_day=words.day(milestone.due_on, day) if milestone and milestone.due_on else "",
        milestone_address=f"{prefix}{milestone.id}/" if milestone else "",
        milestone_note=milestone_note(milestone) if milestone else "",
    )


def milestone_note(milestone: StepRow) -> str:
    if milestone.waits_for:
        return f"Opens after {words.count_of(milestone.waits_for, 'more step')}. A mentor can review it."
    return "Open now. Hand in evidence and a mentor can review it."


def week_hours(done: Sequence[StepRow], still_open: Sequence[StepRow]) -> str:
    finished = sum(step.minutes for step in done)
    planned = finished + sum(step.minutes for step in still_open)
    return f"{words.hours(finished)} of {words.hours(planned)}" if planned else ""


def slip(overview: Overview, roadmap: Roadmap, today: date) -> str:
    """Say honestly how the plan stands against its dates; empty while all is on course."""
    return past_dates(overview, today) or without_date(overview) or past_target(overview, roadmap)


def past_dates(overview: Overview, today: date) -> str:
    late = overview.late(today)
    if not late:
        return ""
    hours = words.hours(sum(step.minutes for step in late))
    past = "is past its date" if len(late) == 1 else "are past their dates"
    slipped = words.span((today - date.fromisoformat(min(step.due_on or today.isoformat() for step in late))).days)
    steps = words.count_of(len(late), "step")
    return f"You slipped {slipped}: {steps} with {hours} of work {past}. The later dates assume that this is done."


def without_date(overview: Overview) -> str:
    """Say what was taken into the plan and waits for a new one."""
    count = sum(step.due_on is None and step.is_chosen and step.status in OPEN for step in overview.steps)
    if not count:
        return ""
    return f"{words.capital(words.count_of(count, 'step'))} {'has' if count == 1 else 'have'} no date yet."


def past_target(overview: Overview, roadmap: Roadmap) -> str:
    finish = overview.finishes_on()
    if not roadmap.target_on or not finish or finish <= roadmap.target_on:
        return ""
    return (
        f"At {roadmap.weekly_hours.normalize():f} h a week the road ends on {words.day_and_year(finish.isoformat())}, "
        f"{words.span((finish - roadmap.target_on).days)} after your target."
    )
