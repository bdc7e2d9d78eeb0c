"""A mentor's mentees in one table: how far each is, at what pace, and what comes next.

The number of statements does not grow with the number of mentees: one adds up the progress of all their roadmaps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.models import User
from mentoring.models import Mentorship
from mentoring.reading import roadmaps_for
from roadmap import words
from roadmap.models import Roadmap

STALLED_AFTER = timedelta(days=21)
AHEAD_BY = timedelta(days=7)

# A step has no foreign key to progress (both point to the item), so the ORM would read progress once for each sum.
SUMS = """
    SELECT s.roadmap_id, COUNT(*), SUM(s.minutes),
           SUM(CASE WHEN p.status = 'done' THEN 1 ELSE 0 END),
           SUM(CASE WHEN p.status = 'done' THEN s.minutes ELSE 0 END),
           SUM(CASE WHEN s.due_on <= %s THEN s.minutes ELSE 0 END),
           CAST(MIN(CASE WHEN p.status = 'done' THEN NULL ELSE s.due_on END) AS text),
           CAST(MAX(CASE WHEN p.status = 'done' THEN p.changed_on END) AS text),
           MIN(CASE WHEN i.kind = 'milestone' AND COALESCE(p.status, 'todo') <> 'done'
               THEN COALESCE(CAST(s.due_on AS text), '9999-12-31') || s.title END)
    FROM roadmap_step s
    JOIN catalog_item i ON i.id = s.item_id
    JOIN roadmap_roadmap r ON r.id = s.roadmap_id
    LEFT JOIN roadmap_progress p ON p.person_id = r.owner_id AND p.item_id = s.item_id
    WHERE s.is_chosen AND COALESCE(p.status, 'todo') <> 'skipped' AND s.roadmap_id IN ({places})
    GROUP BY s.roadmap_id
"""


class Sums(NamedTuple):
    """Of the chosen, not skipped steps of one roadmap. Days are ISO text or None.

    `next_milestone` is the day of the earliest open one (9999-12-31 without a date) with its title behind it.
    """

    roadmap_id: int
    steps: int
    minutes: int
    done_steps: int
    done_minutes: int
    planned_minutes: int  # due within the next seven days or before
    oldest_open_due: str | None
    last_done_on: str | None
    next_milestone: str | None

    @property
    def percent(self) -> int:
        if self.done_steps == self.steps:
            return 100
        return min(99, self.done_minutes * 100 // self.minutes) if self.minutes else 0


class Pace(NamedTuple):
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class MenteeRow:
    """One line of the table; every value a string."""

    mentorship: Mentorship
    name: str
    initials: str
    roadmap: str
    percent: str
    pace: Pace
    last_step: str
    next_milestone: str
    due: str
    is_paused: bool


def read_sums(roadmap_ids: Sequence[int], today: date) -> dict[int, Sums]:
    if not roadmap_ids:
        return {}
    statement = SUMS.format(places=", ".join(["%s"] * len(roadmap_ids)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [connection.ops.adapt_datefield_value(today + AHEAD_BY), *roadmap_ids])
        return {row[0]: Sums(*row) for row in cursor.fetchall()}


def pace(sums: Sums, today: date) -> Pace:
    if sums.done_steps == sums.steps:
        return Pace(_("Finished"), "pine")
    late = (today - date.fromisoformat(sums.oldest_open_due)).days if sums.oldest_open_due else 0
    idle = today - date.fromisoformat(sums.last_done_on) if sums.last_done_on else timedelta(days=max(late, 0))
    if idle >= STALLED_AFTER and late > 0:
        weeks = idle.days // 7
        stalled = ngettext("Stalled · one week", "Stalled · %(count)s weeks", weeks) % {"count": words.number(weeks)}
        return Pace(stalled, "rose")
    if late > 0:
        at_risk = ngettext("At risk · one day late", "At risk · %(count)s days late", late) % {
            "count": words.number(late)
        }
        return Pace(at_risk, "amber")
    if sums.done_minutes > sums.planned_minutes:
        return Pace(_("Ahead"), "sky")
    return Pace(_("On track"), "pine")


def due(day: str | None, today: date) -> str:
    return words.day(day, today.isoformat()) if day else ""


def ago(day: str | None, today: date) -> str:
    if day is None:
        return pgettext("the last step of a mentee", "none yet")
    days = (today - date.fromisoformat(day)).days
    if days < 2:
        return _("today") if days < 1 else _("yesterday")
    if days < 15:
        return ngettext("%(count)s day ago", "%(count)s days ago", days) % {"count": days}
    return words.day(day, today.isoformat())


def rows_for(mentor: User, mentorships: Sequence[Mentorship], today: date) -> list[MenteeRow]:
    """Make the rows of these live mentorships of `mentor`. What a mentee does not share stays empty."""
    mentee_ids = [mentorship.mentee_id for mentorship in mentorships]
    shared: dict[int, Roadmap] = {}
    for roadmap in roadmaps_for(mentor).filter(owner__in=mentee_ids).order_by("created_at"):
        shared[roadmap.owner_id] = roadmap
    ids = [roadmap.pk for roadmap in shared.values()]
    sums = read_sums(ids, today)
    return [mentee_row(mentorship, shared, sums, today) for mentorship in mentorships]


def mentee_row(
    mentorship: Mentorship,
    shared: Mapping[int, Roadmap],
    sums: Mapping[int, Sums],
    today: date,
) -> MenteeRow:
    mentee = mentorship.mentee
    assert mentee is not None
    roadmap = shared.get(mentee.pk)
    total = sums.get(roadmap.pk) if roadmap else None
    milestone = total.next_milestone if total else None
    day = milestone[:10] if milestone and not milestone.startswith("9999") else None
    return MenteeRow(
        mentorship=mentorship,
        name=str(mentee),
        initials=mentee.initials,
        roadmap=roadmap.title if roadmap else "",
        percent=str(total.percent) if total else "",
        pace=pace(total, today) if total else Pace("", ""),
        last_step=ago(total.last_done_on, today) if total else "",
        next_milestone=milestone[10:] if milestone else "",
        due=due(day, today),
        is_paused=mentorship.state == Mentorship.State.PAUSED,
    )
