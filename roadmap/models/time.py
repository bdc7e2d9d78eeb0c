"""Minutes that a person has spent, entry by entry, and the session that runs now."""

from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.models import User
from catalog.models import Item

MOST_MINUTES = 24 * 60
FORGOTTEN_AFTER = timedelta(hours=12)


class TimeEntryQuerySet(models.QuerySet["TimeEntry"]):
    def for_owner(self, user: User) -> Self:
        return self.filter(person=user)

    def of_item(self, item_id: int) -> Self:
        return self.filter(item=item_id)

    def between(self, first: date, last: date) -> Self:
        """Those of the days from `first` to `last`, both counted in."""
        return self.filter(spent_on__range=(first, last))

    def minutes(self) -> int:
        return self.aggregate(total=Sum("minutes"))["total"] or 0

    def minutes_by_day(self) -> dict[date, int]:
        """Minutes of each day that has any, the newest first."""
        days = self.values_list("spent_on").order_by("-spent_on")
        return dict(days.annotate(total=Sum("minutes")).values_list("spent_on", "total"))

    def minutes_by_week(self) -> dict[date, int]:
        """Minutes of each week that has any, by its Monday, the newest first."""
        weeks = self.annotate(week=TruncWeek("spent_on")).values("week").order_by("-week")
        return dict(weeks.annotate(total=Sum("minutes")).values_list("week", "total"))

    def minutes_by_item(self) -> dict[int, int]:
        """Minutes of each item that has any, by its id, the most first."""
        items = self.values("item").annotate(total=Sum("minutes"))
        return dict(items.order_by("-total", "item").values_list("item", "total"))


class TimeEntry(models.Model):
    """Minutes that one person spent on one item, on a day of their own calendar, whichever roadmaps it stands in."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="time_entries")
    item = models.ForeignKey(Item, models.RESTRICT, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    spent_on = models.DateField()
    # When the session began that became this entry; empty where somebody wrote the minutes down.
    started_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = TimeEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "time entries"
        ordering = ["-spent_on", "-pk"]
        indexes = [models.Index(fields=["person", "spent_on"], name="time_entry_person_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MOST_MINUTES),
                name="time_entry_one_minute_to_a_day",
                violation_error_message=gettext_lazy("Log between 1 minute and 24 hours."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.item_id}: {self.minutes} min on {self.spent_on}"


class RunningSessionQuerySet(models.QuerySet["RunningSession"]):
    def for_owner(self, user: User) -> Self:
        return self.filter(person=user)


class RunningSession(models.Model):
    """What a person works on right now. Stopping removes it and writes a time entry."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, models.RESTRICT, related_name="+")
    started_at = models.DateTimeField()

    objects = RunningSessionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="running_session_one_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.item_id} since {self.started_at}"

    def minutes(self, now: datetime) -> int:
        """Whole minutes so far."""
        return max(0, round((now - self.started_at).total_seconds() / 60))

    def is_forgotten(self, now: datetime) -> bool:
        """Whether it has run for longer than anybody works: it is asked about, not counted."""
        return now - self.started_at > FORGOTTEN_AFTER
