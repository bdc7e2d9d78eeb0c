"""All that happens because time has passed, once a minute."""

from datetime import datetime, timedelta

from mentoring.actions import expire_invitations, release_expired_claims
from reminders.planner import plan
from roadmap.actions import forget_sent_ticks
from roadmap.models import Roadmap

DELETED_FOR = timedelta(days=30)
AT_ONCE = 20


def sweep(now: datetime) -> int:
    """Close invitations that nobody accepted, free unfinished reviews, forget old keys, and plan reminders; give how many."""
    expire_invitations(now)
    release_expired_claims(now)
    delete_for_good(now)
    forget_sent_ticks(now)
    return plan(now)


def delete_for_good(now: datetime) -> None:
    """Remove roadmaps that were deleted long ago, unless evidence was handed in from them: that leads back to its step."""
    old = Roadmap.objects.filter(deleted_at__lt=now - DELETED_FOR).exclude(steps__submissions__isnull=False)
    for roadmap in old[:AT_ONCE]:
        roadmap.delete()
