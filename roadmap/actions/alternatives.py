"""What a step costs is written down; alternatives and a cheaper order are taken, with the dates that follow."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction

import planning
from accounts.models import User
from roadmap import money, planner
from roadmap.actions.choosing import choose_step
from roadmap.actions.plans import keep_plan
from roadmap.choices import all_open_steps, chosen, groups
from roadmap.models import PlanVersion, Roadmap, Step, StepPrice


@transaction.atomic
def set_price(step: Step, *, cents: int, subscription: str, by: User) -> None:
    """Say what a step costs; nothing, when `cents` is 0. A subscription has one price a month: its other steps follow."""
    if not cents:
        StepPrice.objects.filter(step=step, step__roadmap__owner=by).delete()
        return
    same = StepPrice.objects.filter(step__roadmap=step.roadmap_id, step__roadmap__owner=by)
    if subscription:
        shared = same.filter(subscription__iexact=subscription).exclude(step=step)
        subscription = shared.values_list("subscription", flat=True).first() or subscription
        shared.update(cents=cents)
    StepPrice.objects.update_or_create(step=step, defaults={"cents": cents, "subscription": subscription})


@transaction.atomic
def take_alternatives(roadmap: Roadmap, step_ids: Collection[int], *, by: User, today: date, version: int) -> bool:
    """Put these alternatives in the places of the chosen ones and date what is open from `today` on.

    False where the plan is no longer version `version`, or where none of them is an alternative that can be taken.
    """
    replaced = {step.pk: group.chosen.pk for group in groups(all_open_steps(roadmap)) for step in group.others}
    if planner.latest_number(roadmap) != version or not step_ids or not replaced.keys() >= set(step_ids):
        return False
    if len({replaced[pk] for pk in step_ids}) < len(step_ids):
        return False  # two for one place
    for step in Step.objects.for_owner(by).filter(pk__in=step_ids).select_related("roadmap"):
        choose_step(step, by=by)
    steps = planner.open_steps(roadmap)
    was = {"came": list(step_ids), "went": [replaced[pk] for pk in step_ids]}
    keep(roadmap, steps, planner.plan_from(roadmap, steps, today), was)
    return True


@transaction.atomic
def take_cheaper_order(roadmap: Roadmap, *, by: User, today: date, version: int) -> bool:
    """Take the dates of the order that pays fewer months. False where the plan is no longer version `version`, or where no
    order saves anything now."""
    steps = chosen(all_open_steps(roadmap))
    cheaper = money.saving(roadmap, steps, today) if planner.latest_number(roadmap) == version else None
    if cheaper is None:
        return False
    keep(roadmap, steps, cheaper.plan)
    return True


def keep(roadmap: Roadmap, steps: list[Step], plan: planning.Plan, was: Mapping[str, object] | None = None) -> None:
    lateness = plan.max_lateness_days
    keep_plan(roadmap, steps, plan.dates, cause=PlanVersion.Cause.REPLANNED, lateness_days=lateness, was=was)
