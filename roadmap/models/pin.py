"""A date that the person has set, and the planner works around."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from roadmap.models.roadmap import Step


class Pin(models.Model):
    """One step's own day: it begins not before it, or is to be ready by it. The person's, until they take it off."""

    class Kind(models.TextChoices):
        NOT_BEFORE = "not_before", gettext_lazy("Not before")
        READY_BY = "ready_by", gettext_lazy("Ready by")

    step = models.OneToOneField(Step, models.CASCADE, related_name="pin")
    kind = models.CharField(max_length=10, choices=Kind)
    pinned_on = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["not_before", "ready_by"]), name="pin_kind_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pinned_on}"
