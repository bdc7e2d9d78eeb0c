"""What the mentee does: hands in, takes back, answers."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Delivery, User
from accounts.outbox import enqueue
from mentoring.models import Comment, Mentorship, ReviewRequest
from mentoring.reading import may_comment
from portfolio import actions as portfolio
from portfolio.models import Submission


@transaction.atomic
def hand_in(draft: Submission, *, by: User) -> Submission | None:
    """Freeze the draft and ask for its review. The version before, and whoever was reviewing it, give way.

    None if it is no draft of theirs any more.
    """
    now = timezone.now()
    submission = portfolio.submit(draft, by=by)
    if submission is None:
        return None
    ReviewRequest.objects.of_mentee(by).open().filter(item=submission.item_id).close(
        ReviewRequest.State.SUPERSEDED, now
    )
    request = ReviewRequest.objects.create(submission=submission, mentee=by, item=submission.item, waiting_since=now)
    tell_mentors(request, dedupe=f"review-requested:{request.pk}")
    return submission


@transaction.atomic
def take_back(submission: Submission, *, by: User) -> bool:
    """Withdraw the current version with its request. A mentor who was writing keeps his draft."""
    if not portfolio.withdraw(submission, by=by):
        return False
    ReviewRequest.objects.of_mentee(by).open().filter(submission=submission.pk).close(
        ReviewRequest.State.WITHDRAWN, timezone.now()
    )
    return True


@transaction.atomic
def add_comment(submission: Submission, *, by: User, body: str) -> Comment | None:
    """Say something on one version. A mentee's answer gives the turn back to the mentor. None if `by` may not."""
    if not may_comment(by, submission.pk):
        return None
    comment = Comment.objects.create(submission=submission, author=by, body=body)
    request = (
        ReviewRequest.objects.of_mentee(by).open().filter(submission=submission.pk, waits_for=ReviewRequest.Turn.MENTEE)
    )
    answered = request.first()
    if answered and request.update(waits_for=ReviewRequest.Turn.MENTOR, waiting_since=comment.created_at):
        tell_mentors(answered, dedupe=f"answered:{comment.pk}")
    return comment


def tell_mentors(request: ReviewRequest, *, dedupe: str) -> None:
    """Schedule a message to each mentor who may review it now."""
    for mentorship in Mentorship.objects.active().of_mentee(request.mentee).select_related("mentor"):
        mentor = mentorship.mentor
        if mentor and ReviewRequest.objects.for_reviewer(mentor).filter(pk=request.pk).exists():
            enqueue(
                Delivery.Category.REVIEW_REQUESTED,
                person=mentor,
                dedupe_key=f"{dedupe}:{mentor.pk}",
                due_at=timezone.now(),
                payload={"request": request.pk, "mentorship": mentorship.pk},
            )
