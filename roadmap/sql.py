"""The statements that a tick and the list live on, written by hand: the ORM needs seven for the same work, and most
of the time of a request. They run on SQLite and PostgreSQL; the trigger of migration 0002 adds the event."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple

from django.db import connection
from pydantic_core import from_json

from roadmap.models import Roadmap
from roadmap.models.progress import CLAIM, PLACEMENT, STAGE_CLAIM
from roadmap.models.roadmap import NEWER_VERSION

OPEN = frozenset({"todo", "doing"})

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

# A whole roadmap as one text of JSON, column by column: its own row, what pages say beside it, its stages, steps and links.
# One text is read at a third of what 150 rows cost, and all of it is of one moment: its print is the print of what was read.
WHOLE = """
    SELECT '[' || CAST({array}({columns}) AS text) || ',' || CAST({array}(({newer_version}), (
        SELECT e."before" FROM roadmap_step c
        JOIN roadmap_progressevent e ON e.item_id = c.item_id AND e.person_id = roadmap_roadmap.owner_id
        WHERE c.id = %(changed)s AND c.roadmap_id = roadmap_roadmap.id ORDER BY e.id DESC LIMIT 1
    )) AS text) || ',' || (
        SELECT {stages} FROM (SELECT * FROM roadmap_stage WHERE roadmap_id = roadmap_roadmap.id ORDER BY position) g
    ) || ',' || (
        SELECT {steps} FROM (
            SELECT {facts}
            FROM roadmap_step t
            JOIN roadmap_stage g ON g.id = t.stage_id
            JOIN catalog_item i ON i.id = t.item_id
            LEFT JOIN roadmap_progress p ON p.person_id = roadmap_roadmap.owner_id AND p.item_id = t.item_id
            WHERE t.roadmap_id = roadmap_roadmap.id
            ORDER BY g.position, t.position, t.id
        ) s
    ) || ',' || (
        SELECT {links} FROM roadmap_step n JOIN roadmap_steplink l ON l.needs_id = n.id
        WHERE n.roadmap_id = roadmap_roadmap.id
    ) || ']' AS whole
    FROM roadmap_roadmap
    WHERE owner_id = %(owner)s AND deleted_at IS NULL AND {which}
"""
# After a change, as much of it as the change can touch: the step that changed, those that wait for it, and those that can be
# next, are late, or have no date; and counts of all. CROSS JOIN, because SQLite takes that order as it stands.
AROUND = """
    WITH picked AS (
        SELECT * FROM roadmap_roadmap
        WHERE owner_id = %(owner)s AND deleted_at IS NULL
        AND id = (SELECT roadmap_id FROM roadmap_step WHERE id = %(changed)s)
    ), step AS MATERIALIZED (
        SELECT {facts}, g.position AS stage_position
        FROM picked r
        CROSS JOIN roadmap_step t
        JOIN roadmap_stage g ON g.id = t.stage_id
        JOIN catalog_item i ON i.id = t.item_id
        LEFT JOIN roadmap_progress p ON p.person_id = r.owner_id AND p.item_id = t.item_id
        WHERE t.roadmap_id = r.id
    ), wait AS MATERIALIZED (
        SELECT l.step_id, COUNT(*) AS steps FROM step n CROSS JOIN roadmap_steplink l
        WHERE l.needs_id = n.id AND n.is_chosen AND n.status IN ('todo', 'doing') GROUP BY l.step_id
    )
    SELECT '[' || CAST({array}({columns}) AS text) || ',' || CAST({array}((
        SELECT e."before" FROM roadmap_step c
        JOIN roadmap_progressevent e ON e.item_id = c.item_id AND e.person_id = roadmap_roadmap.owner_id
        WHERE c.id = %(changed)s ORDER BY e.id DESC LIMIT 1
    )) AS text) || ',' || (
        SELECT {opens} FROM roadmap_steplink l WHERE l.needs_id = %(changed)s
    ) || ',' || (
        SELECT {stages} FROM (SELECT k.* FROM roadmap_stage k JOIN picked r ON r.id = k.roadmap_id ORDER BY k.position) g
    ) || ',' || (
        SELECT {counts} FROM (
            SELECT stage_id, is_chosen, status, assurance, SUM(minutes) AS minutes, COUNT(*) AS steps, MAX(due_on) AS due_on
            FROM step GROUP BY stage_id, is_chosen, status, assurance
        ) c
    ) || ',' || (
        SELECT {steps} FROM (
            SELECT step.*, COALESCE(wait.steps, 0) AS waits_for FROM step LEFT JOIN wait ON wait.step_id = step.id
            WHERE step.id = %(changed)s OR step.id IN (SELECT step_id FROM roadmap_steplink WHERE needs_id = %(changed)s)
            OR step.is_chosen AND step.status IN ('todo', 'doing')
            AND (step.status = 'doing' OR wait.steps IS NULL OR step.due_on IS NULL OR step.due_on < %(today)s)
            ORDER BY step.stage_position, step.position, step.id
        ) s
    ) || ']' AS whole
    FROM picked AS roadmap_roadmap
