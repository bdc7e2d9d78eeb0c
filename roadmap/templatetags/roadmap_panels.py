from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from accounts.models import User
from catalog.models import Role
from roadmap.standing import ways_to

register = template.Library()


@register.inclusion_tag("roadmap/panels/where_you_stand.html")
def where_you_stand(user: User, role: Role, moves: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """How far a learner is from a role, and from those that it leads to; nothing for who has done nothing yet."""
    return {"ways": ways_to([role, *(move["move"].after for move in moves)], user)}
