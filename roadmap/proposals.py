"""What last night's look at a slipped plan found, in one sentence."""

from datetime import date, timedelta

from django.db.models import Max
from django.utils.translation import ngettext

from roadmap import words
from roadmap.models import ReplanProposal, Roadmap

FRESH = timedelta(days=1)


def proposal_of(roadmap: Roadmap, today: date) -> str:
    """“A new plan would move four steps and end on 25 Sep 2027, nine days later.” Empty without a fresh proposal.

    One that was made for an earlier version, or before yesterday, is void.
    """
    found = ReplanProposal.objects.annotate(latest=Max("roadmap__plan_versions__number")).filter(
        roadmap=roadmap, moved_steps__gt=0, made_on__gte=today - FRESH
    )
    proposal = found.first()
    if proposal is None or proposal.version != proposal.latest or proposal.finish_after is None:
        return ""
    days = (proposal.finish_after - proposal.finish_before).days if proposal.finish_before else 0
    return sentence(proposal.moved_steps, days) % {
        "count": words.number(proposal.moved_steps),
        "day": words.day_and_year(proposal.finish_after.isoformat()),
        "span": words.span(abs(days)),
    }


def sentence(steps: int, days: int) -> str:
    if days > 0:
        return ngettext(
            "A new plan would move one step and end on %(day)s, %(span)s later.",
            "A new plan would move %(count)s steps and end on %(day)s, %(span)s later.",
            steps,
        )
    if days < 0:
        return ngettext(
            "A new plan would move one step and end on %(day)s, %(span)s earlier.",
            "A new plan would move %(count)s steps and end on %(day)s, %(span)s earlier.",
            steps,
        )
    return ngettext(
        "A new plan would move one step and end on %(day)s, the day it ends on now.",
        "A new plan would move %(count)s steps and end on %(day)s, the day it ends on now.",
        steps,
    )
