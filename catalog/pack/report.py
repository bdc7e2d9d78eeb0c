"""What a loaded pack holds, counted against the list of what it must hold (inventory.csv in its folder: id, kind)."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from catalog.models import (
    Area,
    Item,
    ItemResource,
    Milestone,
    Pack,
    Pathway,
    Prerequisite,
    Question,
    Resource,
    Role,
    RoleFact,
    Skill,
    StatusFact,
    TemplateStep,
)


def read_inventory(folder: Path) -> dict[str, str]:
    """Give the kind of each id that the pack in `folder` must hold; nothing where no list was kept."""
    place = folder / "inventory.csv"
    if not place.exists():
        return {}
    with place.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row["kind"] for row in csv.DictReader(lines)}


def held_ids() -> set[str]:
    """Give every id by which a visitor finds a page."""
    pages = (
        Item.objects.public(),
        Area.objects,
        Role.objects,
        RoleFact.objects,
        Resource.objects.filter(is_platform=True),
    )
    return {key for rows in pages for key in rows.filter(is_withdrawn=False).values_list("key", flat=True)}


def report(pack: Pack, folder: Path) -> Iterator[str]:
    yield f"{pack}, as of {pack.as_of}"
    yield from against_inventory(read_inventory(folder))
    yield from counts(pack)
    yield from gaps(pack)


def against_inventory(inventory: dict[str, str]) -> Iterator[str]:
    held = held_ids()
    wanted, found = Counter(inventory.values()), Counter(kind for key, kind in inventory.items() if key in held)
    for kind, count in sorted(wanted.items()):
        yield f"  {kind:<20} {found[kind]:>4} of {count}"
    yield f"  {'inventory':<20} {found.total():>4} of {wanted.total()}"
    for key in inventory.keys() - held:
        yield f"  MISSING {key}"


def counts(pack: Pack) -> Iterator[str]:
    own = Q(pack=pack, is_withdrawn=False)
    for model in (Skill, Milestone, Resource, StatusFact, Pathway, Question):
        yield f"  {model._meta.verbose_name_plural!s:<20} {model._default_manager.filter(own).count():>4}"
    kinds = Question.objects.filter(own).values_list("kind").annotate(count=Count("pk")).order_by("kind")
    yield "  of these " + (", ".join(f"{count} {kind}" for kind, count in kinds) or "none")
    topics = Question.objects.filter(own).values("topic_key").distinct().count()
    yield f"  {'topics asked about':<20} {topics:>4}"
    yield f"  {'trends':<20} {Skill.objects.filter(own, is_trend=True).count():>4}"
    for area in Area.objects.filter(own).annotate(low=Sum("items__hours_low"), high=Sum("items__hours_high")):
        yield f"  {area.title:<44} {area.low or 0:>6} to {area.high or 0:>6} h, all alternatives counted"


def gaps(pack: Pack) -> Iterator[str]:
    """Give what should be nothing."""
    free = ItemResource.objects.filter(resource__cost=Resource.Cost.FREE).values("item")
    own = Q(pack=pack, is_withdrawn=False)
    lines = Count("criteria", filter=Q(criteria__is_withdrawn=False))
    told = StatusFact.objects.filter(kind=StatusFact.Kind.RETIRED, since__isnull=False).exclude(successor="")
    found: dict[str, QuerySet[Any]] = {
        "skills without a free resource": Skill.objects.filter(own).exclude(pk__in=free),
        "milestones without 4 to 7 criteria": Milestone.objects.filter(own)
        .annotate(lines=lines)
        .exclude(lines__gte=4, lines__lte=7),
        "items without prose": Item.objects.filter(own, body=""),
        "questions without a step that teaches it": Question.objects.filter(own, items=None),
        "retired without a date and a successor": Item.objects.filter(own, retired_on__isnull=False).exclude(
            status_facts__in=told
        ),
        "facts that no page tells": StatusFact.objects.filter(own, items=None, resources=None, role_facts=None),
    }
    for gap, rows in found.items():
        yield f"  {gap}: {', '.join(rows.values_list('key', flat=True)) or 'none'}"
    yield f"  steps that stand before what they need: {', '.join(early_steps(pack)) or 'none'}"


def early_steps(pack: Pack) -> list[str]:
    steps = TemplateStep.objects.filter(stage__template__pack=pack).select_related("stage")
    place = {(step.stage.template_id, step.item_id): (step.stage.position, step.position) for step in steps}
    needs = Prerequisite.objects.filter(item__pack=pack).select_related("item")
    return [
        need.item.key
        for need in needs
        for template, item in place
        if item == need.item_id and place.get((template, need.needs_id), (0, 0)) > place[template, item]
    ]
