"""Stages are added, named and, when empty, removed."""

from textwrap import shorten

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from roadmap.actions.editing import Refused, hold_still, note
from roadmap.models import Edit, Roadmap, Stage

STAGES_AT_MOST = 30
SHORT = 24


def short(title: str) -> str:
    """Give what fits beside the trail: whole words where there are any."""
    return shorten(title, SHORT, placeholder="…") if " " in title[:SHORT] else title[:SHORT]


@transaction.atomic
def add_stage(roadmap: Roadmap, title: str, *, by: User, seen: int) -> Edit:
    roadmap = hold_still(roadmap, by=by, seen=seen)
    positions = list(roadmap.stages.values_list("position", flat=True))
    if len(positions) >= STAGES_AT_MOST:
        said = _("A roadmap has at most %(most)s stages. Remove an empty one, or use one that is there.")
        raise Refused(said % {"most": STAGES_AT_MOST})
    Stage.objects.create(roadmap=roadmap, title=title, short_title=short(title), position=max(positions, default=0) + 1)
    return note(roadmap, Edit.Kind.STAGE_ADDED, stage=title)


@transaction.atomic
def rename_stage(stage: Stage, title: str, *, by: User, seen: int) -> Edit:
    roadmap = hold_still(stage.roadmap, by=by, seen=seen)
    before = str(stage)
    Stage.objects.filter(pk=stage.pk).update(title=title, short_title=short(title))
    return note(roadmap, Edit.Kind.STAGE_RENAMED, before=before, stage=title)


@transaction.atomic
def remove_stage(stage: Stage, *, by: User, seen: int) -> Edit:
    """Remove a stage in which no step stands, not even one that was left out."""
    roadmap = hold_still(stage.roadmap, by=by, seen=seen)
    if stage.steps.exists():
        said = _("Steps stand in “%(stage)s”, perhaps left out. Move them to another stage first.")
        raise Refused(said % {"stage": stage.title})
    stage.delete()
    return note(roadmap, Edit.Kind.STAGE_REMOVED, stage=stage.title)
