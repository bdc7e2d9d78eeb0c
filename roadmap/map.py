"""The prerequisites as a drawn trail: where each step stands, and what leads to it.

One drawing of 150 steps cannot be read, so there is one of the stages, and one of each stage with what it needs from before.
A drawing depends on its nodes and edges alone, and is kept until they change; what is done decides only its colours.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from fast_sugiyama import from_edges

from roadmap.models import Roadmap, StepLink
from roadmap.overview import Overview, StageOverview
from roadmap.sql import StepRow

MARGIN = 16
# Steps without links stand below the trail, so many in a line.
ABREAST = 4
# Raised when the same nodes and edges would be drawn differently.
DRAWING = 1
KEEP_SECONDS = 30 * 24 * 3600

Edge = tuple[int, int]
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """The size of a node and the way from one to the next, in pixels."""

    width: int
    height: int
    column: int
    row: int


STEPS = Grid(width=208, height=62, column=264, row=84)
STAGES = Grid(width=140, height=62, column=170, row=78)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Upper left corners of the nodes, and the way of each edge from its need to what opens, in pixels."""

    width: int
    height: int
    places: Mapping[int, Point]
    ways: Mapping[Edge, str]


def links_of(roadmap: Roadmap) -> list[Edge]:
    """Read what leads to what in a roadmap, as pairs of step ids."""
    links = StepLink.objects.filter(step__roadmap=roadmap).order_by("pk")
    return list(links.values_list("needs_id", "step_id"))


def drawing(roadmap: Roadmap, nodes: Sequence[int], edges: Sequence[Edge], grid: Grid) -> Drawing:
    """Give the layout of a part of a roadmap, computed once for the same nodes and edges."""
    digest = hashlib.sha256(repr((DRAWING, grid, nodes, edges)).encode()).hexdigest()
    key = f"map:{roadmap.pk}:{digest}"
    found: Drawing | None = cache.get(key)
    if found is None:
        found = lay_out(nodes, edges, grid)
        cache.set(key, found, KEEP_SECONDS)
    return found


def lay_out(nodes: Sequence[int], edges: Sequence[Edge], grid: Grid = STEPS) -> Drawing:
    """Place the nodes in columns from left to right, each right of what it needs, with few crossings."""
    number = {node: index for index, node in enumerate(nodes)}
    linked = [(number[first], number[then]) for first, then in edges]
    spots: dict[int, Point] = {}
    hops: dict[int, list[int]] = {}
    top = MARGIN
    for positions, _, _, drawn in from_edges(linked, vertex_spacing=1, dummy_size=0.5) if linked else ():
        top = place_part(dict(positions), spots, top, grid)
        for first, then in drawn or ():
            hops.setdefault(int(first), []).append(int(then))
    alone = [index for index in range(len(nodes)) if index not in spots]
    for count, index in enumerate(alone):
        spots[index] = MARGIN + count % ABREAST * grid.column, top + count // ABREAST * grid.row
    places = {node: spots[index] for node, index in number.items()}
    ways = {edge: way(route(number[edge[0]], number[edge[1]], hops, len(nodes)), spots, grid) for edge in edges}
    return Drawing(
        width=max((x for x, _ in spots.values()), default=0) + grid.width + MARGIN,
        height=max((y for _, y in spots.values()), default=0) + grid.height + MARGIN,
        places=places,
        ways=ways,
    )


def place_part(
    positions: Mapping[int | str, tuple[float, float]], spots: dict[int, Point], top: int, grid: Grid
) -> int:
    """Turn one connected part on its side, below what stands there already; give where the next one begins.

    The library draws from top to bottom with y growing upwards: its layers become columns, its order becomes rows.
    """
    layers: dict[int, list[int]] = {}
    highest = max(y for _, y in positions.values())
    for node, (_, y) in positions.items():
        layers.setdefault(round(highest - y), []).append(int(node))
    for column, layer in layers.items():
        layer.sort(key=lambda node: positions[node][0])
        row = 0.0
        for node in layer:
            row = max(row, positions[node][0])
            spots[node] = MARGIN + column * grid.column, top + round(row * grid.row)
            row += 1
    return max(spots[int(node)][1] for node in positions) + grid.row


def route(first: int, then: int, hops: Mapping[int, Sequence[int]], count: int) -> list[int]:
    """Follow an edge over the places that the layout keeps free for it; numbers from `count` on are such places."""
    for hop in hops.get(first, ()):
        path = [first, hop]
        while path[-1] >= count and hops.get(path[-1]):
            path.append(hops[path[-1]][0])
        if path[-1] == then:
            return path
    return [first, then]


def way(path: Sequence[int], spots: Mapping[int, Point], grid: Grid) -> str:
    """Draw a path as a curve from the right side of its first node to the left side of its last."""
    middle = grid.height // 2
    x, y = spots[path[0]][0] + grid.width, spots[path[0]][1] + middle
    parts = [f"M{x} {y}"]
    for spot in path[1:]:
        left, level = spots[spot][0], spots[spot][1] + middle
        bend = (x + left) // 2
        parts.append(f"C{bend} {y} {bend} {level} {left} {level}")
        if spot != path[-1]:
            parts.append(f"H{left + grid.width}")
        x, y = left + grid.width, level
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class StagePart:
    """One stage with its chosen steps, the steps of other stages that they need, and the links between them."""

    stage: StageOverview
    steps: Sequence[StepRow]
    from_before: Sequence[StepRow]
    edges: Sequence[Edge]


def part_of(overview: Overview, stage: StageOverview, links: Iterable[Edge]) -> StagePart:
    rows = {step.id: step for step in overview.steps if step.is_chosen}
    inside = {step.id for step in stage.steps}
    edges = [(first, then) for first, then in links if then in inside and then in rows and first in rows]
    before = dict.fromkeys(first for first, _ in edges if first not in inside)
    steps = [step for step in stage.steps if step.is_chosen]
    return StagePart(stage, steps, [rows[pk] for pk in before], edges)


def stage_links(overview: Overview, links: Iterable[Edge]) -> list[Edge]:
    """Say which stage leads to which later one, without the ways that a chain of others tells already."""
    order = [stage.id for stage in overview.stages]
    place = {pk: index for index, pk in enumerate(order)}
    stage_of = {step.id: place[step.stage_id] for step in overview.steps if step.is_chosen}
    direct: dict[int, set[int]] = {index: set() for index in range(len(order))}
    for first, then in links:
        if first in stage_of and then in stage_of and stage_of[first] < stage_of[then]:
            direct[stage_of[first]].add(stage_of[then])
    reached: dict[int, set[int]] = {}
    kept = []
    for first in reversed(range(len(order))):
        beyond = set().union(*(reached[then] for then in direct[first]))
        kept += [(order[first], order[then]) for then in sorted(direct[first] - beyond)]
        reached[first] = direct[first] | beyond
    return kept
