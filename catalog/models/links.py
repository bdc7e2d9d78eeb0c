"""Whether the addresses that the catalog sends people to still answer."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

AGAIN_AFTER = timedelta(days=7)
FAILING_AGAIN_AFTER = timedelta(days=1)
FAILED_TIMES = 3
"""How often in a row, at least a day apart, before people hear of it: a server may have a bad night."""


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    def due(self, now: datetime) -> Self:
        """What was never asked, or answered a week ago, or failed a day ago; the longest waiting first."""
        failing = Q(failed_times__gt=0, checked_at__lte=now - FAILING_AGAIN_AFTER)
        old = Q(checked_at=None) | Q(checked_at__lte=now - AGAIN_AFTER) | failing
        return self.filter(old).order_by(models.F("checked_at").asc(nulls_first=True), "pk")

    def broken(self) -> Self:
        return self.filter(failed_times__gte=FAILED_TIMES).order_by("url")


class LinkCheck(models.Model):
    """One address. `said` is what was wrong the last time, empty where it answered; `failed_times` counts in a row."""

    url = models.CharField(max_length=500, unique=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    said = models.CharField(max_length=120, blank=True)
    failed_times = models.PositiveSmallIntegerField(default=0)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(said="", failed_times=0) | (~Q(said="") & Q(failed_times__gt=0)),
                name="link_check_says_what_failed",
            )
        ]

    def __str__(self) -> str:
        return self.url
