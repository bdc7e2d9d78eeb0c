"""A roadmap as its template wants it: every value a string already, every address built once.

Django formats a number in a template by locale, and reverses an address, at a cost that a list of 150 steps pays 150 times.
"""

import html
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple, TypedDict

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from common.languages import per_language
from common.templatetags.reader import content_lang
from roadmap import flat, words
from roadmap.overview import Overview, Share, StageOverview, next_step, open_steps, state
from roadmap.sql import Change, StepRow

PAGE = "roadmap/roadmap_detail.html#"
CLOSED = frozenset({"done", "skipped"})
NOTHING = SafeString("")
SWAPPED = SafeString(' hx-swap-oob="true"')
IS_NEXT = SafeString(" data-next")
# By whether a row is next, and whether htmx swaps it in by its name.
MARKS = {
    (False, False): NOTHING,
    (True, False): IS_NEXT,
    (False, True): SWAPPED,
    (True, True): SafeString(IS_NEXT + SWAPPED),
}


class Reader(NamedTuple):
    """Whom a page is printed for: which day it is there, the language, and how the catalog's words are marked in it; looked
    up once and not for every line."""

    today: str
    language: str
    mark: SafeString


def reader_on(day: date) -> Reader:
    return Reader(day.isoformat(), get_language() or "", content_lang())


class Row(TypedDict):
    """One line of the list, every value safe to print. `marks` says whether it is next and whether htmx swaps it in by its
    name; `toggle` is the status that its button sets, and `verb` what that means in words."""

    id: int
    kind: str
    state: str
    marks: SafeString
    url: str
    toggle: str
    verb: str
    title: SafeString
    lang: SafeString
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


def row(step: StepRow, reader: Reader, *, is_next: bool = False, swapped: bool = False) -> Row:
    look, (today, language, mark) = state(step), reader
    return {
        "id": step.id,
        "kind": step.kind,
        "state": look,
        "marks": MARKS[is_next, swapped],
        "url": f"{address_of_steps()}{step.id}/",
        "toggle": "todo" if step.status in CLOSED else "done",
        "verb": verb(language, look),
        "title": escaped(step.title),
        "lang": NOTHING if step.in_own_words else mark,
        "meta": meta(language, look, step.kind, step.minutes, step.is_optional, step.waits_for),
        "side": side(language, today, look, step.due_on, step.finished_on),
    }


@lru_cache(maxsize=8192)
def escaped(title: str) -> SafeString:
    return SafeString(html.escape(title))


@lru_cache
def verb(_language: str, look: str) -> SafeString:
    if look in {"done", "verified"}:
        return escaped(_("Not done after all"))
    return escaped(_("Bring back") if look == "skipped" else _("Mark as done"))


@lru_cache(maxsize=8192)
def meta(_language: str, look: str, kind: str, minutes: int, is_optional: bool, waits_for: int) -> SafeString:
    facts = [str(words.KIND_WORDS[kind])]
    if minutes:
        facts.append(words.hours(minutes))
    if is_optional:
        facts.append(_("optional"))
    if look == "locked":
        facts.append(opens_after(waits_for))
    chips = {"doing": _("In progress"), "verified": _("Verified by mentor"), "skipped": _("Skipped")}
    chip = f' <span class="chip">{escaped(chips[look])}</span>' if look in chips else ""
    return SafeString(escaped(" · ".join(facts)) + chip)


def opens_after(count: int) -> str:
    after = ngettext("opens after one more step", "opens after %(count)s more steps", count)
    return after % {"count": words.number(count)}


@lru_cache(maxsize=8192)
def side(_language: str, today: str, look: str, due_on: str | None, finished_on: str | None) -> SafeString:
    """What stands at the end of the line: when it was finished, or by when it is due."""
    if look in ("done", "verified"):
        return escaped(words.finished(finished_on, today))
    if look == "skipped" or not due_on:
        return NOTHING
    day = escaped(words.day(due_on, today))
    late = escaped(_("late"))
    return SafeString(f'<b class="late">{late}</b> {day}') if due_on < today else day


def print_rows(rows: Iterable[Row]) -> SafeString:
    return flat.join(PAGE + "step_row", "row", rows)


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
    summary: SafeString
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
    lines: SafeString = NOTHING
    left_out: SafeString = NOTHING
    foot: SafeString = NOTHING


def print_segments(views: Iterable[StageView]) -> SafeString:
    return SafeString("".join([view.segment for view in views]))


def print_cards(views: Iterable[StageView]) -> SafeString:
    """Print the stages with all that is in them."""
    cards = [
        {
            "id": view.id,
            "unfolded": " open" if view.is_current else "",
            "head": view.head,
            "lines": view.lines,
            "foot": view.foot,
            "rest": view.left_out,
        }
        for view in views
    ]
    return flat.join(PAGE + "stage_card", "stage", cards)


@per_language()
def steps_done(done: int, counted: int) -> str:
    """(71, 150) -> "71 of 150 steps"."""
    return ngettext("%(done)s of %(count)s step", "%(done)s of %(count)s steps", counted) % {
        "done": words.decimal(done),
        "count": words.decimal(counted),
    }