"""
IS_CLAIM = f"p.source IN ('{CLAIM}', '{PLACEMENT}') OR substr(p.source, 1, {len(STAGE_CLAIM)}) = '{STAGE_CLAIM}'"
FACTS = f"""t.*, i.kind, i.owner_id IS NOT NULL OR t.title <> i.title AS in_own_words,
    COALESCE(p.status, 'todo') AS status, COALESCE(p.assurance, 'self') AS assurance,
    CASE WHEN p.status = 'done' AND NOT ({IS_CLAIM}) THEN p.changed_on END AS finished_on"""
STAGES = ("g.id", "g.title", "g.short_title")
STEPS = (
    "s.id", "s.stage_id", "s.item_id", "s.title", "s.kind", "s.minutes", "s.is_optional", "s.is_chosen", "s.due_on",
    "s.status", "s.assurance", "s.finished_on", "s.in_own_words",
)  # fmt: skip
LINKS = ("l.step_id", "l.needs_id")
COUNTS = ("c.stage_id", "c.is_chosen", "c.status", "c.assurance", "c.minutes", "c.steps", "c.due_on")
OF_ROADMAP = "id = %(roadmap)s"
OF_OWNER = "archived_at IS NULL"

# Materialized, or the engine would make the text once for its print and once more for itself.
UNLESS_KNOWN = """
    WITH found AS MATERIALIZED ({whole}), printed AS MATERIALIZED (SELECT whole, {sha256} AS print FROM found)
    SELECT print, CASE WHEN print <> %(known)s THEN whole END FROM printed
