"""A roadmap takes a newer version of its template, or not, or goes back."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from roadmap import patches, planner, upgrading
from roadmap.actions.editing import hold_still, note
from roadmap.actions.plans import keep_plan
from roadmap.models import Edit, PlanVersion, Roadmap, Upgrade


@transaction.atomic
def take_upgrade(roadmap: Roadmap, *, by: User, today: date, number: int) -> bool:
    """Take version `number` of the template: what the owner changed stays, what has a trace of work stays, and the open
    steps get dates. False where that is not the newest version any more: they should see what they would take now.

    Raises planning.PlanningError when no honest plan can be made of it; nothing is written then.
    """
    roadmap = hold_still(roadmap, by=by)
    found = upgrading.comparison(roadmap)
    if found is None or found.version.number != number or roadmap.template_version is None:
        return False
    before, followed = patches.snapshot(roadmap), roadmap.template_version
    upgrading.write(roadmap, found.merged)
    roadmap.template_version, roadmap.pack_version = found.version, found.version.name
    roadmap.save(update_fields=["template_version", "pack_version"])
    difference = planner.difference(roadmap, today)
    keep_plan(
        roadmap,
        planner.open_steps(roadmap),
        difference.dates,
        cause=PlanVersion.Cause.UPGRADED,
        lateness_days=difference.plan.max_lateness_days,
    )
    note(roadmap, Edit.Kind.UPGRADED, moves_dates=True, version=found.version.name)
    patch = patches.difference(before, patches.snapshot(roadmap))
    Upgrade.objects.create(roadmap=roadmap, before=followed, after=found.version, patch=patch)
    return True


def decline_upgrade(roadmap: Roadmap, *, by: User, number: int) -> bool:
    """Keep the version that a roadmap follows, and hear no more of versions up to `number`."""
    version = upgrading.newer_versions(roadmap).filter(number=number).first()
    return version is not None and bool(
        Roadmap.objects.for_owner(by).filter(pk=roadmap.pk).update(declined_version=version)
    )


@transaction.atomic
def undo_upgrade(roadmap: Roadmap, *, by: User, upgrade: int) -> bool:
    """Go back to how a roadmap was before its last upgrade. False where `upgrade` is not the last, or is undone already."""
    roadmap = hold_still(roadmap, by=by)
    last = last_upgrade(roadmap)
    if last is None or last.pk != upgrade:
        return False
    patches.revert(roadmap, last.patch)
    note(roadmap, Edit.Kind.DOWNGRADED, moves_dates=True, version=last.before.name)
    last.undone_at = timezone.now()
    last.save(update_fields=["undone_at"])
    steps = list(roadmap.steps.all())
    keep_plan(roadmap, steps, {}, cause=PlanVersion.Cause.UNDONE, lateness_days=planned_lateness(roadmap))
    return True


def last_upgrade(roadmap: Roadmap) -> Upgrade | None:
    return roadmap.upgrades.filter(undone_at=None).order_by("-pk").first()


def planned_lateness(roadmap: Roadmap) -> int:
    """Give the lateness that was accepted before the last upgrade."""
    earlier = roadmap.plan_versions.exclude(cause=PlanVersion.Cause.UPGRADED).order_by("-number").first()
    return earlier.lateness_days if earlier else 0
