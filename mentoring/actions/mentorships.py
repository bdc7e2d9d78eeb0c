"""A mentorship under way: paused, taken up again, ended."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from mentoring.actions.consent import close_grants, release_what_is_hidden
from mentoring.models import Mentorship, Untold


@transaction.atomic
def end_mentorship(mentorship: Mentorship, *, by: User, reason: str = "") -> bool:
    """End it at once, whichever side asks. Grants close, claims go back, messages are skipped; past reviews stay."""
    ended = Mentorship.Ended
    changed = (
        Mentorship.objects.live()
        .of_person(by)
        .filter(pk=mentorship.pk)
        .update(
            state=Mentorship.State.ENDED,
            ended_at=timezone.now(),
            ended_by=by,
            ended_reason=reason or (ended.BY_MENTOR if mentorship.mentor_id == by.pk else ended.BY_MENTEE),
            paused_by=None,
        )
    )
    if not changed:
        return False
    close_grants(mentorship.pk)
    release_what_is_hidden(mentorship, reason=Untold.ENDED)
    return True


@transaction.atomic
def pause_mentorship(mentorship: Mentorship, *, by: User) -> bool:
    """Stop it for a while: the mentor reads nothing until whoever paused it resumes."""
    active = Mentorship.objects.active().of_person(by).filter(pk=mentorship.pk)
    if not active.update(state=Mentorship.State.PAUSED, paused_by=by):
        return False
    release_what_is_hidden(mentorship, reason=Untold.PAUSED)
    return True


def resume_mentorship(mentorship: Mentorship, *, by: User) -> bool:
    paused = Mentorship.objects.filter(pk=mentorship.pk, state=Mentorship.State.PAUSED, paused_by=by)
    return bool(paused.update(state=Mentorship.State.ACTIVE, paused_by=None))
