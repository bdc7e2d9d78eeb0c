"""Optional steps and alternatives are taken up and left out."""

from django.db import transaction

from accounts.models import User
from roadmap.actions.editing import hold_still, note
from roadmap.models import Edit, Step


@transaction.atomic
def choose_step(step: Step, *, by: User) -> None:
    """Take an optional step or an alternative into the plan. An alternative takes the place and dates of the one it replaces."""
    roadmap = hold_still(step.roadmap, by=by)
    others = Step.objects.for_owner(by).filter(roadmap=roadmap, choice=step.choice, is_chosen=True)
    replaced = others.exclude(pk=step.pk).order_by("-position").first() if step.choice else None
    if replaced:
        step.starts_on, step.due_on, step.reason = replaced.starts_on, replaced.due_on, replaced.reason
        others.filter(pk=replaced.pk).update(is_chosen=False, starts_on=None, due_on=None, reason={})
    step.is_chosen = True
    step.save(update_fields=["is_chosen", "starts_on", "due_on", "reason"])
    if replaced:
        note(roadmap, Edit.Kind.STEP_SWAPPED, moves_dates=True, step=step.title, other=replaced.title)
    else:
        note(roadmap, Edit.Kind.STEP_TAKEN, moves_dates=True, step=step.title)


@transaction.atomic
def leave_out(step: Step, *, by: User) -> None:
    """Take an optional step out of the plan; what was done of it stays on record."""
    roadmap = hold_still(step.roadmap, by=by)
    left = Step.objects.for_owner(by).filter(pk=step.pk, is_optional=True)
    if left.update(is_chosen=False, starts_on=None, due_on=None, reason={}):
        note(roadmap, Edit.Kind.STEP_OUT, moves_dates=True, step=step.title)
