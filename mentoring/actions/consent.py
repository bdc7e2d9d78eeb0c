"""What a mentee lets a mentor see. Only the mentee opens or closes it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import Delivery, User
from mentoring.models import ConsentGrant, Mentorship, ReviewRequest, Scope, Untold
from roadmap.models import Roadmap

# A review is a judgement of evidence: who may review must see it, and who may not see it cannot review.
TOGETHER = {Scope.REVIEW: Scope.EVIDENCE}


@transaction.atomic
def share(mentorship: Mentorship, scopes: Iterable[str], *, by: User, roadmap: Roadmap | None = None) -> bool:
    """Open each scope, in one roadmap of `by` or in all. What is open already stays as it is.

    False, and nothing is shared, where `by` is not the mentee, the roadmap is not theirs, or the mentorship is over.
    """
    mine = Mentorship.objects.of_mentee(by).not_over().filter(pk=mentorship.pk)
    if (roadmap and roadmap.owner_id != by.pk) or not mine.hold_still():
        return False
    wanted = set(scopes)
    wanted |= {evidence for review, evidence in TOGETHER.items() if review in wanted}
    for scope in [scope for scope in Scope.values if scope in wanted]:
        ConsentGrant.objects.get_or_create(mentorship=mentorship, scope=scope, roadmap=roadmap, revoked_at=None)
    return True


@transaction.atomic
def revoke_grant(grant: ConsentGrant, *, by: User) -> bool:
    """Close one grant at once, with the claims and messages that rested on it. False if it is not open, or not theirs."""
    if not Mentorship.objects.of_mentee(by).filter(pk=grant.mentorship_id).hold_still():
        return False
    now = timezone.now()
    scopes = [grant.scope, *(review for review, evidence in TOGETHER.items() if evidence == grant.scope)]
    revoked = ConsentGrant.objects.filter(
        mentorship=grant.mentorship_id, roadmap=grant.roadmap_id, scope__in=scopes, revoked_at=None
    ).update(revoked_at=now)
    release_what_is_hidden(grant.mentorship, reason=Untold.UNSHARED)
    return bool(revoked)


def release_what_is_hidden(mentorship: Mentorship, *, reason: Untold) -> None:
    """Free the mentor's claims on what he may not review any more, and skip the messages that tell him of it."""
    mentor, mentee = mentorship.mentor, mentorship.mentee
    if mentor is None or mentee is None:
        return
    requests = ReviewRequest.objects.of_mentee(mentee)
    readable = set(requests.for_reviewer(mentor).values_list("pk", flat=True))
    requests.claimed_by(mentor).exclude(pk__in=readable).back_to_queue()
    scheduled = Delivery.objects.filter(
        person=mentor, state=Delivery.State.SCHEDULED, payload__mentorship=mentorship.pk
    )
    for delivery in scheduled:
        if delivery.payload.get("request") not in readable:
            skip(delivery.pk, reason)


def skip(delivery_id: int, reason: Untold) -> None:
    Delivery.objects.filter(pk=delivery_id, state=Delivery.State.SCHEDULED).update(
        state=Delivery.State.SKIPPED, reason=reason
    )


def close_grants(mentorship_id: int) -> None:
    ConsentGrant.objects.filter(mentorship=mentorship_id, revoked_at=None).update(revoked_at=timezone.now())
