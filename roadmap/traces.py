"""Where a person's work has left a trace: whatever any room keeps of a step, or of a person and an item, without naming
the room. A step with a trace is never taken away."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models

from catalog.models import Item
from roadmap.models import Step, StepLink

# What a roadmap itself says of a step; any other column is the person's own and counts as a trace where it is filled.
OF_THE_PLAN = frozenset({
    "id", "roadmap", "stage", "item", "title", "minutes", "position", "is_optional", "choice", "is_chosen", "starts_on",
    "due_on", "reason",
})  # fmt: skip


def with_traces(steps: Iterable[Step], owner_id: int) -> set[int]:
    """Give the ids of those steps on which their owner has left a trace; one statement for each kind of trace."""
    every = {step.pk: step for step in steps}
    found = {pk for pk, step in every.items() if has_own_fields(step)}
    for model, name in kinds_about(Step, but=StepLink):
        found |= set(model._base_manager.filter(**{f"{name}__in": list(every)}).values_list(name, flat=True))
    items = {step.item_id for step in every.values()}
    touched: set[int] = set()
    for model, name in kinds_about(Item):
        whose = models.Q(*((person, owner_id) for person in people(model)), _connector=models.Q.OR)
        if whose:
            about = model._base_manager.filter(whose, **{f"{name}__in": items})
            touched |= set(about.values_list(name, flat=True))
    return found | {pk for pk, step in every.items() if step.item_id in touched}


def has_own_fields(step: Step) -> bool:
    own = (field for field in Step._meta.concrete_fields if field.name not in OF_THE_PLAN)
    return any(getattr(step, field.attname) != field.get_default() for field in own)


def kinds_about(model: type[models.Model], *, but: type[models.Model] | None = None) -> Iterator[tuple[Any, str]]:
    """Give each kind of row that points at `model`, and the name of the field that does."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.parent_link:
            continue
        if relation.related_model not in (but, Step):
            yield relation.related_model, relation.field.name


def people(model: type[models.Model]) -> list[str]:
    """Give the fields of a kind of row that name a person."""
    user = get_user_model()
    return [field.name for field in model._meta.fields if field.is_relation and field.related_model is user]
