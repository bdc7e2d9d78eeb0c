"""From where somebody stands to a role: which areas are missing, and about how many hours."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from catalog.comparing import HIGHEST, area_items
from catalog.models import Area, Role, RoleLevel
from roadmap.models import Progress, Status


@dataclass(frozen=True, slots=True)
class Way:
    role: Role
    areas: int
    hours: int


def ways_to(roles: Sequence[Role], user: User) -> list[Way]:
    """Say how far each role is, in three statements; nothing where the person has ticked nothing.

    A role asks for a level of an area from 1 to 4, and each level is a quarter of the area's hours: what is done of them
    counts. Less than half an hour is nothing.
    """
    done = set(Progress.objects.filter(person=user, status=Status.DONE).values_list("item", flat=True))
    if not done:
        return []
    levels: dict[int, dict[Area, int]] = defaultdict(dict)
    for level in RoleLevel.objects.filter(role__in=roles, area__is_withdrawn=False).select_related("area"):
        levels[level.role_id][level.area] = level.level
    items = area_items({area for of_role in levels.values() for area in of_role})
    return [way_to(role, levels[role.pk], items, done) for role in roles if levels[role.pk]]


def way_to(role: Role, levels: dict[Area, int], items: dict[int, dict[int, float]], done: set[int]) -> Way:
    missing = [missing_hours(level, items.get(area.pk, {}), done) for area, level in levels.items()]
    telling = [hours for hours in missing if hours >= 0.5]
    hours = sum(telling)
    return Way(role, len(telling), int(round(hours, -1) if hours > 20 else round(hours)))


def missing_hours(level: int, items: dict[int, float], done: set[int]) -> float:
    asked = sum(items.values()) * level / HIGHEST
    return max(0.0, asked - sum(hours for item, hours in items.items() if item in done))
