"""The prerequisites as a drawn trail: where each stage and step stands, and what leads to it.

One drawing of the whole roadmap, from left to right: a stage is a band, a band has columns, a column at most ROWS steps. All
columns share their rows, so a way between two neighbouring rows, or between two columns, never runs through a step.
A drawing depends on its steps and links alone, and is kept until they change; what is done decides only its colours.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.core.cache import cache
from fast_sugiyama import from_edges

from roadmap.models import Roadmap, StepLink

# All in pixels of the drawing: a step, the way from one to the next, the head of a band, and the room around.
WIDTH, HEIGHT = 196, 60
COLUMN, ROW = 244, 84
HEAD, PAD, BETWEEN, MARGIN = 88, 20, 20, 8
# More steps than these in a layer take another column: so many are seen on a laptop without scrolling down.
ROWS = 7
# Ways that run beside each other between two rows: so many, so far apart.
LANES, LANE = 5, 4
# Raised when the same steps and links would be drawn differently.
DRAWING = 2
KEEP_SECONDS = 30 * 24 * 3600

Edge = tuple[int, int]
Point = tuple[int, int]
Layer = list[int]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Upper left corners of the steps, left side and width of each band, and the way of each link, in pixels."""

    width: int
    height: int
    places: Mapping[int, Point]
    bands: Sequence[Point]
    ways: Mapping[Edge, str]


def links_of(roadmap: Roadmap) -> list[Edge]:
    """Read what leads to what in a roadmap, as pairs of step ids."""
    links = StepLink.objects.filter(step__roadmap=roadmap).order_by("pk")
    return list(links.values_list("needs_id", "step_id"))


def drawing(roadmap: Roadmap, bands: Sequence[Sequence[int]], edges: Sequence[Edge]) -> Drawing:
    """Give the layout of a roadmap, computed once for the same steps and links."""
    digest = hashlib.sha256(repr((DRAWING, bands, edges)).encode()).hexdigest()
    key = f"map:{roadmap.pk}:{digest}"
    found: Drawing | None = cache.get(key)
    if found is None:
        found = lay_out(bands, edges)
        cache.set(key, found, KEEP_SECONDS)
    return found


def lay_out(bands: Sequence[Sequence[int]], edges: Sequence[Edge]) -> Drawing:
    """Place the steps of each band in columns, each right of what it needs, with few crossings and short ways."""
    band_of = {node: number for number, band in enumerate(bands) for node in band}
    inside: list[list[Edge]] = [[] for _ in bands]
    for first, then in edges:
        if band_of[first] == band_of[then]:
            inside[band_of[first]].append((first, then))
    columns_of = [columns(band, links) for band, links in zip(bands, inside, strict=True)]
    rows = rows_of([column for band in columns_of for column in band], edges)
    height = HEAD + ROW * (max(rows.values(), default=0) + 1) + MARGIN
    lefts, places, spans, left = list[int](), dict[int, Point](), list[Point](), MARGIN
    for band in columns_of:
        for number, column in enumerate(band):
            lefts.append(left + PAD + number * COLUMN)
            places |= {node: (lefts[-1], HEAD + rows[node] * ROW) for node in column}
        spans.append((left, max(2, len(band)) * COLUMN - COLUMN + WIDTH + 2 * PAD))
        left += spans[-1][1] + BETWEEN
    ways = Ways(lefts, places).of(edges)
    return Drawing(max(left - BETWEEN, 0) + MARGIN, height, places, spans, ways)


