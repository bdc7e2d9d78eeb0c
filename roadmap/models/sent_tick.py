"""Ticks that a browser sends later than they were made."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from roadmap.models.progress import Status
from roadmap.models.roadmap import Step


class SentTick(models.Model):
    """A tick that came with a key of its own: made without a connection, sent until an answer came back.

    The same key again is the same tick, and changes nothing. Kept for a month; a tick of the page itself has no key.
    """

    class Outcome(models.TextChoices):
        STORED = "stored"
        SAME = "same", "It was so already"
        CONFLICT = "conflict", "Changed elsewhere meanwhile"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.UUIDField()
    step = models.ForeignKey(Step, models.CASCADE, related_name="+")
    status = models.CharField(max_length=10, choices=Status)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.STORED)
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="sent_tick_key_once_a_person"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="sent_tick_status_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.status}"
