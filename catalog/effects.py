"""What a way of education changes in a roadmap: what a graduate has covered, and what is left."""

from collections import defaultdict
from dataclasses import dataclass

from catalog.models import Pathway, Template, TemplateStep

HOURS_A_WEEK = 10
WEEKS_A_MONTH = 52 / 12


@dataclass(frozen=True, slots=True)
class Effect:
    """Steps and hours that a new roadmap starts with, and those of them that a pathway covers."""

    template: Template
    steps: int
    hours: float
    covered_steps: int
    covered_hours: float

    @property
    def hours_left(self) -> float:
        return self.hours - self.covered_hours

    @property
    def months(self) -> int:
        return round(self.hours / HOURS_A_WEEK / WEEKS_A_MONTH)

    @property
    def months_left(self) -> int:
        return round(self.hours_left / HOURS_A_WEEK / WEEKS_A_MONTH)


def effects(pathway: Pathway) -> list[Effect]:
    """Say it of each roadmap in which the pathway covers something: three statements."""
    covered = set(pathway.covers.values_list("pk", flat=True))
    hours: dict[int, dict[int, float]] = defaultdict(dict)
    places = TemplateStep.objects.filter(is_default=True, stage__template__is_withdrawn=False)
    for template, item, likely in places.values_list("stage__template", "item", "item__hours_likely"):
        hours[template][item] = float(likely)
    return [
        effect(template, hours[template.pk], covered)
        for template in Template.objects.current()
        if covered & hours[template.pk].keys()
    ]


def effect(template: Template, hours: dict[int, float], covered: set[int]) -> Effect:
    done = {item: likely for item, likely in hours.items() if item in covered}
    return Effect(template, len(hours), sum(hours.values()), len(done), sum(done.values()))
