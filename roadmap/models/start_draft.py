"""What somebody has answered on the start page so far."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class StartDraft(models.Model):
    """The answers of one person, as typed, kept until a roadmap is made of them: {name of a field: [values]}."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="start_draft")
    answers = models.JSONField(default=dict)
    # Keys of the skills that a placement test found and the person took over: their claims name that source.
    placed = models.JSONField(default=list, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"draft of {self.person_id}"