"""
DIALECTS = {
    "sqlite": {"array": "json_array", "column": "json_group_array({})", "sha256": "SHA256(whole)"},
    "postgresql": {
        "array": "json_build_array",
        "column": "CAST(COALESCE(json_agg({}), '[]') AS text)",
        "sha256": "encode(sha256(convert_to(whole, 'UTF8')), 'hex')",
    },
}

# The largest id that either engine can hold; an address may name a larger one, and then names nothing.
LARGEST = 2**63 - 1


class StageRow(NamedTuple):
    """One stage as stored."""

    id: int
    title: str
    short_title: str


class StepRow(NamedTuple):
    """One step as stored. Days are ISO text or None; `finished_on` is None also for what was known before, and not learned
    on the road; `in_own_words`: its title is not the catalog's; `waits_for` counts chosen steps that must be done before it.
    """

    id: int
    stage_id: int
    item_id: int
    title: str
    kind: str
    minutes: int
    is_optional: bool
    is_chosen: bool
    due_on: str | None
    status: str
    assurance: str
    finished_on: str | None
    in_own_words: bool
    waits_for: int

    @property
    def steps(self) -> int:
        """A step counts as a Count of one."""
        return 1

    @property
    def is_known_before(self) -> bool:
        return self.status == "done" and self.finished_on is None


class Count(NamedTuple):
    """The steps of one stage that are alike: their minutes, their number, and the last of their days."""

    stage_id: int
    is_chosen: bool
    status: str
    assurance: str
    minutes: int
    steps: int
    due_on: str | None


class Change(NamedTuple):
    """The one step that the reader says has changed: its status before its last change (None: it never had another), and
    which steps wait for it."""

    step: StepRow
    before: str | None
    opens: frozenset[int]


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


@dataclass(frozen=True, slots=True)
class Whole:
    """A roadmap with its stages and steps in order, all of one moment, and what has changed, where that was asked.

    `counts` are of all steps, where `steps` are only those that the change can touch; None where they are all. `print` is
    the same exactly as long as nothing of it changes.
    """

    columns: list[Any]
    newer_version: str | None
    stages: list[StageRow]
    steps: list[StepRow]
    change: Change | None = None
    counts: list[Count] | None = None
    print: str = ""

    @property
    def key(self) -> int:
        return int(self.columns[0])

    @property
    def roadmap(self) -> Roadmap:
        values = [
            read(value) if value is not None else None for read, value in zip(readers(), self.columns, strict=True)
        ]
        roadmap = Roadmap.from_db(connection.alias, [field.attname for field in Roadmap._meta.concrete_fields], values)
        roadmap.newer_version = self.newer_version  # type: ignore[attr-defined]  # as the queryset annotates it
        return roadmap


@cache
def readers() -> list[Callable[[Any], Any]]:
    """What turns each column of a roadmap from JSON into what its field holds."""
    known: dict[str, Callable[[Any], Any]] = {
        "DateField": date.fromisoformat,
        "DateTimeField": moment,
        "DecimalField": decimal,
    }
    return [known.get(field.get_internal_type(), lambda value: value) for field in Roadmap._meta.concrete_fields]


def moment(text: str) -> datetime:
    """Read a moment; SQLite keeps it in UTC without saying so."""
    value = datetime.fromisoformat(text)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def decimal(value: float) -> Decimal:
    return Decimal(str(value))


@cache
def statement(text: str, which: str = "", outer: str = "{whole}") -> str:
    words = DIALECTS[connection.vendor]

    def table(columns: Iterable[str]) -> str:
        return "'[' || " + " || ',' || ".join(words["column"].format(column) for column in columns) + " || ']'"

    whole = text.format(
        array=words["array"],
        columns=", ".join(f"roadmap_roadmap.{field.column}" for field in Roadmap._meta.concrete_fields),
        newer_version=NEWER_VERSION,
        opens=words["column"].format("l.step_id"),
        stages=table(STAGES),
        counts=table(COUNTS),
        steps=table((*STEPS, "s.waits_for") if text is AROUND else STEPS),
        links=table(LINKS),
        which=which,
        facts=FACTS,
    )
    # On one line: psycopg keeps what it has read of a statement only up to 4,096 characters.
    return " ".join(outer.format(whole=whole, sha256=words["sha256"]).split())


def read_roadmap(owner_id: int, roadmap_id: int, *, changed: int = 0) -> Whole | None:
    """Read one roadmap; None if it is not theirs."""
    return next(iter(read(OF_ROADMAP, owner=owner_id, roadmap=roadmap_id, changed=changed)), None)


def read_roadmap_around(step_id: int, owner_id: int, today: date) -> Whole | None:
    """Read of the roadmap that holds a step which has changed what the change can touch; None if it is not theirs."""
    if step_id > LARGEST:
        return None
    values = {"owner": owner_id, "changed": step_id, "today": connection.ops.adapt_datefield_value(today)}
    with connection.cursor() as cursor:
        cursor.execute(statement(AROUND), values)
        found = cursor.fetchone()
    if found is None:
        return None
    columns, (before,), opens, stages, counts, columns_of_steps = from_json(found[0], cache_strings="none")
    steps = rows_of(columns_of_steps)
    change = Change(next(row for row in steps if row.id == step_id), before, frozenset(opens))
    return Whole(
        columns,
        newer_version=None,
        stages=list(map(StageRow._make, zip(*stages, strict=True))),
        steps=steps,
        change=change,
        counts=list(map(Count._make, zip(*counts, strict=True))),
    )


def read_roadmap_unless_known(owner_id: int, roadmap_id: int, known: str, *, changed: int = 0) -> Whole | str | None:
    """Read one roadmap, or only its print where that is `known` already; None if it is not theirs."""
    if roadmap_id > LARGEST:
        return None
    values: dict[str, int | str] = {"owner": owner_id, "roadmap": roadmap_id, "changed": changed, "known": known}
    with connection.cursor() as cursor:
        cursor.execute(statement(WHOLE, OF_ROADMAP, UNLESS_KNOWN), values)
        found = cursor.fetchone()
    if found is None:
        return None
    printed, whole = found
    return str(printed) if whole is None else whole_of(whole, changed, printed)


def read_roadmaps(owner_id: int) -> dict[int, Whole]:
    """Read all roadmaps of one person that are in work, by their keys."""
    return {whole.key: whole for whole in read(OF_OWNER, owner=owner_id, changed=0)}


def read(which: str, **values: int) -> list[Whole]:
    with connection.cursor() as cursor:
        cursor.execute(statement(WHOLE, which), values)
        return [whole_of(text, values["changed"]) for (text,) in cursor.fetchall()]


def whole_of(text: str, changed: int, printed: str = "") -> Whole:
    """Read the text of one roadmap, and count for each step what must be done before it."""
    columns, (newer_version, before), stages, steps, (waiting, needed) = from_json(text, cache_strings="none")
    ids, _, _, _, _, _, _, chosen, _, statuses, _, _, _ = steps
    still_open = {
        id_ for id_, is_chosen, status in zip(ids, chosen, statuses, strict=True) if is_chosen and status in OPEN
    }
    waits: dict[int, int] = {}
    for step, needs in zip(waiting, needed, strict=True):
        if needs in still_open:
            waits[step] = waits.get(step, 0) + 1
    rows = rows_of([*steps, [waits.get(id_, 0) for id_ in ids]])
    change = None
    if changed in ids:
        opens = frozenset([step for step, needs in zip(waiting, needed, strict=True) if needs == changed])
        change = Change(rows[ids.index(changed)], before, opens)
    stage_rows = list(map(StageRow._make, zip(*stages, strict=True)))
    return Whole(columns, newer_version, stage_rows, rows, change, print=printed)


def rows_of(columns: Iterable[Iterable[Any]]) -> list[StepRow]:
    """Give the rows of these columns, as StepRow._make does, at half its cost."""
    return list(map(tuple.__new__, repeat(StepRow), zip(*columns, strict=True)))
