"""The two statements that a tick and the list live on, written by hand: the ORM needs seven for the same work, and most
of the time of a request. Both run unchanged on SQLite and PostgreSQL; the trigger of migration 0002 adds the event."""

from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

SET_STATUS = """
    INSERT INTO roadmap_progress (person_id, item_id, status, assurance, source, changed_at, changed_on)
    SELECT r.owner_id, s.item_id, %s, 'self', %s, %s, %s
    FROM roadmap_step s JOIN roadmap_roadmap r ON r.id = s.roadmap_id
    LEFT JOIN roadmap_progress p ON p.item_id = s.item_id AND p.person_id = r.owner_id
    WHERE s.id = %s AND r.owner_id = %s AND r.deleted_at IS NULL AND COALESCE(p.status, 'todo') {expected}
    ON CONFLICT (person_id, item_id) DO UPDATE SET
        status = excluded.status, source = excluded.source,
        changed_at = excluded.changed_at, changed_on = excluded.changed_on
    WHERE roadmap_progress.status {expected}
    RETURNING item_id
"""
IF_DIFFERENT = SET_STATUS.format(expected="<> %s")
IF_STILL = SET_STATUS.format(expected="= %s")

READ_STEPS = """
    SELECT s.id, s.roadmap_id, s.stage_id, g.title, g.short_title, s.item_id, s.title, i.kind,
           s.minutes, s.is_optional, s.is_chosen,
           CAST(s.due_on AS text),
           COALESCE(p.status, 'todo'), COALESCE(p.assurance, 'self'), CAST(p.changed_on AS text),
           COALESCE(w.waits_for, 0),
           CASE WHEN s.id = %(changed)s THEN (
               SELECT e."before" FROM roadmap_progressevent e
               WHERE e.person_id = r.owner_id AND e.item_id = s.item_id ORDER BY e.id DESC LIMIT 1
           ) END,
           c.step_id IS NOT NULL
    FROM roadmap_roadmap r
    JOIN roadmap_step s ON s.roadmap_id = r.id
    JOIN roadmap_stage g ON g.id = s.stage_id
    JOIN catalog_item i ON i.id = s.item_id
    LEFT JOIN roadmap_progress p ON p.person_id = r.owner_id AND p.item_id = s.item_id
    LEFT JOIN (
        SELECT l.step_id, COUNT(*) AS waits_for
        FROM roadmap_step n
        JOIN roadmap_steplink l ON l.needs_id = n.id
        LEFT JOIN roadmap_progress np ON np.person_id = %(owner)s AND np.item_id = n.item_id
        WHERE n.roadmap_id {roadmap} AND n.is_chosen AND COALESCE(np.status, 'todo') IN ('todo', 'doing')
        GROUP BY l.step_id
    ) w ON w.step_id = s.id
    LEFT JOIN roadmap_steplink c ON c.step_id = s.id AND c.needs_id = %(changed)s
    WHERE r.id {roadmap} AND r.owner_id = %(owner)s AND r.deleted_at IS NULL
    ORDER BY g.position, s.position, s.id
"""
OF_ROADMAP = READ_STEPS.format(roadmap="= %(roadmap)s")
AROUND_STEP = READ_STEPS.format(roadmap="= (SELECT roadmap_id FROM roadmap_step WHERE id = %(changed)s)")
OF_OWNER = READ_STEPS.format(
    roadmap="IN (SELECT id FROM roadmap_roadmap WHERE owner_id = %(owner)s AND archived_at IS NULL)"
)


# The largest id that either engine can hold; an address may name a larger one, and then names nothing.
LARGEST = 2**63 - 1


class StepRow(NamedTuple):
    """One step as stored. Days are ISO text or None; `waits_for` counts chosen steps that must be done before it.

    Two answers about the one step that the reader says has changed: `before` is its status before its last change (None
    on all other rows), and `opens_with_changed` marks the steps that wait for it.
    """

    id: int
    roadmap_id: int
    stage_id: int
    stage_title: str
    stage_short_title: str
    item_id: int
    title: str
    kind: str
    minutes: int
    is_optional: bool
    is_chosen: bool
    due_on: str | None
    status: str
    assurance: str
    changed_on: str | None
    waits_for: int
    before: str | None
    opens_with_changed: bool


def set_status(
    step_id: int, owner_id: int, status: str, *, expected: str | None, source: str, now: datetime, today: date
) -> bool:
    """Write one person's progress in one statement; False where nothing changed: not theirs, the same status already,
    or no longer at `expected` (None: whatever it is)."""
    if step_id > LARGEST:
        return False
    condition = status if expected is None else expected
    moment, day = connection.ops.adapt_datetimefield_value(now), connection.ops.adapt_datefield_value(today)
    values = [status, source, moment, day, step_id, owner_id, condition, condition]
    with connection.cursor() as cursor:
        cursor.execute(IF_DIFFERENT if expected is None else IF_STILL, values)
        return cursor.fetchone() is not None


def read_steps(owner_id: int, *, roadmap_id: int, changed: int = 0) -> list[StepRow]:
    """Read all steps of one roadmap in order; empty if it is not theirs."""
    return read(OF_ROADMAP, owner=owner_id, roadmap=roadmap_id, changed=changed)


def read_steps_around(step_id: int, owner_id: int) -> list[StepRow]:
    """Read all steps of the roadmap that holds a step which has changed; empty if it is not theirs."""
    return read(AROUND_STEP, owner=owner_id, changed=step_id) if step_id <= LARGEST else []


def read_steps_of(owner_id: int) -> list[StepRow]:
    """Read the steps of all active roadmaps of one person."""
    return read(OF_OWNER, owner=owner_id, changed=0)


def read(statement: str, **values: int) -> list[StepRow]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(map(StepRow._make, cursor.fetchall()))
