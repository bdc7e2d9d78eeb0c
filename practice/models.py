"""What was asked of a person, in which order, and what they answered. The questions themselves are content."""

import random
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from catalog.models import Question, Template
from practice.grading import Given


class SessionQuerySet(models.QuerySet["Session"]):
    def for_owner(self, user: User) -> Self:
        return self.filter(person=user)

    def practising(self) -> Self:
        return self.filter(kind=Session.Kind.PRACTICE)

    def placements(self) -> Self:
        return self.filter(kind=Session.Kind.PLACEMENT)

    def open(self) -> Self:
        return self.filter(finished_at=None)

    def finished(self) -> Self:
        return self.exclude(finished_at=None)


class Session(models.Model):
    """Questions that one person answers in one sitting.

    In practice, which ones and their order is settled at the start. In a placement test each follows from the answers
    before it, and has its row once it is answered.
    """

    class Kind(models.TextChoices):
        PRACTICE = "practice"
        PLACEMENT = "placement"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="practice_sessions")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PRACTICE)
    # What a placement test is about.
    template = models.ForeignKey(Template, models.CASCADE, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    # Every act in a session writes this first: acts of two tabs wait for each other, and none comes after the end.
    active_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(finished_at=None), name="session_one_open_a_person_and_kind"
            ),
            models.CheckConstraint(condition=Q(kind__in=["practice", "placement"]), name="session_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind="practice", template=None) | Q(kind="placement", template__isnull=False),
                name="session_placement_names_its_template",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")), name="session_finished_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        page = "placement" if self.kind == self.Kind.PLACEMENT else "session_detail"
        return reverse(f"practice:{page}", args=[self.pk])

    @property
    def unsettled_count(self) -> int:
        """How many of its questions still wait for the person."""
        return sum(answer.is_right is None for answer in self.answers.all())


class AnswerQuerySet(models.QuerySet["Answer"]):
    def for_owner(self, user: User) -> Self:
        return self.filter(session__person=user)

    def practising(self) -> Self:
        return self.filter(session__kind=Session.Kind.PRACTICE)

    def unsettled(self) -> Self:
        """Keep what waits for the person: questions not answered, open answers not marked."""
        return self.filter(is_right=None)

    def in_full(self) -> Self:
        return self.select_related("session", "question__area").prefetch_related("question__items")

    def last_of_each_question(self, user: User) -> Self:
        """Keep how each question went when this person last settled it."""
        settled = self.for_owner(user).exclude(is_right=None)
        latest_first = [F("answered_at").desc(), F("pk").desc()]
        return settled.annotate(
            recency=Window(RowNumber(), partition_by=[F("question_id")], order_by=latest_first)
        ).filter(recency=1)


class Answer(models.Model):
    """One question's place in a session, and what the person answered there: once."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    # In the person's own words; practice.grading tells the shapes.
    given = models.JSONField(null=True, blank=True)
    # None also for an open answer that the person has not marked yet.
    is_right = models.BooleanField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["session", "question"], name="answer_question_once_a_session"),
            models.UniqueConstraint(fields=["session", "position"], name="answer_position_once_a_session"),
            models.CheckConstraint(condition=Q(position__gte=1), name="answer_position_from_one"),
            models.CheckConstraint(
                condition=Q(given__isnull=True, answered_at=None) | Q(given__isnull=False, answered_at__isnull=False),
                name="answer_given_with_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(is_right=None) | Q(answered_at__isnull=False), name="answer_judged_once_given"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}, question {self.position}"

    def get_absolute_url(self) -> str:
        return reverse("practice:question_detail", args=[self.session_id, self.position])

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def waits_for_mark(self) -> bool:
        return self.is_answered and self.is_right is None

    @property
    def said(self) -> Given:
        """What the person answered; nothing before they did."""
        return self.given or {}

    def shown_options(self) -> list[dict[str, str]]:
        """The options in this session's own order, the same at every look; what is to be ordered never stands solved."""
        options: list[dict[str, str]] = list(self.question.options)
        random.Random(f"{self.session_id}/{self.position}").shuffle(options)
        if self.question.kind == Question.Kind.ORDERING and options == self.question.options:
            options.append(options.pop(0))
        return options
