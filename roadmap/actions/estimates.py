"""The estimates of what is left are corrected by what finished steps took."""

from datetime import date

from django.db import transaction

from accounts.models import User
from roadmap import estimates, planner
from roadmap.actions.plans import keep_plan
from roadmap.models import PlanVersion, Roadmap, Step


@transaction.atomic
def correct_estimates(roadmap: Roadmap, *, by: User, today: date, version: int) -> bool:
    """Give open steps the hours that the person's own pace says, and the dates that follow, as a version to undo.

    False where the plan is no longer version `version`, or where there is nothing to correct.
    """
    found = estimates.correction(roadmap, today) if planner.latest_number(roadmap) == version else None
    if found is None:
        return False
    steps = planner.open_steps(roadmap)
    changed = [step for step in steps if step.pk in found.minutes]
    was = {str(step.pk): [step.minutes, step.minutes_before] for step in changed}
    for step in changed:
        step.minutes_before = estimates.estimate(step)
        step.minutes = found.minutes[step.pk]
    Step.objects.bulk_update(changed, ["minutes", "minutes_before"], batch_size=100)
    keep_plan(
        roadmap,
        steps,
        found.difference.dates,
        cause=PlanVersion.Cause.REPLANNED,
        lateness_days=found.difference.plan.max_lateness_days,
        was={"minutes": was},
    )
    return True
