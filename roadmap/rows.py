"""A roadmap as its template wants it: every value a string already, every address built once.

Django formats a number in a template by locale, and reverses an address, at a cost that a list of 150 steps pays 150 times.
"""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypedDict

from django.urls import reverse
from django.utils.safestring import SafeString

from roadmap import flat, words
from roadmap.overview import Overview, Share, StageOverview, next_step, state
from roadmap.sql import StepRow

CHIPS = {
    "doing": ' <span class="chip">In progress</span>',
    "verified": ' <span class="chip">Verified by mentor</span>',
    "skipped": ' <span class="chip">Skipped</span>',
}
VERBS = {"todo": "Mark as done", "doing": "Mark as done", "locked": "Mark as done", "skipped": "Bring back"}
OTHERWISE = "Not done after all"
STEP_ROW = "roadmap/roadmap_detail.html#step_row"
STAGE_HEAD = "roadmap/roadmap_detail.html#stage_head"
SEGMENT = "roadmap/roadmap_detail.html#segment"
STAGE_FOOT = "roadmap/roadmap_detail.html#stage_foot"
SWAPPED = ' hx-swap-oob="true"'
DONE_CHIP = SafeString('<span class="chip push" data-tone="pine">done</span>')
CLOSED = frozenset({"done", "skipped"})


class Row(TypedDict):
    """One line of the list, every value safe to print.

    `attrs` names the line, its kind and look, whether it is next, and whether htmx swaps it in by its name; `tick` says
    what its button sets, where, and what that means in words.
    """

    attrs: SafeString
    url: SafeString
    state: str
    tick: SafeString
    title: SafeString
    meta: SafeString
    side: SafeString


@cache
def address_of_steps() -> str:
    """Give the address below which every step lives, such as "/steps/"."""
    return reverse("roadmap:step_detail", args=[0]).removesuffix("0/")


@cache
def address_of_roadmaps() -> str:
    """Give the address below which every roadmap lives, such as "/roadmap/"."""
    return reverse("roadmap:roadmap_detail", args=[0]).removesuffix("0/")


@cache
def address_of_stages() -> str:
    """Give the address below which every stage lives, such as "/stages/"."""
    return reverse("roadmap:order_steps", args=[0]).removesuffix("0/order/")


def row(step: StepRow, *, prefix: str, is_next: bool, today: str, swapped: bool = False) -> Row:
    look = state(step)
    title = SafeString(html.escape(step.title))
    toggle = "todo" if step.status in CLOSED else "done"
    marks = (" data-next" if is_next else "") + (SWAPPED if swapped else "")
    return {
        "attrs": SafeString(f'id="step-row-{step.id}" data-kind="{step.kind}" data-state="{look}"{marks}'),
        "url": SafeString(f"{prefix}{step.id}/"),
        "state": look,
        "tick": SafeString(
            f'formaction="{prefix}{step.id}/status/" name="status" value="{toggle}" '
            f'aria-label="{VERBS.get(look, OTHERWISE)}: {title}"'
        ),
        "title": title,
        "meta": meta(step, look),
        "side": side(step, look, today),
    }


def meta(step: StepRow, look: str) -> SafeString:
    text = str(words.KIND_WORDS[step.kind])
    if step.minutes:
        text += f" · {words.hours(step.minutes)}"
    if step.is_optional:
        text += " · optional"
    if look == "locked":
        text += f" · opens after {words.count_of(step.waits_for, 'more step')}"
    return SafeString(text + CHIPS.get(look, ""))


def side(step: StepRow, look: str, today: str) -> SafeString:
    """What stands at the end of the line: when it was finished, or by when it is due."""
    if look in ("done", "verified"):
        return SafeString(f"finished {words.day(step.changed_on, today)}" if step.changed_on else "")
    if look == "skipped" or not step.due_on:
        return SafeString("")
    if step.due_on < today:
        return SafeString(f'<b class="late">late</b> {words.day(step.due_on, today)}')
    return SafeString(words.day(step.due_on, today))


class StageParts(TypedDict):
    """What a stage's head and its segment of the trail print, every value safe.

    `marks` says where you are and whether htmx swaps the segment in by its name, `swapped` that of the head alone.
    """

    id: int
    address: str
    title: SafeString
    short_title: SafeString
    percent: int
    verified: int
    weight: int
    summary: str
    chip: SafeString
    marks: str
    swapped: str
    know: str


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage's card: its segment of the trail, its head, its rows, its foot, and what was left out of the plan."""

    id: str
    is_current: bool
    segment: SafeString
    head: SafeString
    lines: SafeString = SafeString("")  # noqa: RUF009  # a string that is safe is a string
    left_out: Sequence[Row] = ()
    foot: SafeString = SafeString("")  # noqa: RUF009


