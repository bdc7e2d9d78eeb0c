"""Evidence that waits for a review, who holds it, and what was said."""

import uuid
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from catalog.models import Item
from common.text import validate_text
from mentoring.deletion import back_to_the_queue
from mentoring.models.mentorship import Mentorship, Scope
from portfolio.models import Submission, validate_ratings

CLAIM_HOLDS = timedelta(minutes=30)
SLOTS = (1, 2, 3, 4)
LONGEST_BODY = 20_000


class ReviewRequestQuerySet(models.QuerySet["ReviewRequest"]):
    def for_reviewer(self, mentor: User) -> Self:
        """Keep what `mentor` may review now: the mentee shares both the evidence and its review, for this roadmap."""
        for scope in (Scope.EVIDENCE, Scope.REVIEW):
            door = Mentorship.objects.readable_by(mentor, scope, roadmap=OuterRef("submission__roadmap"))
            self = self.filter(Exists(door.filter(mentee=OuterRef("mentee"))))
        return self

    def of_mentee(self, user: User) -> Self:
        return self.filter(mentee=user)

    def open(self) -> Self:
        return self.filter(state__in=ReviewRequest.OPEN)

    def waiting_for_a_mentor(self) -> Self:
        return self.open().filter(waits_for=ReviewRequest.Turn.MENTOR)

    def claimed_by(self, mentor: User) -> Self:
        return self.filter(state=ReviewRequest.State.IN_REVIEW, reviewer=mentor)

    def run_out(self, now: datetime) -> Self:
        return self.filter(state=ReviewRequest.State.IN_REVIEW, lease_until__lte=now)

    def oldest_first(self) -> Self:
        return self.order_by("waiting_since", "pk")

    def back_to_queue(self) -> int:
        """Free the claims. The fence moves on, so that whoever held one can close nothing with it any more."""
        return self.update(
            state=ReviewRequest.State.QUEUED, reviewer=None, lease_until=None, slot=None, fence=F("fence") + 1
        )

    def close(self, state: str, now: datetime) -> int:
        return self.update(state=state, reviewer=None, lease_until=None, slot=None, fence=F("fence") + 1, closed_at=now)


