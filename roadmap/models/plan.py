"""What was planned, and when."""

from django.db import models
from django.utils import timezone

from roadmap.models.roadmap import Roadmap


class PlanVersion(models.Model):
    """All dates of a roadmap, and why, at one moment. Replanning adds one; nothing is overwritten."""

    class Cause(models.TextChoices):
        CREATED = "created"
        REPLANNED = "replanned"
        UNDONE = "undone"
        CHANGED = "changed", "Made from other hours or dates"
        UPGRADED = "upgraded"

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="plan_versions")
    number = models.PositiveIntegerField()
    cause = models.CharField(max_length=10, choices=Cause)
    finishes_on = models.DateField(null=True, blank=True)
    # By how much this plan misses its target or a deadline, as accepted: up to that, a replan has no reason to move.
    lateness_days = models.PositiveIntegerField(default=0)
    # {step id: [start, due, reason]}, dates as ISO text, the reason as facts; a sentence where an earlier release kept it.
    dates = models.JSONField()
    # What the plan was made from before, where this version changed it (see roadmap.basis); undo puts it back.
    changed_from = models.JSONField(default=dict, blank=True)
    # What else it changed, as it was: ids of steps that "came" in and "went" out, and "minutes" by step; undo puts it back.
    was = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["roadmap", "number"], name="plan_version_number_once")]

    def __str__(self) -> str:
        return f"{self.roadmap_id} v{self.number}"

    @property
    def can_be_undone(self) -> bool:
        """Whether this version, as the latest, may give way to the one before it."""
        return self.cause in {self.Cause.REPLANNED, self.Cause.CHANGED}
