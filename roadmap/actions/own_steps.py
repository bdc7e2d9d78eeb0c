"""Steps of one's own are written, any step is changed, and an own step goes for good."""

import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from accounts.models import User
from catalog.models import Item
from roadmap.actions.arranging import place_step
from roadmap.actions.editing import Refused, hold_still, hours_fit, note
from roadmap.actions.notes import set_links
from roadmap.models import Edit, OwnLink, Roadmap, Stage, Step, StepLink
from roadmap.models.notes import Address

OWN_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a step should be. `needs` (ids of steps) and `links` are for own steps alone."""

    title: str
    hours: Decimal
    stage: int
    is_optional: bool
    needs: Sequence[int] = ()
    links: Sequence[Address] = ()
    links_before: Sequence[Address] = ()

    @property
    def minutes(self) -> int:
        return int(self.hours * 60)


@transaction.atomic
def add_step(roadmap: Roadmap, wanted: Wanted, *, by: User, seen: int) -> Step:
    """Write a step of one's own at the end of a stage. It has no date until a new plan gives it one."""
    roadmap = hold_still(roadmap, by=by, seen=seen)
    if roadmap.steps.filter(item__kind=Item.Kind.OWN).count() >= OWN_AT_MOST:
        said = _(
            "A roadmap holds at most %(most)s steps of your own. Delete one that you have left out, then add this."
        )
        raise Refused(said % {"most": OWN_AT_MOST})
    hours_fit(roadmap, wanted.minutes, field="hours")
    stage = stage_of(roadmap, wanted)
    item = Item.objects.create(
        key=f"own-{secrets.token_hex(12)}", kind=Item.Kind.OWN, owner=by, title=wanted.title, **hours_of(wanted)
    )
    step = Step(roadmap=roadmap, stage=stage, item=item, title=wanted.title, minutes=wanted.minutes, position=0)
    step.is_optional = wanted.is_optional
    step.save()
    place_step(step, stage)
    set_needs(step, wanted.needs)
    keep_links(item, wanted, by=by)
    note(roadmap, Edit.Kind.STEP_ADDED, moves_dates=True, step=step.title, stage=stage.title)
    return step


@transaction.atomic
def edit_step(step: Step, wanted: Wanted, *, by: User, seen: int) -> Edit:
    """Rename a step, give it other hours, another stage, or make it optional; of an own step also what it needs."""
    roadmap = hold_still(step.roadmap, by=by, seen=seen)
    step = roadmap.steps.select_related("item", "stage").get(pk=step.pk)
    if wanted.minutes > step.minutes:
        hours_fit(roadmap, wanted.minutes - step.minutes, field="hours")
    stage = stage_of(roadmap, wanted)
    moves = wanted.minutes != step.minutes or stage != step.stage
    before, changes = step.title, what_changes(step, wanted, stage)
    step.title, step.minutes, step.is_optional = wanted.title, wanted.minutes, wanted.is_optional
    step.save(update_fields=["title", "minutes", "is_optional"])
    if stage != step.stage:
        place_step(step, stage)
    if step.item.kind == Item.Kind.OWN:
        Item.objects.filter(pk=step.item_id, owner=by).update(title=wanted.title, **hours_of(wanted))
        moves |= set_needs(step, wanted.needs)
        keep_links(step.item, wanted, by=by)
    return note(roadmap, Edit.Kind.STEP_CHANGED, moves_dates=moves, step=before, changes=changes)


def what_changes(step: Step, wanted: Wanted, stage: Stage) -> list[tuple[str, Any]]:
    """Give what a step will have that it has not now, as an Edit keeps it."""
    changes = [
        ("title", wanted.title, wanted.title != step.title),
        ("hours", f"{wanted.hours.normalize():f}", wanted.minutes != step.minutes),
        ("stage", stage.title, stage != step.stage),
        ("is_optional", wanted.is_optional, wanted.is_optional != step.is_optional),
    ]
    return [(what, value) for what, value, is_new in changes if is_new]


def stage_of(roadmap: Roadmap, wanted: Wanted) -> Stage:
    stage = roadmap.stages.filter(pk=wanted.stage).first()
    if stage is None:
        raise Refused(_("That stage is not here any more. Choose another."), "stage")
    return stage


def hours_of(wanted: Wanted) -> dict[str, Decimal]:
    return dict.fromkeys(("hours_low", "hours_likely", "hours_high"), wanted.hours)


def keep_links(item: Item, wanted: Wanted, *, by: User) -> None:
    try:
        set_links(item, wanted.links, by=by, before=wanted.links_before)
    except ValidationError as error:
        raise Refused(error.messages[0], "links") from None


def set_needs(step: Step, needs: Iterable[int]) -> bool:
    """Let `step` wait for `needs`, all of its roadmap; True where that is news."""
    wanted = set(needs)
    if wanted == set(step.needs.values_list("needs_id", flat=True)):
        return False
    if step.roadmap.steps.filter(pk__in=wanted).count() < len(wanted):
        raise Refused(_("One of these steps is not in this roadmap any more. Choose again."), "needs")
    if step.pk in everything_before(wanted, step.roadmap):
        raise Refused(_("These steps wait for this one already: that would be a circle."), "needs")
    step.needs.all().delete()
    StepLink.objects.bulk_create(StepLink(step=step, needs_id=needed) for needed in sorted(wanted))
    return True


def everything_before(steps: Iterable[int], roadmap: Roadmap) -> set[int]:
    """Give `steps` and all that they wait for, however far back."""
    needs: dict[int, list[int]] = {}
    for step_id, needed in StepLink.objects.filter(step__roadmap=roadmap).values_list("step", "needs"):
        needs.setdefault(step_id, []).append(needed)
    found: set[int] = set()
    waiting = list(steps)
    while waiting:
        step_id = waiting.pop()
        if step_id not in found:
            found.add(step_id)
            waiting.extend(needs.get(step_id, []))
    return found


@transaction.atomic
def remove_step(step: Step, *, by: User, seen: int) -> Edit:
    """Delete an own step that has been left out. What was done of it stays on record; otherwise nothing of it does."""
    roadmap = hold_still(step.roadmap, by=by, seen=seen)
    step = roadmap.steps.select_related("item").get(pk=step.pk)
    if step.item.kind != Item.Kind.OWN or step.is_chosen:
        raise Refused(_("Only a step of your own that you have left out can be deleted."))
    step.delete()
    # It may stand in another roadmap, or something was done of it.
    with suppress(ProtectedError, RestrictedError), transaction.atomic():
        OwnLink.objects.for_owner(by).of_item(step.item_id).delete()
        step.item.delete()
    return note(roadmap, Edit.Kind.STEP_DELETED, step=step.title)