def stage_summary(share: Share) -> str:
    return summary(get_language() or "", share.done_steps, share.counted_steps, share.minutes_left)


@lru_cache(maxsize=8192)
def summary(_language: str, done: int, counted: int, minutes_left: int) -> SafeString:
    if not counted:
        return escaped(_("nothing chosen"))
    said = steps_done(done, counted)
    return escaped(f"{said} · {hours_left(minutes_left)}" if minutes_left else said)


@per_language()
def hours_left(minutes: int) -> str:
    return _("%(hours)s left") % {"hours": words.hours(minutes)}


@lru_cache
def done_chip(_language: str) -> SafeString:
    done = escaped(_("done"))
    return SafeString(f'<span class="chip push" data-tone="pine">{done}</span>')


def stage_parts(
    overview: Overview, stage: StageOverview, language: str, *, address: str = "", swapped: bool = False
) -> StageParts:
    """Say a stage; `address` is the page that its segment leads to, where that is another one."""
    share, most, is_current = stage.share, overview.longest_stage, stage.id == overview.current_stage_id
    swap_mark = SWAPPED if swapped else ""
    return {
        "id": stage.id,
        "address": f"{address}#stage-{stage.id}",
        "title": escaped(stage.title),
        "short_title": escaped(stage.short_title),
        "percent": share.percent,
        "verified": share.verified_percent,
        "weight": max(3, min(30, round(30 * share.total / most))) if most else 3,
        "summary": summary(language, share.done_steps, share.counted_steps, share.minutes_left),
        "chip": done_chip(language) if share.percent == 100 else NOTHING,
        "marks": swap_mark + (' aria-current="step"' if is_current else ""),
        "swapped": swap_mark,
        "know": f"{address_of_stages()}{stage.id}/know/",
    }


def print_left_out(rows: Sequence[Row]) -> SafeString:
    lines = flat.join(PAGE + "out_row", "row", rows)
    return flat.join(PAGE + "left_out", "rest", [{"count": len(rows), "lines": lines}])


def stage_views(
    overview: Overview,
    today: date,
    *,
    with_rows: bool = True,
    address: str = "",
    keeps: Callable[[StepRow], bool] | None = None,
) -> list[StageView]:
    """Print all stages; with `keeps`, of their rows those that pass it."""
    reader, upcoming, views = reader_on(today), overview.next, []
    parts = [stage_parts(overview, stage, reader.language, address=address) for stage in overview.stages]
    segments, heads = print_stages(parts)
    if not with_rows:
        return [
            StageView(str(stage.id), stage.id == overview.current_stage_id, segment, head)
            for stage, segment, head in zip(overview.stages, segments, heads, strict=True)
        ]
    feet, step_row = flat.each(PAGE + "stage_foot", "stage", parts), flat.line_of(PAGE + "step_row", "row")
    for stage, segment, head, foot in zip(overview.stages, segments, heads, feet, strict=True):
        rows: dict[bool, list[Row]] = {True: [], False: []}
        for step in stage.steps if keeps is None else filter(keeps, stage.steps):
            rows[bool(step.is_chosen)].append(row(step, reader, is_next=step is upcoming))
        views.append(
            StageView(
                id=str(stage.id),
                is_current=stage.id == overview.current_stage_id,
                segment=segment,
                head=head,
                lines=step_row.join(rows[True]),
                left_out=print_left_out(rows[False]) if rows[False] else NOTHING,
                foot=foot if rows[True] and stage.share.open_steps else NOTHING,
            )
        )
    return views


def print_stages(parts: Sequence[StageParts]) -> tuple[list[SafeString], list[SafeString]]:
    """Print the segments of the trail, and the heads of the cards."""
    return flat.each(PAGE + "segment", "stage", parts), flat.each(PAGE + "stage_head", "stage", parts)


@dataclass(frozen=True, slots=True)
class Swap:
    """What a change of one step alters in the list: its row, the rows that wait for it, the old and the new next row, and
    the stages of these."""

    lines: SafeString
    stages: SafeString


def swap(overview: Overview, change: Change, today: date) -> Swap:
    now, then, reader = overview.next, previous_next(overview, change), reader_on(today)
    ends = [step for step in (change.step, now, then) if step]
    stage_ids, ids = {step.stage_id for step in ends}, {*change.opens, *(step.id for step in ends)}
    rows = [
        row(step, reader, is_next=step is now, swapped=True)
        for step in overview.steps
        if step.id in ids and step.is_chosen
    ]
    stages = [
        stage_parts(overview, stage, reader.language, swapped=True)
        for stage in overview.stages
        if stage.id in stage_ids
    ]
    segments, heads = print_stages(stages)
    return Swap(lines=print_rows(rows), stages=SafeString("".join(heads + segments)))


def previous_next(overview: Overview, change: Change) -> StepRow | None:
    """Say which step was next before the change, by taking the change back in memory."""
    step, before, opens = change
    if before is None:
        return None
    shift = (before not in CLOSED) - (step.status not in CLOSED)
    earlier = {
        other.id: other._replace(waits_for=other.waits_for + shift) for other in overview.steps if other.id in opens
    }
    earlier[step.id] = step._replace(status=before)
    return next_step(open_steps([earlier.get(other.id, other) for other in overview.steps]))
