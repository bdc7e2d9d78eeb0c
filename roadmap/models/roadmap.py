"""A person's own roadmap: its stages, its steps and what each waits for."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.models import User
from catalog.models import Item, Pathway, Role, Template, TemplateVersion
from common.text import validate_line
from roadmap import currencies, reasons
from roadmap.models.week import Week, week_constraints

MOST_BUDGET = 10_000_000

# By hand, because the list of steps asks it each time: built by the ORM it costs three times as much.
NEWER_VERSION = """
    SELECT newer.name FROM catalog_templateversion followed
    JOIN catalog_templateversion newer ON newer.template_id = followed.template_id AND newer.number > followed.number
    LEFT JOIN catalog_templateversion declined ON declined.id = roadmap_roadmap.declined_version_id
    WHERE followed.id = roadmap_roadmap.template_version_id AND newer.number > COALESCE(declined.number, 0)
    ORDER BY newer.number DESC LIMIT 1
"""


class RoadmapQuerySet(models.QuerySet["Roadmap"]):
    def for_owner(self, user: User) -> Self:
        return self.filter(owner=user, deleted_at=None)

    def of_owner(self, user: User) -> Self:
        """Whatever somebody owns, also what they have deleted."""
        return self.filter(owner=user)

    def deleted_by(self, user: User) -> Self:
        """What its owner has deleted and can still bring back."""
        return self.filter(owner=user, deleted_at__isnull=False)

    def active(self) -> Self:
        return self.filter(archived_at=None)

    def with_newer_version(self) -> Self:
        """Say as `newer_version` what the newest version of its template is called; None at that version, or declined."""
        return self.annotate(newer_version=RawSQL(NEWER_VERSION, (), output_field=models.CharField()))  # no input

    def resting_last(self, today: date) -> Self:
        """The newest first, and after those in work those that are paused."""
        rests = Q(paused_until__gt=today)
        return self.order_by(Case(When(rests, then=1), default=0), "-created_at")


class Roadmap(Week):
    """One person's road to a role. The week, the days off and the dates are what its plan was made from."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="roadmaps")
    title = models.CharField(max_length=160, validators=[validate_line])
    role = models.ForeignKey(Role, models.PROTECT, null=True, blank=True, related_name="+")
    template = models.ForeignKey(Template, models.RESTRICT, null=True, blank=True, related_name="+")
    # The version that it follows: made from it, or taken since. The newest one that its owner does not want.
    template_version = models.ForeignKey(TemplateVersion, models.RESTRICT, null=True, blank=True, related_name="+")
    declined_version = models.ForeignKey(TemplateVersion, models.SET_NULL, null=True, blank=True, related_name="+")
    pack_version = models.CharField(max_length=20, blank=True)
    starts_on = models.DateField()
    target_on = models.DateField(null=True, blank=True)
    # Whose public holidays are days off: "DE", or "DE-BY" for a part of it.
    region = models.CharField(max_length=24, blank=True)
    # Of the budget, in whole units, and of all prices of its steps (ISO 4217). Nothing is ever converted.
    # With a default in the database, too: the web servers of the release before go on for a while and do not name it.
    currency = models.CharField(max_length=3, default=currencies.DEFAULT, db_default=currencies.DEFAULT)
    budget = models.PositiveIntegerField(null=True, blank=True)
    pathway = models.ForeignKey(Pathway, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)
    # Work and reminders rest until that day.
    paused_until = models.DateField(null=True, blank=True)
    # Gone for its owner, and kept for a while in case they want it back. What is deleted is archived too.
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = RoadmapQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(target_on=None) | Q(target_on__gt=F("starts_on")),
                name="roadmap_target_after_start",
                violation_error_message=gettext_lazy("The target date lies after the start."),
            ),
            *week_constraints(),
            models.CheckConstraint(condition=~Q(title=""), name="roadmap_has_a_title"),
            models.CheckConstraint(
                condition=Q(budget=None) | Q(budget__lte=MOST_BUDGET),
                name="roadmap_budget_ten_million_at_most",
                violation_error_message=gettext_lazy("A budget is 10,000,000 at most."),
            ),
            models.CheckConstraint(condition=Q(currency__regex="^[A-Z]{3}$"), name="roadmap_currency_three_letters"),
            models.CheckConstraint(
                condition=Q(deleted_at=None) | Q(archived_at__isnull=False), name="roadmap_deleted_is_archived"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("roadmap:roadmap_detail", args=[self.pk])

    def is_paused(self, today: date) -> bool:
        return self.paused_until is not None and today < self.paused_until


class StageQuerySet(models.QuerySet["Stage"]):
    def for_owner(self, user: User) -> Self:
        return self.filter(roadmap__owner=user, roadmap__deleted_at=None)


class Stage(models.Model):
    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="stages")
    key = models.SlugField(max_length=80, blank=True)
    title = models.CharField(max_length=80, validators=[validate_line])
    short_title = models.CharField(max_length=24, validators=[validate_line])
    position = models.PositiveSmallIntegerField()

    objects = StageQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class StepQuerySet(models.QuerySet["Step"]):
    def for_owner(self, user: User) -> Self:
        return self.filter(roadmap__owner=user, roadmap__deleted_at=None)

    def of_owner(self, user: User) -> Self:
        """Also those of deleted roadmaps: what was shown of them stays."""
        return self.filter(roadmap__owner=user)

    def in_own_words(self) -> Self:
        """Keep those that are not called as the catalog calls them."""
        return self.exclude(item__owner=None, title=F("item__title"))

    def to_arrange(self) -> Self:
        return self.select_related("roadmap__owner", "stage", "item")


class Step(models.Model):
    """An item's place in one person's roadmap. What was done is kept beside the item, in Progress."""

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="steps")
    stage = models.ForeignKey(Stage, models.CASCADE, related_name="steps")
    item = models.ForeignKey(Item, models.RESTRICT, related_name="steps")
    # Copies, so that the list reads one row a step; an upgrade of the pack offers the new ones.
    title = models.CharField(max_length=160, validators=[validate_line])
    minutes = models.PositiveIntegerField()
    # The estimate before the person's own pace corrected it; empty where it did not.
    minutes_before = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()
    is_optional = models.BooleanField(default=False)
    choice = models.SlugField(max_length=80, blank=True)
    is_chosen = models.BooleanField(default=True)
    # The dates of the plan version that the person accepted last.
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    # Why they are so, as facts (see roadmap.reasons).
    reason = models.JSONField(default=dict, db_default=Value({}, models.JSONField()), blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["stage__position", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "item"], name="step_item_once_a_roadmap"),
            models.CheckConstraint(
                condition=Q(starts_on=None, due_on=None) | Q(due_on__gte=F("starts_on")),
                name="step_due_after_start",
                violation_error_message=gettext_lazy("A step cannot be due before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("roadmap:step_detail", args=[self.pk])

    @property
    def date_reason(self) -> str:
        """Why the step has its dates, in the reader's words."""
        return reasons.said(self.reason)


class StepLink(models.Model):
    """`step` opens once `needs` is done; both stand in the same roadmap."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="needs")
    needs = models.ForeignKey(Step, models.CASCADE, related_name="opens")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "needs"], name="step_link_once"),
            models.CheckConstraint(condition=~Q(step=F("needs")), name="step_link_to_another_step"),
        ]

    def __str__(self) -> str:
        return f"{self.step_id} needs {self.needs_id}"