def columns(band: Sequence[int], edges: Sequence[Edge]) -> list[Layer]:
    """Share the steps of a band among columns: those with links by their layer, the others where there is room."""
    layers = layers_of(band, edges)
    linked = {node for layer in layers for node in layer}
    found = [part for layer in layers for part in even_parts(layer)]
    alone = [node for node in band if node not in linked]
    while len(band) > ROWS * len(found):
        found.append([])
    most = -(-len(band) // max(1, len(found)))
    for limit in (most, ROWS):
        for column in found:
            while alone and len(column) < limit:
                column.append(alone.pop(0))
    return [*found, *even_parts(alone)]


def even_parts(layer: Layer) -> list[Layer]:
    """Split what is too much for one column into columns of about the same length."""
    count = -(-len(layer) // ROWS)
    size = -(-len(layer) // count) if count else 0
    return [layer[at * size : (at + 1) * size] for at in range(count)]


def layers_of(band: Sequence[int], edges: Sequence[Edge]) -> list[Layer]:
    """Put each linked step of a band into a layer after those that it needs; the parts that hang together mix."""
    number = {node: index for index, node in enumerate(band)}
    found: dict[int, Layer] = {}
    drawn = from_edges([(number[first], number[then]) for first, then in edges], vertex_spacing=1) if edges else ()
    for places, *_ in drawn:
        positions = dict(places)
        # The library draws from top to bottom with y growing upwards; numbers beyond the steps are bends of long ways.
        highest = max(y for _, y in positions.values())
        for node, (_, y) in sorted(positions.items(), key=lambda item: item[1][0]):
            if int(node) < len(band):
                found.setdefault(round(highest - y), []).append(band[int(node)])
    return [found[layer] for layer in sorted(found)]


def rows_of(all_columns: Sequence[Layer], edges: Sequence[Edge]) -> dict[int, int]:
    """Order each column by where its neighbours stand, to the right, back, and again; then take the rows nearest to them."""
    rows = {node: row + (ROWS - len(column)) // 2 for column in all_columns for row, node in enumerate(column)}
    before: dict[int, Layer] = {}
    after: dict[int, Layer] = {}
    for first, then in edges:
        before.setdefault(then, []).append(first)
        after.setdefault(first, []).append(then)
    for sweep, near in ((all_columns, before), (all_columns[::-1], after), (all_columns, before)):
        for column in sweep:
            wished = {node: mean([rows[other] for other in near.get(node, ())], rows[node]) for node in column}
            column.sort(key=wished.__getitem__)
            rows |= zip(column, nearest_rows([wished[node] for node in column]), strict=True)
    highest = min(rows.values(), default=0)
    return {node: row - highest for node, row in rows.items()}


def mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def nearest_rows(wishes: Sequence[float]) -> list[int]:
    """Give each of some ordered wishes a row of its own, in the same order and as near as it goes: those that want the same
    room share it around the middle of what they want."""
    blocks: list[tuple[float, int]] = []
    for index, wish in enumerate(wishes):
        first, count = wish - index, 1
        while blocks and blocks[-1][0] >= first:
            earlier, many = blocks.pop()
            first, count = (earlier * many + first * count) / (many + count), many + count
        blocks.append((first, count))
    starts = [round(first) for first, count in blocks for _ in range(count)]
    return [index + max(0, min(ROWS - len(wishes), start)) for index, start in enumerate(starts)]


class Ways:
    """Finds the way of a link: straight where its row is free, else between two rows, beside the ways of other steps."""

    def __init__(self, lefts: Sequence[int], places: Mapping[int, Point]) -> None:
        self.lefts = lefts
        self.places = places
        self.column = {left: number for number, left in enumerate(lefts)}
        self.taken = {(self.column[x], y) for x, y in places.values()}
        self.lanes: dict[int, list[tuple[int, int]]] = {}

    def of(self, edges: Iterable[Edge]) -> dict[Edge, str]:
        short_first = sorted(edges, key=lambda edge: (self.places[edge[0]], self.places[edge[1]]))
        return {edge: self.way(*edge) for edge in short_first}

    def way(self, first: int, then: int) -> str:
        """Draw from the right side of one step to the left side of the other, bending only between columns."""
        (left, top), (x, y) = self.places[first], self.places[then]
        start, end = self.column[left], self.column[x]
        if end == start + 1:
            levels = [top, y]
        elif end > start and self.is_free(range(start + 1, end), top):
            levels = [top, top, y]
        elif end > start and self.is_free(range(start + 1, end), y):
            levels = [top, y, y]
        else:
            levels = [top, self.lane(first, top, y, left, x), y]
        middle = HEIGHT // 2
        at = left + WIDTH
        stops = [at, x] if len(levels) == 2 else [at, self.after(start), self.before(end), x]
        turns = [levels[0], levels[1]] if len(levels) == 2 else [levels[0], levels[1], levels[1], levels[2]]
        spots = [(stop, turn + middle) for stop, turn in zip(stops, turns, strict=True)]
        return f"M{at} {top + middle}" + "".join(bend(one, other) for one, other in pairwise(spots))

    def is_free(self, between: Iterable[int], level: int) -> bool:
        return not any((column, level) in self.taken for column in between)

    def after(self, column: int) -> int:
        """Where the gap behind a column ends; behind the last one there is as much as between two."""
        right = self.lefts[column] + WIDTH
        return (
            min(self.lefts[column + 1], right + 2 * COLUMN - 2 * WIDTH) if column + 1 < len(self.lefts) else right + PAD
        )

    def before(self, column: int) -> int:
        left = self.lefts[column]
        return max(self.lefts[column - 1] + WIDTH, left - 2 * COLUMN + 2 * WIDTH) if column else left - PAD

    def lane(self, first: int, top: int, y: int, left: int, right: int) -> int:
        """Give the level of a way between two rows, next to the step that it leaves; ways of one step share theirs."""
        gap = top + ROW if y >= top and top < self.lowest() else top
        lanes = self.lanes.setdefault(gap, [])
        fits = (at for at, (end, owner) in enumerate(lanes) if owner == first or end < min(left, right))
        number = next(fits, len(lanes))
        lanes[number : number + 1] = [(max(left, right), first)]
        return gap - ROW // 2 + (number % LANES - LANES // 2) * LANE

    def lowest(self) -> int:
        return max(y for _, y in self.places.values())


def bend(one: Point, other: Point) -> str:
    """Go on from one point to another: level where they lie level, else as a curve."""
    (x, y), (right, level) = one, other
    middle = (x + right) // 2
    return f"H{right}" if y == level else f"C{middle} {y} {middle} {level} {right} {level}"
