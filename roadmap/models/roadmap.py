"""A person's own roadmap: its stages, its steps and what each waits for."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from catalog.models import Item, Role, Template
from common.text import validate_line


class RoadmapQuerySet(models.QuerySet["Roadmap"]):
    def for_owner(self, user: User) -> Self:
        return self.filter(owner=user)

    def active(self) -> Self:
        return self.filter(archived_at=None)


class Roadmap(models.Model):
    """One person's road to a role. `weekly_hours` and the dates are what its plan was made from."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="roadmaps")
    title = models.CharField(max_length=160, validators=[validate_line])
    role = models.ForeignKey(Role, models.PROTECT, null=True, blank=True, related_name="+")
    template = models.ForeignKey(Template, models.PROTECT, null=True, blank=True, related_name="+")
    pack_version = models.CharField(max_length=20, blank=True)
    weekly_hours = models.DecimalField(max_digits=4, decimal_places=1)
    starts_on = models.DateField()
    target_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = RoadmapQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(target_on=None) | Q(target_on__gt=F("starts_on")),
                name="roadmap_target_after_start",
                violation_error_message="The target date lies after the start.",
            ),
            models.CheckConstraint(
                condition=Q(weekly_hours__gte=1, weekly_hours__lte=80),
                name="roadmap_weekly_hours_one_to_eighty",
                violation_error_message="Plan between 1 and 80 hours a week.",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="roadmap_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("roadmap:roadmap_detail", args=[self.pk])


class Stage(models.Model):
    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="stages")
    key = models.SlugField(max_length=80, blank=True)
    title = models.CharField(max_length=80, validators=[validate_line])
    short_title = models.CharField(max_length=24, validators=[validate_line])
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class StepQuerySet(models.QuerySet["Step"]):
    def for_owner(self, user: User) -> Self:
        return self.filter(roadmap__owner=user)


class Step(models.Model):
    """An item's place in one person's roadmap. What was done is kept beside the item, in Progress."""

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="steps")
    stage = models.ForeignKey(Stage, models.CASCADE, related_name="steps")
    item = models.ForeignKey(Item, models.PROTECT, related_name="steps")
    # Copies, so that the list reads one row a step; an upgrade of the pack offers the new ones.
    title = models.CharField(max_length=160, validators=[validate_line])
    minutes = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()
    is_optional = models.BooleanField(default=False)
    choice = models.SlugField(max_length=80, blank=True)
    is_chosen = models.BooleanField(default=True)
    # The dates of the plan version that the person accepted last.
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    date_reason = models.CharField(max_length=300, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["stage__position", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "item"], name="step_item_once_a_roadmap"),
            models.CheckConstraint(
                condition=Q(starts_on=None, due_on=None) | Q(due_on__gte=F("starts_on")),
                name="step_due_after_start",
                violation_error_message="A step cannot be due before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("roadmap:step_detail", args=[self.pk])


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
