"""What other rooms show of practice."""

from typing import Any

from django import template

from accounts.models import User
from practice.bank import read_bank
from practice.choosing import minutes, subjects
from practice.models import Session

register = template.Library()


@register.inclusion_tag("practice/panels/practice_due.html")
def practice_due(user: User) -> dict[str, Any]:
    """One line: what to practise next, or the session that is still open; empty when nothing was begun, or all was asked today."""
    still_open = Session.objects.for_owner(user).open().prefetch_related("answers").first()
    if still_open:
        return {"open_session": still_open, "left": still_open.unsettled_count}
    bank = read_bank(user)
    chosen = [] if bank.stage else bank.fresh_questions()
    return {"count": len(chosen), "subjects": subjects(chosen), "minutes": minutes(chosen)}
