"""What a mentor does with a request: writes (which claims it), hands it back, sends a review, takes a verdict back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Delivery, User
from accounts.outbox import enqueue
from mentoring.models import CLAIM_HOLDS, SLOTS, Mentorship, Review, ReviewDraft, ReviewRequest, Verdict
from mentoring.models.review import ReviewRequestQuerySet
from portfolio import actions as portfolio
from portfolio.models import Attainment
from roadmap import actions as roadmap
from roadmap.models import Assurance


class ReviewRefused(Exception):
    """The review did not go out; `reason` names why.

    removed: the mentor may not review it any more. taken: another mentor has it. ran_out: the half hour passed and it went
    back to the queue. full: the mentor holds four already. superseded, withdrawn, done: it is closed.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class DraftSaved:
    """The text is safe. `refusal` is empty where the request is the mentor's now, else as in ReviewRefused."""

    request: ReviewRequest
    saved_at: datetime
    refusal: str


def read_request(request_id: int, by: User) -> ReviewRequest:
    """Read it with the mentorship held still, so that no consent changes before this transaction ends."""
    mentee = ReviewRequest.objects.filter(pk=request_id).values("mentee")
    Mentorship.objects.active().of_mentor(by).filter(mentee__in=mentee).hold_still()
    request = (
        ReviewRequest.objects.for_reviewer(by)
        .filter(pk=request_id)
        .select_related("submission", "mentee", "item", "reviewer")
        .first()
    )
    if request is None:
        raise ReviewRefused("removed")
    return request


def claim(request: ReviewRequest, by: User, now: datetime) -> str:
    """Take the request for half an hour, or renew it. Gives the reason where it cannot be."""
    if not request.is_open:
        return str(request.state)
    mine = ReviewRequest.objects.claimed_by(by).filter(pk=request.pk)
    if mine.update(lease_until=now + CLAIM_HOLDS):
        return ""
    held = ReviewRequest.objects.claimed_by(by)
    held.run_out(now).back_to_queue()
    free = sorted(set(SLOTS) - set(held.values_list("slot", flat=True)))
    if not free:
        return "full"
    claimable = Q(state=ReviewRequest.State.QUEUED) | Q(state=ReviewRequest.State.IN_REVIEW, lease_until__lte=now)
    try:
        with transaction.atomic():
            claimed = ReviewRequest.objects.filter(claimable, pk=request.pk).update(
                state=ReviewRequest.State.IN_REVIEW,
                reviewer=by,
                lease_until=now + CLAIM_HOLDS,
                slot=free[0],
                fence=F("fence") + 1,
            )
    except IntegrityError:  # two requests at once reached for the same slot
        return "full"
    return "" if claimed else "taken"


@transaction.atomic
def save_review_draft(request_id: int, *, by: User, ratings: dict[str, str], body: str) -> DraftSaved:
    """Keep what the mentor has written; the first words claim the request, later ones renew the half hour.

    The text is kept even where the claim is refused. Raises ReviewRefused("removed").
    """
    draft = keep_review_draft(request_id, by=by, ratings=ratings, body=body)
    refusal = claim(draft.request, by, draft.saved_at)
    request = read_request(request_id, by)
    return DraftSaved(request, draft.saved_at, refusal)


@transaction.atomic
def keep_review_draft(request_id: int, *, by: User, ratings: dict[str, str], body: str) -> ReviewDraft:
    """Keep the words without claiming anything: after a review was refused. Raises ReviewRefused("removed")."""
    request = read_request(request_id, by)
    draft, _ = ReviewDraft.objects.update_or_create(
        request=request, reviewer=by, defaults={"ratings": ratings, "body": body, "saved_at": timezone.now()}
    )
    return draft


@transaction.atomic
def release_claim(request: ReviewRequest, *, by: User) -> bool:
    """Hand it back to the queue; the draft stays."""
    return bool(ReviewRequest.objects.claimed_by(by).filter(pk=request.pk).back_to_queue())


