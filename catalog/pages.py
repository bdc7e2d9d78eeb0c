"""What the catalog's pages show, read in a fixed number of statements each."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.models import Case, Count, IntegerField, Prefetch, Q, Sum, Value, When

from catalog.effects import effects
from catalog.models import (
    Area,
    Course,
    Credential,
    Item,
    Milestone,
    Pathway,
    Resource,
    Role,
    RoleFact,
    RoleStep,
    Skill,
    StatusFact,
    Template,
    TemplateStep,
)

Shown = dict[str, Any]

# Free before freemium before paid.
BY_COST = Case(
    When(cost="free", then=Value(0)),
    When(cost="freemium", then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)
LIST_FIELDS = ("key", "title", "summary", "kind", "area_id", "hours_likely", "position")
QUESTIONS_AT_MOST = 5
CHANGES = {StatusFact.Kind.RETIRED, StatusFact.Kind.RENAMED, StatusFact.Kind.CHANGED}
CURRENT_FACTS = Prefetch("status_facts", StatusFact.objects.current())


def read_catalog() -> Shown:
    skills = list(Skill.objects.current().only(*LIST_FIELDS, "form", "is_trend"))
    by_area: dict[int | None, list[Skill]] = defaultdict(list)
    for skill in skills:
        by_area[skill.area_id].append(skill)
    areas = list(Area.objects.current())
    roles = list(Role.objects.current())
    return {
        "templates": read_templates(),
        "roles": roles,
        "areas": [{"area": area, "skills": by_area[area.pk], "hours": total(by_area[area.pk])} for area in areas],
        "habits": [skill for skill in by_area[None] if not skill.is_trend],
        "trends": [skill for skill in skills if skill.is_trend],
        "courses": list(Course.objects.current()),
        "credentials": list(Credential.objects.current()),
        "milestones": list(Milestone.objects.current().only(*LIST_FIELDS, "form")),
        "pathways": list(Pathway.objects.current()),
        "platforms": list(Resource.objects.current().filter(is_platform=True)),
    }


def read_templates() -> list[Any]:
    chosen = Q(stages__steps__is_default=True)
    counted = Template.objects.current().annotate(
        step_count=Count("stages__steps", filter=chosen), hours=Sum("stages__steps__item__hours_likely", filter=chosen)
    )
    return list(counted.select_related("role").prefetch_related("stages"))


def total(items: Iterable[Item]) -> float:
    return float(sum(item.hours_likely for item in items))


def read_item(item: Item) -> Shown:
    own = getattr(item, item.kind)
    facts = list(item.status_facts.filter(is_withdrawn=False))
    return {
        "item": item,
        "own": own,
        "needs": item.needs.filter(is_withdrawn=False),
        "opens": item.opens.filter(is_withdrawn=False, owner=None),
        "parts": item.parts.filter(is_withdrawn=False),
        "resources": item.resources.filter(is_withdrawn=False).order_by(BY_COST, "pk"),
        "facts": [fact for fact in facts if fact.kind in CHANGES],
        "notes": [fact for fact in facts if fact.kind not in CHANGES],
        "places": read_places(item),
        "asked_by": item.key_for.filter(is_withdrawn=False),
        "questions": item.questions.filter(is_withdrawn=False)[:QUESTIONS_AT_MOST],
        "covered_by": item.covered_by.filter(is_withdrawn=False),
        "criteria": own.criteria.filter(is_withdrawn=False) if isinstance(own, Milestone) else [],
        "reached_by": own.roles.filter(is_withdrawn=False) if isinstance(own, Milestone) else [],
        "asks_areas": own.needs_areas.filter(is_withdrawn=False) if isinstance(own, Credential) else [],
    }


def read_places(item: Item) -> list[Shown]:
    """Give the roadmaps that hold the item, and what else one may choose there in its place."""
    steps = list(
        TemplateStep.objects.filter(item=item, stage__template__in=Template.objects.current()).select_related(
            "stage__template", "choice"
        )
    )
    choices = [step.choice_id for step in steps if step.choice_id]
    others = (
        TemplateStep.objects.filter(choice__in=choices).exclude(item=item).select_related("item") if choices else []
    )
    return [
        {"step": step, "others": [other.item for other in others if other.choice_id == step.choice_id]}
        for step in steps
    ]


def read_area(area: Area) -> Shown:
    levels = (
        area.role_levels.filter(role__is_withdrawn=False, level__gt=0).select_related("role").order_by("role__position")
    )
    items = list(area.items.filter(is_withdrawn=False, owner=None).only(*LIST_FIELDS))
    return {
        "area": area,
        "items": items,
        "hours": total(items),
        "needs": area.needs.filter(is_withdrawn=False),
        "opens": area.opens.filter(is_withdrawn=False),
        "resources": area.resources.filter(is_withdrawn=False).order_by(BY_COST, "pk"),
        "levels": levels,
    }


def read_role(role: Role) -> Shown:
    drawn_on = Prefetch("items", Item.objects.current().only(*LIST_FIELDS))
    known = role.facts.filter(is_withdrawn=False)
    facts: list[RoleFact] = list(known.prefetch_related(drawn_on, "resources").prefetch_related(CURRENT_FACTS))
    levels = {level.area_id: level for level in role.levels.select_related("area").order_by("area__position")}
    moves = (
        role.moves_on.filter(after__is_withdrawn=False).select_related("after").prefetch_related("after__levels__area")
    )
    return {
        "role": role,
        "levels": list(levels.values()),
        "items": role.key_items.filter(is_withdrawn=False),
        "duties": [fact for fact in facts if fact.kind == RoleFact.Kind.DUTY],
        "industries": [fact for fact in facts if fact.kind == RoleFact.Kind.INDUSTRY],
        "moves_on": [{"move": move, "gap": gap(levels, move)} for move in moves],
        "moves_in": role.moves_in.filter(before__is_withdrawn=False).select_related("before"),
        "resources": role.resources.filter(is_withdrawn=False).order_by(BY_COST, "pk"),
        "templates": role.templates.current(),
    }


def gap(levels: dict[int, Any], move: RoleStep) -> list[Shown]:
    """Give the areas of which the next role asks more."""
    here = {area_id: level.level for area_id, level in levels.items()}
    asked = sorted(move.after.levels.all(), key=lambda level: level.area.position)
    return [
        {"area": level.area, "before": here.get(level.area_id, 0), "after": level.level}
        for level in asked
        if level.level > here.get(level.area_id, 0)
    ]


def read_pathway(pathway: Pathway) -> Shown:
    covered = pathway.covers.filter(is_withdrawn=False).select_related("area").order_by("area__position", "position")
    groups = groupby(covered, key=lambda item: item.area)
    return {
        "pathway": pathway,
        "adds": pathway.adds.filter(is_withdrawn=False).prefetch_related(CURRENT_FACTS),
        "covers": [{"area": area, "items": list(items)} for area, items in groups],
        "effects": effects(pathway),
        "hours": pathway.covers.filter(is_withdrawn=False, kind=Item.Kind.SKILL).aggregate(hours=Sum("hours_likely"))[
            "hours"
        ],
    }


def read_template(template: Template) -> Shown:
    steps = TemplateStep.objects.select_related("item", "choice").order_by("position")
    stages: list[Shown] = []
    for stage in template.stages.prefetch_related(Prefetch("steps", steps)):
        places = list(stage.steps.all())
        chosen = [step.item for step in places if step.is_default]
        stages.append({"stage": stage, "groups": grouped(places), "hours": total(chosen), "count": len(chosen)})
    hours = sum(float(shown["hours"]) for shown in stages)
    for shown in stages:
        shown["weight"] = max(1, round(30 * shown["hours"] / hours)) if hours else 1
    return {
        "template": template,
        "stages": stages,
        "hours": hours,
        "count": sum(int(shown["count"]) for shown in stages),
        "months": round(hours / 10 * 12 / 52),
    }


def grouped(steps: list[TemplateStep]) -> list[Shown]:
    """Put the members of a choice together, where the first of them stands; optional steps come last."""
    groups: dict[Any, Shown] = {}
    for step in steps:
        key = ("choice", step.choice_id) if step.choice_id else ("step", step.pk)
        group = groups.setdefault(key, {"choice": step.choice, "optional": step.is_optional, "steps": []})
        group["steps"].append(step)
    return sorted(groups.values(), key=lambda group: bool(group["optional"]))


def read_platform(platform: Resource) -> Shown:
    name = platform.title
    return {
        "platform": platform,
        "facts": platform.status_facts.filter(is_withdrawn=False),
        "courses": Course.objects.current().filter(provider__icontains=name),
        "resources": Resource.objects.current()
        .filter(provider__icontains=name, is_platform=False)
        .order_by(BY_COST, "title"),
    }
