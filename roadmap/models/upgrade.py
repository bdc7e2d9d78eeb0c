"""Which newer versions of its template a roadmap has taken, and how to go back."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from catalog.models import TemplateVersion
from roadmap.models.roadmap import Roadmap


class Upgrade(models.Model):
    """One newer version, taken. `patch` says every row that it changed, as it was and as it became."""

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="upgrades")
    before = models.ForeignKey(TemplateVersion, models.RESTRICT, related_name="+")
    after = models.ForeignKey(TemplateVersion, models.RESTRICT, related_name="+")
    patch = models.JSONField()
    taken_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(before=models.F("after")), name="upgrade_leads_elsewhere")]

    def __str__(self) -> str:
        return f"{self.roadmap_id}: {self.before_id} to {self.after_id}"