def release_expired_claims(now: datetime) -> int:
    """Send every claim whose half hour is over back to the queue; for the sweep."""
    return ReviewRequest.objects.run_out(now).back_to_queue()


@transaction.atomic
def send_review(request_id: int, *, by: User, fence: int, verdict: str, ratings: dict[str, str], body: str) -> Review:
    """Close the request with a verdict, or comment and pass the turn to the mentee.

    `fence` is what the mentor's page showed. If the request waits in the queue unchanged since then, it is claimed first.
    Review, attainment, progress and the mentee's message commit together, or nothing does. Raises ReviewRefused.
    """
    now = timezone.now()
    request = read_request(request_id, by)
    if request.state == ReviewRequest.State.QUEUED and request.fence == fence:
        if refusal := claim(request, by, now):
            raise ReviewRefused(refusal)
        fence += 1
    mine = ReviewRequest.objects.claimed_by(by).filter(pk=request_id, fence=fence)
    if not (mine.close(ReviewRequest.State.DONE, now) if verdict != Verdict.COMMENT else pass_turn(mine, now)):
        raise ReviewRefused(why_not_closed(request, by))
    review = Review.objects.create(
        request=request, mentee=request.mentee, reviewer=by, verdict=verdict, ratings=ratings, body=body, created_at=now
    )
    if verdict == Verdict.APPROVE:
        portfolio.attain(request.mentee, request.item, assurance=Assurance.MENTOR_VERIFIED, review=review.uuid)
        roadmap.mark_verified(request.mentee, request.item)
    ReviewDraft.objects.filter(request=request, reviewer=by).delete()
    tell_mentee(review, dedupe=f"verdict:{review.pk}")
    return review


def pass_turn(mine: ReviewRequestQuerySet, now: datetime) -> int:
    """Free the claim: after a comment it waits for the mentee's answer."""
    return mine.update(
        state=ReviewRequest.State.QUEUED,
        reviewer=None,
        lease_until=None,
        slot=None,
        fence=F("fence") + 1,
        waits_for=ReviewRequest.Turn.MENTEE,
        waiting_since=now,
    )


def why_not_closed(request: ReviewRequest, by: User) -> str:
    if not request.is_open:
        return str(request.state)
    if request.state == ReviewRequest.State.IN_REVIEW and request.reviewer_id != by.pk:
        return "taken"
    return "ran_out"


def tell_mentee(review: Review, *, dedupe: str) -> None:
    enqueue(
        Delivery.Category.VERDICT,
        person=review.mentee,
        dedupe_key=dedupe,
        due_at=timezone.now(),
        payload={"review": review.pk},
    )


@transaction.atomic
def dismiss_review(review: Review, *, by: User, reason: str) -> bool:
    """Take one's own verdict back, with a reason. What rested on it is revoked; a version still current waits again.

    False if it is no standing verdict of `by`, or the mentor may not review this any more.
    """
    now = timezone.now()
    request = ReviewRequest.objects.for_reviewer(by).filter(reviews=review.pk).select_related("submission").first()
    verdicts = Review.objects.by(by).standing().exclude(verdict=Verdict.COMMENT).filter(pk=review.pk)
    if request is None or not verdicts.exists():
        return False
    revoke(review, reason, now)
    verdicts.update(dismissed_at=now, dismissed_reason=reason)
    if request.submission.is_current:
        ReviewRequest.objects.filter(pk=request.pk, state=ReviewRequest.State.DONE).update(
            state=ReviewRequest.State.QUEUED,
            closed_at=None,
            fence=F("fence") + 1,
            waits_for=ReviewRequest.Turn.MENTOR,
            waiting_since=now,
        )
    tell_mentee(review, dedupe=f"dismissed:{review.pk}")
    return True


def revoke(review: Review, reason: str, now: datetime) -> None:
    """Revoke the attainment that rests on `review`, and the verification of the step with it."""
    resting = Attainment.objects.standing().filter(review=review.uuid)
    attainment = resting.select_related("person", "item").first()
    if attainment and resting.update(revoked_at=now, revoked_reason=reason):
        roadmap.unmark_verified(attainment.person, attainment.item)
