"""Two roles side by side: which levels they ask for, and about how many hours lie between them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, pi, sin

from django.db.models import Exists, OuterRef

from catalog.models import Area, Item, Role, RoleLevel, Template, TemplateStep

HIGHEST = 4
CENTRE, RADIUS, LABELS = 180, 140, 163
CORNERS_AT_LEAST = 3


@dataclass(frozen=True)
class Line:
    number: int
    area: Area
    before: int
    after: int
    hours: float

    @property
    def missing(self) -> int:
        return max(0, self.after - self.before)


@dataclass(frozen=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True)
class Axis:
    number: int
    end: Point
    label: Point
    before: Point
    after: Point


@dataclass(frozen=True)
class Radar:
    """A chart's coordinates, in a square of 360."""

    axes: list[Axis]
    rings: list[str]
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    before: Role
    after: Role
    lines: list[Line]

    @property
    def gap(self) -> list[Line]:
        return [line for line in self.lines if line.missing]

    @property
    def hours(self) -> float:
        """About as exact as the levels are: to ten hours."""
        return round(sum(line.hours for line in self.lines), -1)

    @property
    def radar(self) -> Radar | None:
        return draw(self.lines) if len(self.lines) >= CORNERS_AT_LEAST else None


def compare(before: Role, after: Role) -> Comparison:
    levels: dict[Area, dict[int, int]] = defaultdict(dict)
    asked = RoleLevel.objects.filter(role__in=(before, after), level__gt=0, area__is_withdrawn=False)
    for level in asked.select_related("area").order_by("area__position", "area_id"):
        levels[level.area][level.role_id] = level.level
    spent = area_hours(levels)
    lines = []
    for number, (area, by_role) in enumerate(levels.items(), 1):
        here, there = by_role.get(before.pk, 0), by_role.get(after.pk, 0)
        lines.append(Line(number, area, here, there, spent[area.pk] * max(0, there - here) / HIGHEST))
    return Comparison(before, after, lines)


def area_hours(areas: Iterable[Area]) -> dict[int, float]:
    """Give the likely hours of what an area is made of."""
    return defaultdict(float, {area: sum(items.values()) for area, items in area_items(areas).items()})


def area_items(areas: Iterable[Area]) -> dict[int, dict[int, float]]:
    """Give the items, with their likely hours, of what roadmaps start with in each area; where they start with nothing,
    all that is in it."""
    begun = TemplateStep.objects.filter(
        item=OuterRef("pk"), is_default=True, stage__template__in=Template.objects.current()
    )
    items = Item.objects.current().public().filter(area__in=list(areas)).annotate(is_begun=Exists(begun))
    every: dict[int, dict[int, float]] = defaultdict(dict)
    chosen: dict[int, dict[int, float]] = defaultdict(dict)
    for pk, area, hours, is_begun in items.values_list("pk", "area", "hours_likely", "is_begun"):
        every[area][pk] = float(hours)
        if is_begun:
            chosen[area][pk] = float(hours)
    return {area: chosen[area] if any(chosen[area].values()) else inside for area, inside in every.items()}


def draw(lines: list[Line]) -> Radar:
    count = len(lines)
    axes = [
        Axis(
            line.number,
            end=point(turn / count, RADIUS),
            label=point(turn / count, LABELS),
            before=point(turn / count, RADIUS * line.before / HIGHEST),
            after=point(turn / count, RADIUS * line.after / HIGHEST),
        )
        for turn, line in enumerate(lines)
    ]
    rings = [
        polygon(point(turn / count, RADIUS * level / HIGHEST) for turn in range(count))
        for level in range(1, HIGHEST + 1)
    ]
    return Radar(axes, rings, polygon(axis.before for axis in axes), polygon(axis.after for axis in axes))


def point(turn: float, distance: float) -> Point:
    """Give the place at `turn` of a full turn from the top, clockwise."""
    angle = 2 * pi * turn - pi / 2
    return Point(round(CENTRE + distance * cos(angle), 1), round(CENTRE + distance * sin(angle), 1))


def polygon(points: Iterable[Point]) -> str:
    return " ".join(f"{one.x},{one.y}" for one in points)