def stage_summary(share: Share) -> str:
    if not share.counted_steps:
        return "nothing chosen"
    done = f"{share.done_steps} of {share.counted_steps} steps"
    return f"{done} · {words.hours(share.minutes_left)} left" if share.minutes_left else done


def stage_parts(
    overview: Overview, stage: StageOverview, *, address: str, is_current: bool, swapped: bool
) -> StageParts:
    share, most = stage.share, overview.longest_stage
    swap_mark = SWAPPED if swapped else ""
    return {
        "id": stage.id,
        "address": f"{address}#stage-{stage.id}",
        "title": SafeString(html.escape(stage.title)),
        "short_title": SafeString(html.escape(stage.short_title)),
        "percent": share.percent,
        "verified": share.verified_percent,
        "weight": max(3, min(30, round(30 * share.total / most))) if most else 3,
        "summary": stage_summary(share),
        "chip": DONE_CHIP if share.percent == 100 else SafeString(""),
        "marks": swap_mark + (' aria-current="step"' if is_current else ""),
        "swapped": swap_mark,
        "know": f"{address_of_stages()}{stage.id}/know/",
    }


def stage_view(
    overview: Overview,
    stage: StageOverview,
    rows: Sequence[Row] = (),
    left_out: Sequence[Row] = (),
    *,
    address: str = "",
    swapped: bool = False,
) -> StageView:
    """Print a stage; `address` is the page that its segment leads to, where that is another one."""
    is_current = stage.id == overview.current_stage_id
    parts = stage_parts(overview, stage, address=address, is_current=is_current, swapped=swapped)
    return StageView(
        id=str(stage.id),
        is_current=is_current,
        segment=flat.join(SEGMENT, "stage", [parts]),
        head=flat.join(STAGE_HEAD, "stage", [parts]),
        lines=flat.join(STEP_ROW, "row", rows),
        left_out=left_out,
        foot=flat.join(STAGE_FOOT, "stage", [parts]) if rows and stage.share.open_steps else SafeString(""),
    )


def stage_views(
    overview: Overview,
    today: date,
    *,
    with_rows: bool = True,
    address: str = "",
    keeps: Callable[[StepRow], bool] | None = None,
) -> list[StageView]:
    """Print all stages; with `keeps`, of their rows those that pass it."""
    prefix, day = address_of_steps(), today.isoformat()
    next_id = overview.next.id if overview.next else None
    views = []
    for stage in overview.stages:
        rows: dict[bool, list[Row]] = {True: [], False: []}
        steps = stage.steps if keeps is None else filter(keeps, stage.steps)
        for step in steps if with_rows else ():
            rows[bool(step.is_chosen)].append(row(step, prefix=prefix, is_next=step.id == next_id, today=day))
        views.append(stage_view(overview, stage, rows[True], rows[False], address=address))
    return views


@dataclass(frozen=True, slots=True)
class Swap:
    """What a change of one step alters in the list: its row, the rows that wait for it, the old and the new next row, and
    the stages of these."""

    lines: SafeString
    stages: Sequence[StageView]


def swap(overview: Overview, changed: StepRow, today: date) -> Swap:
    now, then = overview.next, previous_next(overview, changed)
    stage_ids = {changed.stage_id, *(step.stage_id for step in (now, then) if step)}
    ids = {changed.id, *(step.id for step in (now, then) if step)}
    prefix, day = address_of_steps(), today.isoformat()
    rows = [
        row(step, prefix=prefix, is_next=step is now, today=day, swapped=True)
        for step in overview.steps
        if step.is_chosen and (step.id in ids or step.opens_with_changed)
    ]
    return Swap(
        lines=flat.join(STEP_ROW, "row", rows),
        stages=[stage_view(overview, stage, swapped=True) for stage in overview.stages if stage.id in stage_ids],
    )


def previous_next(overview: Overview, changed: StepRow) -> StepRow | None:
    """Say which step was next before the change, by taking the change back in memory."""
    if changed.before is None:
        return None
    shift = (changed.before not in CLOSED) - (changed.status not in CLOSED)
    return next_step(
        step._replace(status=changed.before)
        if step is changed
        else step._replace(waits_for=step.waits_for + shift)
        if step.opens_with_changed
        else step
        for step in overview.steps
    )
