"""The settings of a roadmap: what its plan is made from now, and what would move if it were made from something else."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import planning
from accounts.models import User
from roadmap import faults, plan_words, planner, words
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
            "sentence": _("The title changes, no date does.") if renamed else _("Nothing is changed yet."),
            "can_take": renamed,
        }
    try:
        return difference(roadmap, basis, before, user, local_day(user))
    except planning.PlanningError as error:
        form.add_error(error.field if error.field in form.fields else None, faults.said(error))
        return {"wrong": form.all_errors()}


def difference(roadmap: Roadmap, basis: Basis, before: Basis, user: User, day: date) -> Context:
    covered = items_covered_by(basis.pathway_id) if basis.pathway_id != before.pathway_id else []
    done = set(Progress.objects.filter(person=user, status=Status.DONE).values_list("item", flat=True))
    known = set(covered) - done
    found = planner.difference(roadmap, day, basis=basis, known=known)
    claimed = roadmap.steps.filter(is_chosen=True, item__in=known).count()
    return {
        "sentence": plan_words.difference(found),
        "claims": words.capital(will_be_ticked(claimed)),
        "target": against_target(found, basis),
        "currency": other_currency(basis.currency) if basis.currency != before.currency else "",
        "moves": [Moved(move, day.isoformat()) for move in found.moved],
        "can_take": True,
    }


def will_be_ticked(count: int) -> str:
    if not count:
        return ""
    ticked = ngettext("one step will be ticked, on your word.", "%(count)s steps will be ticked, on your word.", count)
    return ticked % {"count": words.number(count)}


def other_currency(currency: str) -> str:
    sentence = _(
        "All amounts are then in %(currency)s. None is converted: correct your budget and your prices yourself."
    )
    return sentence % {"currency": currency}


def against_target(found: planning.Difference, basis: Basis) -> str:
    if basis.target_on is None:
        return ""
    days = (found.finish_after - basis.target_on).days
    if days > 0:
        late = _("The road then ends %(span)s after your target.") % {"span": words.span(days)}
        if basis.target_on <= found.today:
            return late
        why = planner.ways_out(
            found.plan.tasks,
            availability=basis.availability(found.plan.starts_on),
            starts_on=found.today,
            target_on=basis.target_on,
            currency=basis.currency,
        )
        return f"{late} {why}"
    if not days:
        return _("Your target holds, to the day.")
    return _("Your target holds, with %(span)s to spare.") % {"span": words.span(-days)}
