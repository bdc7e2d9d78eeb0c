"""What the page of the map shows: each node and edge of a drawing with its look and its words."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmap import words
from roadmap.map import STAGES, STEPS, Drawing, Edge, drawing, links_of, part_of, stage_links
from roadmap.models import Roadmap
from roadmap.overview import Overview, StageOverview, read_overview, state
from roadmap.rows import address_of_steps, stage_summary
from roadmap.sql import StepRow

LOOKS = {"todo": "open", "doing": "in progress", "done": "done", "verified": "verified", "skipped": "skipped"}
# Letters that fit into a line of a node, and its lines.
LETTERS, LINES = 25, 2
PASSED = frozenset({"done", "skipped"})


@dataclass(frozen=True, slots=True)
class Node:
    """Places are strings, since a template writes numbers as the reader's language does."""

    id: str
    url: str
    x: str
    y: str
    lines: Sequence[str]
    said: str
    label: str
    look: str
    kind: str
    is_here: bool = False
    is_shown: bool = False
    is_from_before: bool = False
    # How much of a stage is walked, in pixels.
    walked: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    path: str
    look: str
    first: str
    then: str


@dataclass(frozen=True, slots=True)
class Picture:
    width: str
    height: str
    nodes: Sequence[Node]
    ways: Sequence[Way]


@dataclass(frozen=True, slots=True)
class Line:
    """A step in the numbered list that tells the same as the drawing."""

    number: str
    title: str
    url: str
    look: str
    said: str
    needs: Sequence[str]


@dataclass(frozen=True, slots=True)
class TrailMap:
    stages: Picture
    stage: StageOverview
    summary: str
    picture: Picture
    lines: Sequence[Line]
    before: StageOverview | None
    after: StageOverview | None


def words_of(step: StepRow, *, is_next: bool) -> str:
    look = state(step)
    if look == "locked":
        return f"opens after {words.count_of(step.waits_for, 'more step')}"
    return "you are here" if is_next else LOOKS[look]


def step_node(step: StepRow, picture: Drawing, *, is_next: bool, number: int | None) -> Node:
    said = words_of(step, is_next=is_next)
    if number is None:
        said = f"{step.stage_short_title} · {LOOKS.get(state(step), 'ahead')}"
    elif step.kind == "milestone":
        said = f"milestone · {said}"
    title = f"{number}. {step.title}" if number else step.title
    x, y = picture.places[step.id]
    return Node(
        id=str(step.id),
        url=f"{address_of_steps()}{step.id}/",
        x=str(x),
        y=str(y),
        lines=textwrap.wrap(title, LETTERS, max_lines=LINES, placeholder="…"),
        said=said,
        label=f"{title}: {said}",
        look=state(step),
        kind=step.kind,
        is_here=is_next,
        is_from_before=number is None,
    )


def way_look(first: StepRow, then: StepRow) -> str:
    """A way is walked where both ends are, open where only its beginning is, else it lies ahead."""
    if first.status not in PASSED:
        return "ahead"
    return "walked" if then.status in PASSED or then.status == "doing" else "open"


def ways_of(picture: Drawing, looks: Mapping[Edge, str]) -> list[Way]:
    """Order the ways so that a walked one lies over those that are not."""
    ways = [Way(path, looks[edge], str(edge[0]), str(edge[1])) for edge, path in picture.ways.items()]
    return sorted(ways, key=lambda way: way.look == "walked")


def stage_node(stage: StageOverview, picture: Drawing, address: str, *, is_here: bool, is_shown: bool) -> Node:
    x, y = picture.places[stage.id]
    share = stage.share
    said = f"{share.done_steps} of {share.counted_steps} steps"
    return Node(
        id=f"stage-{stage.id}",
        url=f"{address}?stage={stage.id}",
        x=str(x),
        y=str(y),
        lines=textwrap.wrap(stage.short_title, 17, max_lines=1, placeholder="…"),
        said=said,
        label=f"{stage.title}: {said}, {share.percent} percent" + (", you are here" if is_here else ""),
        look="done" if share.percent == 100 else "todo",
        kind="stage",
        is_here=is_here,
        is_shown=is_shown,
        walked=str((STAGES.width - 32) * share.percent // 100),
    )


def picture_of_stages(
    roadmap: Roadmap, overview: Overview, links: Sequence[Edge], address: str, shown: StageOverview
) -> Picture:
    edges, shares = stage_links(overview, links), {stage.id: stage.share.percent for stage in overview.stages}
    drawn = drawing(roadmap, [stage.id for stage in overview.stages], edges, STAGES)
    here = overview.current_stage_id
    looks = {(first, then): "walked" if shares[first] == shares[then] == 100 else "ahead" for first, then in edges}
    return Picture(
        width=str(drawn.width),
        height=str(drawn.height),
        nodes=[
            stage_node(stage, drawn, address, is_here=stage.id == here, is_shown=stage is shown)
            for stage in overview.stages
        ],
        ways=ways_of(drawn, looks),
    )


def picture_of_stage(
    roadmap: Roadmap, overview: Overview, stage: StageOverview, links: Sequence[Edge]
) -> tuple[Picture, list[Line]]:
    part = part_of(overview, stage, links)
    rows = {step.id: step for step in [*part.from_before, *part.steps]}
    drawn = drawing(roadmap, list(rows), part.edges, STEPS)
    next_id = overview.next.id if overview.next else None
    numbers = {step.id: number for number, step in enumerate(part.steps, start=1)}
    nodes = {pk: step_node(step, drawn, is_next=pk == next_id, number=numbers.get(pk)) for pk, step in rows.items()}
    needs: dict[int, list[str]] = {}
    for first, then in part.edges:
        needs.setdefault(then, []).append(rows[first].title)
    lines = [
        Line(
            number=str(numbers[step.id]),
            title=step.title,
            url=nodes[step.id].url,
            look=state(step),
            said=nodes[step.id].said,
            needs=needs.get(step.id, []),
        )
        for step in part.steps
    ]
    looks = {(first, then): way_look(rows[first], rows[then]) for first, then in part.edges}
    picture = Picture(str(drawn.width), str(drawn.height), list(nodes.values()), ways_of(drawn, looks))
    return picture, lines


def trail_map(roadmap: Roadmap, address: str, wanted: str) -> TrailMap | None:
    """Draw the stages, and the one that is wanted; without such a one, where the person is. None without any stage."""
    overview, links = read_overview(roadmap), links_of(roadmap)
    stages = list(overview.stages)
    if not stages:
        return None
    here = next((at for at, stage in enumerate(stages) if stage.id == overview.current_stage_id), 0)
    at = next((at for at, stage in enumerate(stages) if str(stage.id) == wanted), here)
    picture, lines = picture_of_stage(roadmap, overview, stages[at], links)
    return TrailMap(
        stages=picture_of_stages(roadmap, overview, links, address, stages[at]),
        stage=stages[at],
        summary=stage_summary(stages[at].share),
        picture=picture,
        lines=lines,
        before=stages[at - 1] if at else None,
        after=stages[at + 1] if at + 1 < len(stages) else None,
    )
