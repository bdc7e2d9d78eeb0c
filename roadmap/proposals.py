"""What last night's look at a slipped plan found, in one sentence."""

from datetime import date, timedelta

from django.db.models import Max

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
    end = words.day_and_year(proposal.finish_after.isoformat())
    days = (proposal.finish_after - proposal.finish_before).days if proposal.finish_before else 0
    shift = f", {words.span(abs(days))} {'later' if days > 0 else 'earlier'}" if days else ", the day it ends on now"
    return f"A new plan would move {words.count_of(proposal.moved_steps, 'step')} and end on {end}{shift}."
