"""What a roadmap says of itself: each step's state, each stage's share, the percent, what is next and what is late.

Percent counts the hours of chosen steps; skipped steps leave the sum on both sides. It is 100 only when nothing is open.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from roadmap.models import Roadmap
from roadmap.sql import OPEN, Change, Count, StepRow, Whole, read_roadmap

__all__ = [
    "OPEN",
    "Overview",
    "Share",
    "StageOverview",
    "next_step",
    "open_steps",
    "overview_of",
    "read_overview",
    "state",
]

AnyRow = TypeVar("AnyRow", StepRow, Count)
NOTHING = Whole(columns=[], newer_version=None, stages=[], steps=[])


@dataclass(frozen=True, slots=True)
class Share:
    """Minutes of chosen steps: all that count, those done, and those of the done that somebody verified."""

    total: int = 0
    done: int = 0
    verified: int = 0
    open_steps: int = 0
    done_steps: int = 0
    counted_steps: int = 0

    @property
    def percent(self) -> int:
        return self.share_of(self.done)

    @property
    def verified_percent(self) -> int:
        return self.share_of(self.verified)

    @property
    def minutes_left(self) -> int:
        return self.total - self.done

    def share_of(self, minutes: int) -> int:
        if minutes == self.done and not self.open_steps and self.counted_steps:
            return 100
        return min(99, minutes * 100 // self.total) if self.total else 0


def share(rows: Iterable[StepRow | Count]) -> Share:
    total = done = verified = open_steps = done_steps = counted = 0
    for row in rows:
        if not row.is_chosen or row.status == "skipped":
            continue
        counted += row.steps
        total += row.minutes
        if row.status == "done":
            done_steps += row.steps
            done += row.minutes
            verified += row.minutes if row.assurance != "self" else 0
        else:
            open_steps += row.steps
    return Share(total, done, verified, open_steps, done_steps, counted)


def sum_of(shares: Sequence[Share]) -> Share:
    return Share(
        total=sum(share.total for share in shares),
        done=sum(share.done for share in shares),
        verified=sum(share.verified for share in shares),
        open_steps=sum(share.open_steps for share in shares),
        done_steps=sum(share.done_steps for share in shares),
        counted_steps=sum(share.counted_steps for share in shares),
    )


def state(row: StepRow) -> str:
    """Give one of the looks of a tick: todo, doing, done, verified, skipped, locked (only what is in the plan waits)."""
    if row.status == "done" and row.assurance != "self":
        return "verified"
    if row.status == "todo" and row.waits_for and row.is_chosen:
        return "locked"
    return row.status


def open_steps(rows: Iterable[StepRow]) -> list[StepRow]:
    return [row for row in rows if row.is_chosen and row.status in OPEN]


def next_step(still_open: Iterable[StepRow]) -> StepRow | None:
    """Choose the one next thing: what is begun, else the first by date that waits for nothing."""
    ready = [row for row in still_open if row.status == "doing" or not row.waits_for]
    return min(ready, key=lambda row: (row.status != "doing", row.due_on or "9999"), default=None)


@dataclass(frozen=True, slots=True)
class StageOverview:
    id: int
    title: str
    short_title: str
    steps: Sequence[StepRow]
    share: Share


@dataclass(frozen=True, slots=True)
class Overview:
    """One roadmap at one moment. Days are compared as ISO text, as they are stored. After a change, `steps` are those that
    it can touch; the shares are of all."""

    stages: Sequence[StageOverview]
    steps: Sequence[StepRow]
    share: Share
    open: Sequence[StepRow]
    next: StepRow | None
    change: Change | None
    counted: Sequence[StepRow | Count]

    @property
    def longest_stage(self) -> int:
        """Minutes of the stage that has the most, against which the trail draws the others."""
        return max((stage.share.total for stage in self.stages), default=0)

    @property
    def current_stage_id(self) -> int | None:
        return self.next.stage_id if self.next else None

    def late(self, today: date) -> list[StepRow]:
        day = today.isoformat()
        return [row for row in self.open if row.due_on and row.due_on < day]

    def finishes_on(self) -> date | None:
        """The last date of the plan as accepted."""
        days = [row.due_on for row in self.counted if row.is_chosen and row.due_on and row.status != "skipped"]
        return date.fromisoformat(max(days)) if days else None


def overview_of(whole: Whole) -> Overview:
    """Compute all that follows from the steps of one roadmap."""
    steps = by_stage(whole.steps)
    counted: Mapping[int, Sequence[StepRow | Count]] = steps if whole.counts is None else by_stage(whole.counts)
    stages = [
        StageOverview(stage.id, stage.title, stage.short_title, steps.get(stage.id, []), share(counted[stage.id]))
        for stage in whole.stages
        if stage.id in counted
    ]
    still_open = open_steps(whole.steps)
    return Overview(
        stages=stages,
        steps=whole.steps,
        share=sum_of([stage.share for stage in stages]),
        open=still_open,
        next=next_step(still_open),
        change=whole.change,
        counted=whole.steps if whole.counts is None else whole.counts,
    )


def by_stage(rows: Iterable[AnyRow]) -> dict[int, list[AnyRow]]:
    found: dict[int, list[AnyRow]] = {}
    for row in rows:
        found.setdefault(row.stage_id, []).append(row)
    return found


def read_overview(roadmap: Roadmap, *, changed: int = 0) -> Overview:
    """Read a whole roadmap in one query; nothing of one that is deleted. Who may ask is the caller's business."""
    return overview_of(read_roadmap(roadmap.owner_id, roadmap.pk, changed=changed) or NOTHING)
