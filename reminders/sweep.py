"""All that happens because time has passed, once a minute."""

from datetime import datetime

from mentoring.actions import expire_invitations, release_expired_claims
from reminders.planner import plan


def sweep(now: datetime) -> int:
    """Close invitations that nobody accepted, free reviews that nobody finished, and plan reminders; give how many."""
    expire_invitations(now)
    release_expired_claims(now)
    return plan(now)
