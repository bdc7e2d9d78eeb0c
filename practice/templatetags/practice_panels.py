"""What other rooms show of practice."""

from typing import Any

from django import template

from accounts.models import User
from catalog.models import Template
from practice.bank import read_bank
from practice.choosing import minutes, subjects
from practice.ground import can_place
from practice.models import Session
from practice.placing import MOST_QUESTIONS

register = template.Library()


@register.inclusion_tag("practice/panels/practice_due.html")
def practice_due(user: User) -> dict[str, Any]:
    """One line: what to practise next, or the session that is still open; empty when nothing was begun, or all was asked today."""
    still_open = Session.objects.for_owner(user).practising().open().prefetch_related("answers").first()
    if still_open:
        return {"open_session": still_open, "left": still_open.unsettled_count}
    bank = read_bank(user)
    chosen = [] if bank.stage else bank.fresh_questions()
    return {"count": len(chosen), "subjects": subjects(chosen), "minutes": minutes(chosen)}


@register.inclusion_tag("practice/panels/placement_offer.html")
def placement_offer(user: User, role: Template | None) -> dict[str, Any]:
    """The way to the placement test of a template, or back to it; empty where the bank asks nothing about its skills."""
    if role is None or not can_place(role, user):
        return {}
    last = Session.objects.for_owner(user).placements().filter(template=role).prefetch_related("answers").first()
    is_open = last is not None and last.finished_at is None
    return {
        "is_offered": True,
        "most": MOST_QUESTIONS,
        "waiting": len(last.answers.all()) + 1 if last and is_open else None,
        "finished": None if is_open else last,
    }