class ReviewRequest(models.Model):
    """One version of evidence that waits for a review. Whoever reviews holds it for half an hour, in one of four slots.

    One is open for each mentee and item (so one for each step): a newer version supersedes the request of the older.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        IN_REVIEW = "in_review"
        DONE = "done"
        WITHDRAWN = "withdrawn"
        SUPERSEDED = "superseded"

    class Turn(models.TextChoices):
        MENTOR = "mentor"
        MENTEE = "mentee"

    OPEN = (State.QUEUED, State.IN_REVIEW)

    submission = models.OneToOneField(Submission, models.CASCADE, related_name="+")
    mentee = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, models.RESTRICT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    waits_for = models.CharField(max_length=10, choices=Turn, default=Turn.MENTOR)
    waiting_since = models.DateTimeField(default=timezone.now)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, back_to_the_queue, null=True, blank=True, related_name="+")
    lease_until = models.DateTimeField(null=True, blank=True)
    slot = models.PositiveSmallIntegerField(null=True, blank=True)
    fence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewRequestQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["mentee", "state"], name="review_request_mentee_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["queued", "in_review", "done", "withdrawn", "superseded"]),
                name="review_request_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(waits_for__in=["mentor", "mentee"]), name="review_request_turn_is_known"
            ),
            models.UniqueConstraint(
                fields=["mentee", "item"],
                condition=Q(state__in=["queued", "in_review"]),
                name="review_request_one_open_a_mentee_and_item",
            ),
            models.CheckConstraint(
                condition=Q(state="in_review", reviewer__isnull=False, lease_until__isnull=False, slot__isnull=False)
                | (~Q(state="in_review") & Q(reviewer=None, lease_until=None, slot=None)),
                name="review_request_in_review_iff_claimed",
            ),
            models.CheckConstraint(
                condition=Q(reviewer=None) | ~Q(reviewer=F("mentee")), name="review_request_by_somebody_else"
            ),
            models.UniqueConstraint(fields=["reviewer", "slot"], name="review_request_slot_once_a_reviewer"),
            models.CheckConstraint(condition=Q(slot=None) | Q(slot__in=SLOTS), name="review_request_slots_one_to_four"),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "in_review"], closed_at=None)
                | Q(state__in=["done", "withdrawn", "superseded"], closed_at__isnull=False),
                name="review_request_closed_iff_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("mentoring:review", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    def is_held_by(self, user: User) -> bool:
        return self.state == self.State.IN_REVIEW and self.reviewer_id == user.pk

    def is_held_from(self, user: User, now: datetime) -> bool:
        """Somebody else has it, and their half hour is not over."""
        return (
            self.state == self.State.IN_REVIEW
            and self.reviewer_id != user.pk
            and self.lease_until is not None
            and self.lease_until > now
        )


class Verdict(models.TextChoices):
    APPROVE = "approve", _("Approved")
    REQUEST_CHANGES = "request_changes", _("Asked for changes")
    COMMENT = "comment", _("Commented")


class ReviewQuerySet(models.QuerySet["Review"]):
    def delete(self) -> tuple[int, dict[str, int]]:
        raise models.ProtectedError("Reviews are never deleted; a verdict can be dismissed.", set(self))

    def standing(self) -> Self:
        return self.filter(dismissed_at=None)

    def by(self, mentor: User) -> Self:
        return self.filter(reviewer=mentor)

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")


class Review(models.Model):
    """What a mentor said of one version. Append-only: a trigger refuses changes, except that it can be dismissed once.

    When the account of either side is erased the row stays; the same trigger then blanks the words.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(ReviewRequest, models.SET_NULL, null=True, related_name="reviews")
    mentee = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    verdict = models.CharField(max_length=20, choices=Verdict)
    ratings = models.JSONField(default=dict, blank=True, validators=[validate_ratings])
    body = models.TextField(blank=True, validators=[validate_text, MaxLengthValidator(LONGEST_BODY)])
    created_at = models.DateTimeField(default=timezone.now)
    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissed_reason = models.CharField(max_length=300, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="review_verdict_is_known"),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(verdict__in=["approve", "request_changes"], dismissed_at=None),
                name="review_one_effective_verdict_a_request",
            ),
            models.CheckConstraint(
                condition=Q(verdict="approve") | ~Q(body="") | Q(request=None) | Q(mentee=None) | Q(reviewer=None),
                name="review_changes_need_words",
            ),
            models.CheckConstraint(
                condition=Q(reviewer=None) | Q(mentee=None) | ~Q(reviewer=F("mentee")), name="review_by_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(dismissed_at=None, dismissed_reason="")
                | (Q(dismissed_at__isnull=False) & ~Q(dismissed_reason="")),
                name="review_dismissed_iff_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer_id} on {self.request_id}: {self.verdict}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise models.ProtectedError("Reviews are never deleted; a verdict can be dismissed.", {self})

    @property
    def is_approval(self) -> bool:
        return self.verdict == Verdict.APPROVE


class ReviewDraft(models.Model):
    """What a mentor has written and not sent; his alone. It stays when the claim, the version or the mentorship goes."""

    request = models.ForeignKey(ReviewRequest, models.CASCADE, related_name="drafts")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    ratings = models.JSONField(default=dict, blank=True, validators=[validate_ratings])
    body = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST_BODY)])
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "reviewer"], name="review_draft_once_a_reviewer")]

    def __str__(self) -> str:
        return f"{self.reviewer_id} on {self.request_id}, not sent"


class CommentQuerySet(models.QuerySet["Comment"]):
    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")


class Comment(models.Model):
    """A word between mentee and mentor on one version; each version has its own thread."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    body = models.TextField(validators=[validate_text, MaxLengthValidator(LONGEST_BODY)])
    created_at = models.DateTimeField(default=timezone.now)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(body=""), name="comment_has_words")]

    def __str__(self) -> str:
        return f"{self.author_id} on {self.submission_id}"
