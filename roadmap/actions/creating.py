"""A roadmap is made from a template."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from catalog import outlines
from catalog.models import Item, Pathway, Template, TemplateStep
from roadmap import currencies
from roadmap.actions.claiming import claim, items_covered_by
from roadmap.actions.plans import date_steps
from roadmap.basis import Basis, Off, keep_days_off
from roadmap.models import Minutes, PlanVersion, Roadmap, Stage, Step, StepLink
from roadmap.models.progress import PLACEMENT


@transaction.atomic
def create_roadmap(
    template: Template,
    *,
    by: User,
    weekly_hours: Decimal | float,
    starts_on: date,
    target_on: date | None = None,
    minutes: Minutes | None = None,
    days_off: Sequence[Off] = (),
    region: str = "",
    currency: str = currencies.DEFAULT,
    budget: int | None = None,
    pathway: Pathway | None = None,
    known: Sequence[Item] = (),
    placed: Collection[str] = (),
) -> Roadmap:
    """Make a person's own roadmap from a template, with a date for every chosen step.

    `known` they claim to know already, and what the pathway covers too; a placement test found those whose keys are
    `placed`. What they have done elsewhere is ticked here as well; none of that needs a date. Raises
    planning.PlanningError when no honest plan can be made; nothing is written then.
    """
    basis = Basis(
        weekly_hours=Decimal(weekly_hours),
        minutes=minutes,
        days_off=tuple(days_off),
        region=region,
        target_on=target_on,
        currency=currency,
        budget=budget,
        pathway_id=pathway.pk if pathway else None,
    )
    roadmap = begin(template, basis, by=by, starts_on=starts_on)
    claim([item.pk for item in known if item.key in placed], by=by, source=PLACEMENT)
    claim([item.pk for item in known] + items_covered_by(basis.pathway_id), by=by)
    date_steps(roadmap, cause=PlanVersion.Cause.CREATED)
    return roadmap


def begin(template: Template, basis: Basis, *, by: User, starts_on: date) -> Roadmap:
    """Write the roadmap, its days off, its steps and what they wait for; no dates yet."""
    roadmap = Roadmap.objects.create(
        owner=by,
        title=template.title,
        role=template.role,
        template=template,
        template_version=outlines.keep(template),
        pack_version=template.version,
        starts_on=starts_on,
        **basis.columns(),
    )
    keep_days_off(roadmap, basis.days_off)
    link_steps(copy_steps(roadmap, places_of(template)))
    return roadmap


def places_of(template: Template) -> list[TemplateStep]:
    """The places of a template, in its order."""
    return list(
        TemplateStep.objects.filter(stage__template=template)
        .select_related("stage", "item", "choice")
        .order_by("stage__position", "position")
    )


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
    edges = outlines.prerequisites()
    by_item = {step.item_id: step for step in steps}
    StepLink.objects.bulk_create(
        StepLink(step=step, needs=by_item[needed])
        for step in steps
        for needed in outlines.nearest(step.item_id, edges, by_item)
    )
