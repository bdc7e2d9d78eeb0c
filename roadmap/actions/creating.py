"""A roadmap is made from a template."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from catalog.models import Prerequisite, Template, TemplateStep
from roadmap.actions.plans import date_steps
from roadmap.models import PlanVersion, Roadmap, Stage, Step, StepLink


@transaction.atomic
def create_roadmap(
    template: Template, *, by: User, weekly_hours: Decimal | float, starts_on: date, target_on: date | None = None
) -> Roadmap:
    """Make a person's own roadmap from a template, with a date for every chosen step.

    What they have ticked elsewhere is ticked here too, and needs no date. Raises planning.PlanningError when no honest
    plan can be made; nothing is written then.
    """
    roadmap = Roadmap.objects.create(
        owner=by,
        title=template.title,
        role=template.role,
        template=template,
        pack_version=template.version,
        weekly_hours=weekly_hours,
        starts_on=starts_on,
        target_on=target_on,
    )
    places = list(
        TemplateStep.objects.filter(stage__template=template)
        .select_related("stage", "item", "choice")
        .order_by("stage__position", "position")
    )
    steps = copy_steps(roadmap, places)
    link_steps(steps)
    date_steps(roadmap, cause=PlanVersion.Cause.CREATED)
    return roadmap


def copy_steps(roadmap: Roadmap, places: Sequence[TemplateStep]) -> list[Step]:
    stages: dict[int, Stage] = {}
    for place in places:
        origin = place.stage
        if origin.pk not in stages:
            stages[origin.pk] = Stage.objects.create(
                roadmap=roadmap,
                key=origin.key,
                title=origin.title,
                short_title=origin.short_title,
                position=origin.position,
            )
    return Step.objects.bulk_create(
        Step(
            roadmap=roadmap,
            stage=stages[place.stage_id],
            item=place.item,
            title=place.item.title,
            minutes=int(place.item.hours_likely * 60),
            position=place.position,
            is_optional=place.is_optional,
            choice=place.choice.key if place.choice else "",
            is_chosen=place.is_default,
        )
        for place in places
    )


def link_steps(steps: Sequence[Step]) -> None:
    """Link each step to the steps it waits for. Where a prerequisite is not in the roadmap, what that one needs counts."""
    edges: dict[int, list[int]] = {}
    for item_id, needs_id in Prerequisite.objects.values_list("item_id", "needs_id"):
        edges.setdefault(item_id, []).append(needs_id)
    by_item = {step.item_id: step for step in steps}
    StepLink.objects.bulk_create(
        StepLink(step=step, needs=by_item[needed]) for step in steps for needed in nearest(step.item_id, edges, by_item)
    )


def nearest(item_id: int, edges: dict[int, list[int]], present: Iterable[int]) -> list[int]:
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
