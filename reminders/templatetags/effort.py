from collections.abc import Iterable

from django import template

from roadmap.models import Step
from roadmap.words import hours

register = template.Library()
register.filter("effort", hours)


@register.filter
def total_minutes(steps: Iterable[Step]) -> int:
    return sum(step.minutes for step in steps)
