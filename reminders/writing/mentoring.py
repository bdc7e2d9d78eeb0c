"""The words between mentor and mentee. Whether they may still be said is asked of the mentorship, each time."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Delivery
from mentoring.models import Mentorship, Review, ReviewRequest, Verdict, hash_of
from reminders.links import absolute
from reminders.models import Reason
from reminders.writing import Words


def write_invitation(delivery: Delivery, now: datetime) -> Words | Reason:
    token = delivery.payload["token"]
    open_ones = Mentorship.objects.open_at(now).filter(pk=delivery.payload["mentorship"], token_hash=hash_of(token))
    mentorship = open_ones.select_related("invited_by").first()
    if mentorship is None or not mentorship.invited_by.is_active:
        return Reason.WITHDRAWN
    return {
        "inviter": mentorship.invited_by,
        "asks_for_mentor": mentorship.asks_for_mentor,
        "expires_at": mentorship.expires_at,
        "invitation_url": absolute(reverse("mentoring:invitation", args=[token])),
    }


def write_review_requested(delivery: Delivery, now: datetime) -> Words | Reason:
    assert delivery.person is not None
    waiting = ReviewRequest.objects.for_reviewer(delivery.person).waiting_for_a_mentor()
    request = waiting.filter(pk=delivery.payload["request"]).select_related("submission", "mentee").first()
    if request is None:
        return Reason.WITHDRAWN
    return {
        "mentee": request.mentee,
        "title": request.submission.title,
        "review_url": absolute(request.get_absolute_url()),
    }


def write_verdict(delivery: Delivery, now: datetime) -> Words | Reason:
    assert delivery.person is not None
    own = Review.objects.filter(pk=delivery.payload["review"], mentee=delivery.person)
    review = own.select_related("request__submission", "reviewer").first()
    is_dismissal = delivery.dedupe_key.startswith("dismissed:")
    if review is None or review.request is None or (review.dismissed_at is not None) != is_dismissal:
        return Reason.WITHDRAWN
    submission = review.request.submission
    page = (
        reverse("portfolio:evidence", args=[submission.step_id])
        if submission.step_id
        else reverse("portfolio:portfolio")
    )
    return {
        "reviewer": review.reviewer or _("Your mentor"),
        "title": submission.title,
        "dismissed": is_dismissal,
        "approved": review.is_approval,
        "changes": review.verdict == Verdict.REQUEST_CHANGES,
        "review_url": absolute(page),
    }
