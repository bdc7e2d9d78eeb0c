"""What a plan is made from changes: the hours, the days off, the target, the way of education."""

from datetime import date

from django.db import transaction

from accounts.models import User
from roadmap import planner
from roadmap.actions.claiming import claim, items_covered_by
from roadmap.actions.plans import keep_plan
from roadmap.basis import Basis, basis_of, keep_basis
from roadmap.models import PlanVersion, Roadmap


@transaction.atomic
def change_settings(roadmap: Roadmap, title: str, basis: Basis, *, by: User, today: date, version: int) -> bool:
    """Give a roadmap its title, and the plan that follows from `basis` from `today` on, as a new version.

    What a new pathway covers is claimed. False, and nothing written, where the plan is no longer version `version`.
    Raises planning.PlanningError where no honest plan can be made.
    """
    if planner.latest_number(roadmap) != version:
        return False
    before = basis_of(roadmap)
    if title != roadmap.title:
        roadmap.title = title
        roadmap.save(update_fields=["title"])
    if basis == before:
        return True
    covered = items_covered_by(basis.pathway_id) if basis.pathway_id != before.pathway_id else []
    claimed = claim(covered, by=by)
    difference = planner.difference(roadmap, today, basis=basis)
    keep_basis(roadmap, basis)
    made = keep_plan(
        roadmap,
        planner.open_steps(roadmap),
        difference.dates,
        cause=PlanVersion.Cause.CHANGED,
        lateness_days=difference.plan.max_lateness_days,
        changed_from=before,
    )
    if claimed:
        made.changed_from |= {"claimed": claimed}
        made.save(update_fields=["changed_from"])
    return True
