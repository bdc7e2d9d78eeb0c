"""What a template said, version by version. A template itself is only ever the newest."""

from django.db import models
from django.utils import timezone

from catalog.models.templates import Template


class TemplateVersion(models.Model):
    """A template's outline as it stood once. Never changed: people's roadmaps were made from it."""

    template = models.ForeignKey(Template, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    # What the pack called itself then; two outlines may share a name, never a number.
    name = models.CharField(max_length=20)
    # {stages: [{key, title, short_title, steps: [{item, title, minutes, optional, choice, default}]}],
    #  needs: [[item, needed item]]}; items by their row's id, which no version changes.
    outline = models.JSONField()
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="template_version_number_once")]

    def __str__(self) -> str:
        return f"{self.template_id} {self.name}, number {self.number}"
