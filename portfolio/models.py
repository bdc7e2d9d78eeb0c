"""What a person can prove: versions of evidence for a milestone, and who stands for it."""

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from catalog.models import Item
from common.text import validate_line, validate_text
from roadmap.models import Assurance, Roadmap, Step

LONGEST_TEXT = 20_000
validate_link = URLValidator(
    schemes=["http", "https"], message=_("Give a whole address that begins with https:// or http://.")
)
validate_commit = RegexValidator(r"^[0-9a-f]{7,40}\Z", _("A commit is 7 to 40 of the signs 0-9 and a-f."))


class Rating(models.TextChoices):
    """How far one criterion of the rubric is met; the person rates themselves, a mentor rates them."""

    NOT_YET = "not_yet", _("Not yet")
    PARTLY = "partly", _("Partly")
    MET = "met", _("Met")


def validate_ratings(value: Any) -> None:
    if not isinstance(value, dict) or not all(rating in Rating.values for rating in value.values()):
        raise ValidationError(_("A criterion is rated not yet, partly or met."), code="unknown")


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def for_owner(self, user: User) -> Self:
        return self.filter(person=user)

    def drafts(self) -> Self:
        return self.filter(state=Submission.State.DRAFT)

    def current(self) -> Self:
        return self.filter(state=Submission.State.SUBMITTED)

    def handed_in(self) -> Self:
        """Every version that somebody else may have seen: all but drafts."""
        return self.exclude(state=Submission.State.DRAFT)

    def of_item(self, item_id: int) -> Self:
        return self.filter(item_id=item_id)

    def newest_first(self) -> Self:
        return self.order_by("-number")


class Submission(models.Model):
    """One version of the evidence for one milestone. A trigger freezes it once it is handed in.

    Versions belong to person and item, as progress does: a milestone that stands in two roadmaps is proved once. The step
    is where it was handed in. The rubric is a copy, so that the measure does not change under way.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Handed in")
        SUPERSEDED = "superseded", _("Replaced by a newer version")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="submissions")
    item = models.ForeignKey(Item, models.RESTRICT, related_name="+")
    step = models.ForeignKey(Step, models.SET_NULL, null=True, blank=True, related_name="submissions")
    roadmap = models.ForeignKey(Roadmap, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=160)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    # The server never fetches it.
    link = models.CharField(max_length=500, blank=True, validators=[validate_line, validate_link])
    commit = models.CharField(max_length=40, blank=True, validators=[validate_commit])
    text = models.TextField(blank=True, validators=[validate_text, MaxLengthValidator(LONGEST_TEXT)])
    # [{"key", "title", "detail"}] as it stood, and {key: rating} by the person.
    rubric = models.JSONField(default=list)
    ratings = models.JSONField(default=dict, blank=True, validators=[validate_ratings])
    created_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "item", "number"], name="submission_number_once"),
            models.UniqueConstraint(
                fields=["person", "item"], condition=Q(state="draft"), name="submission_one_draft_an_item"
            ),
            models.UniqueConstraint(
                fields=["person", "item"], condition=Q(state="submitted"), name="submission_one_current_an_item"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted", "superseded", "withdrawn"]),
                name="submission_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at=None) | (~Q(state="draft") & Q(submitted_at__isnull=False)),
                name="submission_draft_iff_not_submitted",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted"], closed_at=None)
                | Q(state__in=["superseded", "withdrawn"], closed_at__isnull=False),
                name="submission_closed_iff_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(link="") | ~Q(text=""), name="submission_shows_something"
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="http://") | Q(link__startswith="https://"),
                name="submission_link_is_http",
            ),
            models.CheckConstraint(condition=Q(commit="") | ~Q(link=""), name="submission_commit_pins_a_link"),
            models.CheckConstraint(condition=Q(number__gte=1), name="submission_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("portfolio:evidence", args=[self.step_id]) if self.step_id else reverse("portfolio:portfolio")

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_current(self) -> bool:
        return self.state == self.State.SUBMITTED

    @property
    def short_commit(self) -> str:
        return self.commit[:7]

    @property
    def rated(self) -> list[tuple[dict[str, str], str]]:
        """Each criterion with the person's own rating in words, or nothing where they left it open."""
        return rated(self.rubric, self.ratings)

    @property
    def rated_count(self) -> int:
        return sum(criterion["key"] in self.ratings for criterion in self.rubric)


def rated(rubric: Iterable[dict[str, str]], ratings: dict[str, str]) -> list[tuple[dict[str, str], str]]:
    words = dict(Rating.choices)
    return [(criterion, str(words.get(ratings.get(criterion["key"], ""), ""))) for criterion in rubric]


class AttainmentQuerySet(models.QuerySet["Attainment"]):
    def for_owner(self, user: User) -> Self:
        return self.filter(person=user)

    def standing(self) -> Self:
        return self.filter(revoked_at=None)


class Attainment(models.Model):
    """A person has a milestone, and somebody stands for it: they themselves, a check, or a mentor. All may stand side by side.

    `review` names the mentor's review; `mentoring` is a room above, whose trigger sees to it that the review approves.
    """

    class Revoked(models.TextChoices):
        """The reason where no person gave one."""

        WITHDRAWN = "withdrawn", _("The evidence was withdrawn.")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="attainments")
    item = models.ForeignKey(Item, models.RESTRICT, related_name="+")
    assurance = models.CharField(max_length=10, choices=Assurance)
    review = models.UUIDField(null=True, blank=True)
    attained_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=300, blank=True, validators=[validate_line])

    objects = AttainmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "item", "assurance"],
                condition=Q(revoked_at=None),
                name="attainment_stands_once_an_assurance",
            ),
            models.CheckConstraint(
                condition=Q(assurance__in=["self", "auto", "mentor"]), name="attainment_assurance_is_known"
            ),
            models.CheckConstraint(
                condition=Q(assurance="mentor", review__isnull=False) | (~Q(assurance="mentor") & Q(review=None)),
                name="attainment_by_mentor_iff_review",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_reason="") | (Q(revoked_at__isnull=False) & ~Q(revoked_reason="")),
                name="attainment_revoked_iff_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} has {self.item_id}: {self.get_assurance_display()}"

    @property
    def why_revoked(self) -> str:
        """The words of whoever took it back, or what became of it."""
        return str(dict(self.Revoked.choices).get(self.revoked_reason, self.revoked_reason))
