"""A template's outline, and every one that it has ever had: what a personal roadmap is compared with."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from catalog.models import Prerequisite, Template, TemplateStage, TemplateStep, TemplateVersion

Outline = dict[str, Any]
Edges = dict[int, list[int]]


def keep_all() -> None:
    """Keep the outline of each template that has changed, whichever pack changed it: packs share items."""
    edges = prerequisites()
    for template in Template.objects.current():
        keep(template, edges)


def keep(template: Template, edges: Edges | None = None) -> TemplateVersion:
    """Give the version that a template is at; a new one where its outline is not that of the last."""
    outline = outline_of(template, prerequisites() if edges is None else edges)
    latest = template.versions.order_by("-number").first()
    if latest and latest.outline == outline:
        return latest
    number = latest.number + 1 if latest else 1
    return template.versions.create(number=number, name=template.version, outline=outline)


def outline_of(template: Template, edges: Edges) -> Outline:
    steps: dict[int, list[TemplateStep]] = defaultdict(list)
    found = TemplateStep.objects.filter(stage__template=template).select_related("item", "choice")
    for step in found.order_by("position", "pk"):
        steps[step.stage_id].append(step)
    stages = list(template.stages.order_by("position", "pk"))
    present = {step.item_id for of_stage in steps.values() for step in of_stage}
    return {
        "stages": [stage_outline(stage, steps[stage.pk]) for stage in stages],
        "needs": sorted([item, needed] for item in present for needed in nearest(item, edges, present)),
    }


def stage_outline(stage: TemplateStage, steps: Iterable[TemplateStep]) -> Outline:
    return {
        "key": stage.key,
        "title": stage.title,
        "short_title": stage.short_title,
        "steps": [
            {
                "item": step.item_id,
                "title": step.item.title,
                "minutes": int(step.item.hours_likely * 60),
                "optional": step.is_optional,
                "choice": step.choice.key if step.choice else "",
                "default": step.is_default,
            }
            for step in steps
        ],
    }


def prerequisites() -> Edges:
    edges: Edges = {}
    for item_id, needs_id in Prerequisite.objects.values_list("item_id", "needs_id"):
        edges.setdefault(item_id, []).append(needs_id)
    return edges


def nearest(item_id: int, edges: Edges, present: Iterable[int]) -> list[int]:
    """Give the closest prerequisites of an item that are present, looking through those that are not."""
    found: dict[int, None] = {}
    seen = {item_id}
    waiting = list(edges.get(item_id, []))
    while waiting:
        needed = waiting.pop()
        if needed in seen:
            continue
        seen.add(needed)
        if needed in present:
            found[needed] = None
        else:
            waiting.extend(edges.get(needed, []))
    return list(found)
