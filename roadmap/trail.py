"""What the page of the map shows: each stage, step and way of the drawing with its look and its words."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, npgettext, pgettext_lazy

from roadmap import words
from roadmap.map import HEAD, HEIGHT, Drawing, Edge, drawing, links_of
from roadmap.models import Roadmap
from roadmap.overview import Overview, StageOverview, read_overview, state
from roadmap.rows import address_of_steps, stage_summary
from roadmap.sql import StepRow

LOOKS = {
    "todo": pgettext_lazy("a step that waits for nothing", "open"),
    "doing": gettext_lazy("in progress"),
    "done": gettext_lazy("done"),
    "verified": gettext_lazy("verified"),
    "skipped": gettext_lazy("skipped"),
}
# Letters that fit into a line of a step, and its lines; pixels that a letter of a stage takes from afar, and its lines there.
LETTERS, LINES = 23, 2
FAR_LETTER, FAR_LINES = 52, 3
# What paper shows around the steps of a stage, in pixels of the drawing: their ways, and not the head above them.
ROUND = 30
PASSED = frozenset({"done", "skipped"})


@dataclass(frozen=True, slots=True)
class Node:
    """A step as it is drawn, and as a line of the list that tells the same.

    Numbers of the drawing are strings, since a template writes numbers as the reader's language does.
    """

    id: str
    url: str
    x: str
    y: str
    number: str
    title: str
    lines: Sequence[str]
    said: str
    label: str
    look: str
    kind: str
    is_here: bool
    needs: str


@dataclass(frozen=True, slots=True)
class Way:
    path: str
    look: str
    first: str
    then: str


@dataclass(frozen=True, slots=True)
class Band:
    """A stage; `short_lines` name it from afar, `walked` is how much of its bar is, `cut` what paper shows of the drawing."""

    id: str
    title: str
    short_title: str
    short_lines: Sequence[str]
    percent: str
    summary: str
    x: str
    width: str
    bar: str
    walked: str
    cut: str
    cut_height: str
    is_done: bool
    is_here: bool
    nodes: Sequence[Node]


@dataclass(frozen=True, slots=True)
class TrailMap:
    """The whole drawing, the step or stage at which it opens, and the one stage that a phone shows."""

    width: str
    height: str
    ways: Sequence[Way]
    bands: Sequence[Band]
    here: str
    opens_at: str
    shown: Band
    before: Band | None
    after: Band | None


def said_of(step: StepRow, *, is_next: bool) -> str:
    """Say in a few letters where a step stands."""
    look = state(step)
    if look == "locked":
        told = npgettext(
            "at most 27 letters", "opens after one more step", "opens after %(count)s more steps", step.waits_for
        )
        return told % {"count": words.number(step.waits_for)}
    return _("you are here") if is_next else str(LOOKS[look])


def label_of(step: StepRow, title: str, said: str) -> str:
    told = _("%(step)s: milestone, %(state)s") if step.kind == "milestone" else _("%(step)s: %(state)s")
    return told % {"step": title, "state": said}


def node_of(step: StepRow, drawn: Drawing, number: int, needs: Sequence[str], *, is_next: bool) -> Node:
    said = said_of(step, is_next=is_next)
    title = f"{number}. {step.title}"
    x, y = drawn.places[step.id]
    return Node(
        id=str(step.id),
        url=f"{address_of_steps()}{step.id}/",
        x=str(x),
        y=str(y),
        number=str(number),
        title=step.title,
        lines=textwrap.wrap(title, LETTERS, max_lines=LINES, placeholder="…"),
        said=said,
        label=label_of(step, title, said),
        look=state(step),
        kind=step.kind,
        is_here=is_next,
        needs=_("needs %(steps)s") % {"steps": ", ".join(needs)} if needs else "",
    )


def band_of(stage: StageOverview, span: tuple[int, int], nodes: Sequence[Node], *, is_here: bool) -> Band:
    x, width = span
    bar, percent = width - 40, stage.share.percent
    lines = textwrap.wrap(stage.short_title, width // FAR_LETTER, max_lines=FAR_LINES, placeholder="…")
    levels = [int(node.y) for node in nodes] or [HEAD]
    top, height = min(levels) - ROUND, max(levels) - min(levels) + HEIGHT + 2 * ROUND
    return Band(
        id=str(stage.id),
        title=stage.title,
        short_title=stage.short_title,
        short_lines=[""] * (FAR_LINES - len(lines)) + lines,
        percent=str(percent),
        summary=stage_summary(stage.share),
        x=str(x),
        width=str(width),
        bar=str(bar),
        walked=str(bar * percent // 100),
        cut=f"{x} {top} {width} {height}",
        cut_height=str(height),
        is_done=percent == 100,
        is_here=is_here,
        nodes=nodes,
    )


def way_look(first: StepRow, then: StepRow) -> str:
    """A way is walked where both ends are, open where only its beginning is, else it lies ahead."""
    if first.status not in PASSED:
        return "ahead"
    return "walked" if then.status in PASSED or then.status == "doing" else "open"


def ways_of(drawn: Drawing, rows: Mapping[int, StepRow], order: Mapping[int, int]) -> list[Way]:
    """Order the ways so that a walked one lies over those that are not; those beyond the next stage step back."""
    ways = []
    for (first, then), path in drawn.ways.items():
        look = way_look(rows[first], rows[then])
        if abs(order[rows[then].stage_id] - order[rows[first].stage_id]) > 1:
            look += " distant"
        ways.append(Way(path, look, str(first), str(then)))
    return sorted(ways, key=lambda way: way.look.startswith("walked"))


def bands_of(overview: Overview, drawn: Drawing, edges: Sequence[Edge], rows: Mapping[int, StepRow]) -> list[Band]:
    next_id = overview.next.id if overview.next else None
    needs: dict[int, list[str]] = {}
    for first, then in edges:
        needs.setdefault(then, []).append(rows[first].title)
    bands = []
    for stage, span in zip(overview.stages, drawn.bands, strict=True):
        chosen = enumerate((step for step in stage.steps if step.is_chosen), start=1)
        nodes = [
            node_of(step, drawn, number, needs.get(step.id, ()), is_next=step.id == next_id) for number, step in chosen
        ]
        bands.append(band_of(stage, span, nodes, is_here=stage.id == overview.current_stage_id))
    return bands


def trail_map(roadmap: Roadmap, wanted: str) -> TrailMap | None:
    """Draw a roadmap; it opens at the stage that is wanted, without such a one where the person is. None without stages."""
    overview, links = read_overview(roadmap), links_of(roadmap)
    if not overview.stages:
        return None
    rows = {step.id: step for step in overview.steps if step.is_chosen}
    edges = [(first, then) for first, then in links if first in rows and then in rows]
    drawn = drawing(roadmap, [[step.id for step in stage.steps if step.is_chosen] for stage in overview.stages], edges)
    bands = bands_of(overview, drawn, edges, rows)
    here = next((at for at, band in enumerate(bands) if band.is_here), 0)
    at = next((at for at, band in enumerate(bands) if band.id == wanted), None)
    shown = here if at is None else at
    next_node = f"node-{overview.next.id}" if overview.next else ""
    return TrailMap(
        width=str(drawn.width),
        height=str(drawn.height),
        ways=ways_of(drawn, rows, {stage.id: number for number, stage in enumerate(overview.stages)}),
        bands=bands,
        here=next_node,
        opens_at=next_node if at is None and next_node else f"band-{bands[shown].id}",
        shown=bands[shown],
        before=bands[shown - 1] if shown else None,
        after=bands[shown + 1] if shown + 1 < len(bands) else None,
    )
