"""Whole roadmaps are named, copied, archived, paused, deleted and brought back."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from roadmap.actions.editing import Refused
from roadmap.models import DayOff, Pin, PlanVersion, Roadmap, Stage, Step, StepLink, StepPrice

ROADMAPS_AT_MOST = 50
LONGEST_TITLE = 160
# What a copy does not take over.
OF_ITS_OWN = frozenset({"id", "title", "created_at", "archived_at", "paused_until", "deleted_at"})


def rename_roadmap(roadmap: Roadmap, title: str, *, by: User) -> None:
    Roadmap.objects.for_owner(by).filter(pk=roadmap.pk).update(title=title)


@transaction.atomic
def duplicate_roadmap(roadmap: Roadmap, *, by: User) -> Roadmap:
    """Copy a roadmap with its stages, steps, order and dates. What is done is done in both: progress belongs to the person."""
    if Roadmap.objects.for_owner(by).count() >= ROADMAPS_AT_MOST:
        said = _("There is room for %(most)s roadmaps. Delete one that you no longer need.")
        raise Refused(said % {"most": ROADMAPS_AT_MOST})
    room = LONGEST_TITLE - len(_("%(title)s (copy)") % {"title": ""})
    title = _("%(title)s (copy)") % {"title": roadmap.title[:room]}
    alike = [field.attname for field in Roadmap._meta.concrete_fields if field.name not in OF_ITS_OWN]
    copy = Roadmap.objects.create(title=title, **{name: getattr(roadmap, name) for name in alike})
    steps = copy_steps(roadmap, copy, copy_stages(roadmap, copy))
    links = StepLink.objects.filter(step__roadmap=roadmap).values_list("step", "needs")
    StepLink.objects.bulk_create(StepLink(step=steps[step], needs=steps[needs]) for step, needs in links)
    copy_days_off(roadmap, copy)
    copy_beside(StepPrice, steps)
    copy_beside(Pin, steps)
    copy_plan(roadmap, copy, steps)
    return copy


def copy_days_off(roadmap: Roadmap, copy: Roadmap) -> None:
    days = roadmap.days_off.values("first_on", "last_on", "reason")
    DayOff.objects.bulk_create(DayOff(roadmap=copy, **day) for day in days)


def copy_beside(kind: type[StepPrice] | type[Pin], steps: Mapping[int, Step]) -> None:
    """Copy what stands beside the steps, one row each: their prices, their pins."""
    alike = [field.attname for field in kind._meta.concrete_fields if field.name not in {"id", "step"}]
    for row in kind._default_manager.filter(step__in=steps):
        kind._default_manager.create(step=steps[row.step_id], **{name: getattr(row, name) for name in alike})


def copy_stages(roadmap: Roadmap, copy: Roadmap) -> dict[int, Stage]:
    names = ("key", "title", "short_title", "position")
    return {
        stage.pk: Stage.objects.create(roadmap=copy, **{name: getattr(stage, name) for name in names})
        for stage in roadmap.stages.all()
    }


def copy_steps(roadmap: Roadmap, copy: Roadmap, stages: Mapping[int, Stage]) -> dict[int, Step]:
    """Give the copies by the id of their original."""
    originals = list(roadmap.steps.order_by("pk"))
    alike = [field.attname for field in Step._meta.concrete_fields if field.name not in {"id", "roadmap", "stage"}]
    copies = Step.objects.bulk_create(
        Step(roadmap=copy, stage=stages[step.stage_id], **{name: getattr(step, name) for name in alike})
        for step in originals
    )
    return {original.pk: made for original, made in zip(originals, copies, strict=True)}


def copy_plan(roadmap: Roadmap, copy: Roadmap, steps: Mapping[int, Step]) -> None:
    """Let the copy begin with the plan that its original has now."""
    latest = roadmap.plan_versions.order_by("-number").first()
    PlanVersion.objects.create(
        roadmap=copy,
        number=1,
        cause=PlanVersion.Cause.CREATED,
        finishes_on=latest.finishes_on if latest else None,
        lateness_days=latest.lateness_days if latest else 0,
        accepted_at=timezone.now(),
        dates={
            step.pk: [step.starts_on.isoformat(), step.due_on.isoformat(), step.reason]
            for step in steps.values()
            if step.starts_on and step.due_on
        },
    )


def archive_roadmap(roadmap: Roadmap, *, by: User) -> None:
    """Put a roadmap away: it can be read, and neither Today nor reminders speak of it."""
    Roadmap.objects.for_owner(by).active().filter(pk=roadmap.pk).update(archived_at=timezone.now())


def unarchive_roadmap(roadmap: Roadmap, *, by: User) -> None:
    Roadmap.objects.for_owner(by).filter(pk=roadmap.pk).update(archived_at=None)


def pause_roadmap(roadmap: Roadmap, until: date, *, by: User) -> None:
    """Let work and reminders rest until a day. No date moves: a new plan begins on that day, if one takes it."""
    Roadmap.objects.for_owner(by).filter(pk=roadmap.pk).update(paused_until=until)


def resume_roadmap(roadmap: Roadmap, *, by: User) -> None:
    Roadmap.objects.for_owner(by).filter(pk=roadmap.pk).update(paused_until=None)


@transaction.atomic
def delete_roadmap(roadmap: Roadmap, *, by: User) -> None:
    """Take a roadmap away, for good only after thirty days. What was done and shown stays with the person."""
    now, mine = timezone.now(), Roadmap.objects.for_owner(by).filter(pk=roadmap.pk)
    mine.active().update(archived_at=now, deleted_at=now)
    mine.update(deleted_at=now)


@transaction.atomic
def undelete_roadmap(roadmap: Roadmap, *, by: User) -> None:
    """Bring a deleted roadmap back to where it was: in work, or in the archive."""
    deleted = Roadmap.objects.deleted_by(by).filter(pk=roadmap.pk)
    deleted.filter(archived_at=F("deleted_at")).update(archived_at=None, deleted_at=None)
    deleted.update(deleted_at=None)
