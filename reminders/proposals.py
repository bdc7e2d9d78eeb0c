"""In the night, work out what a replan would move for plans that slipped. A figure is kept; the person decides in the morning."""

from datetime import datetime, time
from time import monotonic
from zoneinfo import ZoneInfo

import structlog

from reminders.local_time import EVERY_DAY, jitter, next_occurrence
from roadmap import actions
from roadmap.models import ReplanProposal, Roadmap

log = structlog.get_logger(__name__)

NIGHT = time(2)
SPREAD_SECONDS = 3 * 3600
NEWCOMERS, MOST = 500, 200


def propose_due(now: datetime, *, seconds: float = 40) -> int:
    """Look at the plans whose night has come, some hundreds a run at most; give how many have something to propose."""
    ends = monotonic() + seconds
    meet_newcomers(now)
    proposed = 0
    due = ReplanProposal.objects.filter(next_at__lte=now, roadmap__archived_at=None, roadmap__owner__is_active=True)
    for proposal in due.select_related("roadmap__owner").order_by("next_at", "pk")[:MOST]:
        if monotonic() > ends:
            break
        if claim(proposal, now):
            proposed += look_at(proposal.roadmap, now)
    return proposed


def meet_newcomers(now: datetime) -> None:
    """Give each roadmap that has never been looked at its first night."""
    without = Roadmap.objects.active().filter(proposal=None, owner__is_active=True).select_related("owner")[:NEWCOMERS]
    ReplanProposal.objects.bulk_create(
        [ReplanProposal(roadmap=roadmap, next_at=next_night(roadmap, now)) for roadmap in without],
        ignore_conflicts=True,
    )


def next_night(roadmap: Roadmap, now: datetime) -> datetime:
    """Between two and five where the person is, each roadmap always at the same moment of the night."""
    zone = ZoneInfo(roadmap.owner.time_zone)
    return next_occurrence(now, NIGHT, EVERY_DAY, zone) + jitter(f"{roadmap.pk}:proposal", SPREAD_SECONDS)


def claim(proposal: ReplanProposal, now: datetime) -> bool:
    """Move to the following night, if nobody else has: whoever comes second looks at nothing."""
    following = next_night(proposal.roadmap, now)
    return bool(ReplanProposal.objects.filter(pk=proposal.pk, next_at=proposal.next_at).update(next_at=following))


def look_at(roadmap: Roadmap, now: datetime) -> bool:
    try:
        return actions.propose_replan(roadmap, today=roadmap.owner.local_date(now))
    except Exception:  # one plan that cannot be made must not hold up the others
        log.exception("a replan could not be worked out", roadmap=roadmap.pk)
        return False
