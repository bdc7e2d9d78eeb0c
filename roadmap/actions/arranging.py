"""Steps are put in another order, left out and brought back. No date moves by it: a new plan is offered instead."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from roadmap.actions.choosing import choose_step
from roadmap.actions.editing import Refused, hold_still, hours_fit, note
from roadmap.models import Edit, Stage, Step


@transaction.atomic
def move_step(step: Step, *, by: User, seen: int, down: bool) -> Edit | None:
    """Move a step past its chosen neighbour; beyond the end of its stage, into the stage next door. None at either end."""
    roadmap = hold_still(step.roadmap, by=by, seen=seen)
    step.refresh_from_db()
    ways = 1 if down else -1
    steps = list(step.stage.steps.order_by("position", "pk"))
    chosen = [other.pk for other in steps if other.is_chosen or other.pk == step.pk]
    beside = chosen.index(step.pk) + ways
    if 0 <= beside < len(chosen):
        rest = [other for other in steps if other.pk != step.pk]
        at = next(index for index, other in enumerate(rest) if other.pk == chosen[beside])
        number_steps([*rest[: at + down], step, *rest[at + down :]])
        return note(roadmap, Edit.Kind.STEP_DOWN if down else Edit.Kind.STEP_UP, moves_dates=True, step=step.title)
    stages = list(roadmap.stages.all())
    beside = next(at for at, stage in enumerate(stages) if stage.pk == step.stage_id) + ways
    if not 0 <= beside < len(stages):
        return None
    place_step(step, stages[beside], first=down)
    return note(roadmap, Edit.Kind.STEP_MOVED, moves_dates=True, step=step.title, stage=stages[beside].title)


def place_step(step: Step, stage: Stage, *, first: bool = False) -> None:
    """Put a step at an end of a stage."""
    others = list(stage.steps.exclude(pk=step.pk).order_by("position", "pk"))
    step.stage = stage
    number_steps([step, *others] if first else [*others, step])


def number_steps(steps: Sequence[Step]) -> None:
    for position, step in enumerate(steps, start=1):
        step.position = position
    Step.objects.bulk_update(steps, ["stage", "position"], batch_size=100)


@transaction.atomic
def order_steps(stage: Stage, order: Sequence[int], *, by: User, seen: int) -> Edit:
    """Put the chosen steps of a stage into `order`, which may bring in one step of another stage of the same roadmap."""
    roadmap = hold_still(stage.roadmap, by=by, seen=seen)
    steps = list(stage.steps.order_by("position", "pk"))
    here = {step.pk: step for step in steps if step.is_chosen}
    strangers = [pk for pk in order if pk not in here]
    arriving = roadmap.steps.filter(pk__in=strangers[:1], is_chosen=True).exclude(stage=stage).first()
    known = here | ({arriving.pk: arriving} if arriving else {})
    if len(order) != len(set(order)) or set(order) != set(known) or len(strangers) > 1:
        raise Refused(_("Order: name each step of the stage once, and none that is not in this roadmap."), "order")
    turns = [known[pk] for pk in order]
    queue = iter(turns)
    ordered = [next(queue) if step.is_chosen else step for step in steps]
    ordered.extend(queue)
    for step in ordered:
        step.stage = stage
    number_steps(ordered)
    if arriving:
        return note(roadmap, Edit.Kind.STEP_MOVED, moves_dates=True, step=arriving.title, stage=stage.title)
    return note(roadmap, Edit.Kind.STAGE_ORDERED, moves_dates=True, stage=stage.title)


@transaction.atomic
def take_out(step: Step, *, by: User, seen: int) -> Edit:
    """Take any step out of the plan; what was done of it stays on record, and it can be brought back."""
    roadmap = hold_still(step.roadmap, by=by, seen=seen)
    Step.objects.filter(pk=step.pk).update(is_chosen=False, starts_on=None, due_on=None, reason={})
    return note(roadmap, Edit.Kind.STEP_OUT, moves_dates=True, step=step.title)


@transaction.atomic
def bring_back(step: Step, *, by: User, seen: int) -> Edit:
    """Take a step into the plan again; an alternative takes the place of the one that was chosen instead."""
    roadmap = hold_still(step.roadmap, by=by, seen=seen)
    step.refresh_from_db()
    hours_fit(roadmap, 0 if step.is_chosen else step.minutes)
    choose_step(step, by=by)
    return roadmap.edits.order_by("-number")[0]
