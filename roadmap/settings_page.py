"""The settings of a roadmap: what its plan is made from now, and what would move if it were made from something else."""

from datetime import date
from typing import Any

import planning
from accounts.models import User
from roadmap import planner, words
from roadmap.actions.claiming import items_covered_by
from roadmap.basis import Basis, basis_of
from roadmap.models import Progress, Roadmap, Status
from roadmap.pages import Moved, local_day
from roadmap.settings_forms import SettingsForm

Context = dict[str, Any]


def settings_page(roadmap: Roadmap, user: User, form: SettingsForm, *, stale: bool = False) -> Context:
    latest = roadmap.plan_versions.order_by("-number").first()
    return {
        "roadmap": roadmap,
        "form": form,
        "version": latest.number if latest else 0,
        "can_undo": latest is not None and latest.number > 1 and latest.can_be_undone,
        "stale": stale,
        **(told(roadmap, user, form) if form.is_bound else {}),
    }


def told(roadmap: Roadmap, user: User, form: SettingsForm) -> Context:
    """What the answers would change, or what is wrong with them."""
    if not form.is_valid():
        return {"wrong": form.all_errors()}
    basis, before = form.basis, basis_of(roadmap)
    if basis == before:
        renamed = form.cleaned_data["title"] != roadmap.title
        return {
            "sentence": "The title changes, no date does." if renamed else "Nothing is changed yet.",
            "can_take": renamed,
        }
    try:
        return difference(roadmap, basis, before, user, local_day(user))
    except planning.PlanningError as error:
        return {"wrong": [error.message]}


def difference(roadmap: Roadmap, basis: Basis, before: Basis, user: User, day: date) -> Context:
    covered = items_covered_by(basis.pathway_id) if basis.pathway_id != before.pathway_id else []
    done = set(Progress.objects.filter(person=user, status=Status.DONE).values_list("item", flat=True))
    known = set(covered) - done
    found = planner.difference(roadmap, day, basis=basis, known=known)
    claimed = roadmap.steps.filter(is_chosen=True, item__in=known).count()
    return {
        "sentence": f"{found.sentence()}.",
        "claims": words.capital(f"{words.count_of(claimed, 'step')} will be ticked, on your word.") if claimed else "",
        "target": against_target(found, basis),
        "moves": [Moved(move, day.isoformat()) for move in found.moved],
        "can_take": True,
    }


def against_target(found: planning.Difference, basis: Basis) -> str:
    if basis.target_on is None:
        return ""
    days = (found.finish_after - basis.target_on).days
    if days > 0:
        tasks, week = found.plan.tasks, basis.availability(found.plan.starts_on)
        late = f"The road then ends {words.span(days)} after your target."
        if basis.target_on <= found.today:
            return late
        return f"{late} {planner.ways_out(tasks, availability=week, starts_on=found.today, target_on=basis.target_on)}"
    return f"Your target holds, with {words.span(-days)} to spare." if days else "Your target holds, to the day."
