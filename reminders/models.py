from datetime import datetime, time
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Delivery, User
from reminders.local_time import EVERY_DAY, is_within, next_occurrence

Category = Delivery.Category
MONDAY = 1


class Reason(models.TextChoices):
    """Why a reminder was not sent, or perhaps not: `Delivery.reason` keeps the code, its person reads the words."""

    TURNED_OFF = "turned_off", _("You have turned these off.")
    SNOOZED = "snoozed", _("You had asked for a pause.")
    PAUSED = "paused", _("You had paused the roadmap.")
    STEP_DONE = "step_done", _("You had finished or skipped the step already.")
    STEP_MOVED = "step_moved", _("The step's date had moved, or the step is no longer on your roadmap.")
    NOTHING_DUE = "nothing_due", _("There was nothing to tell.")
    DAILY_CAP = "daily_cap", _("You had been reminded that day already; one a day is the limit.")
    STALE = "stale", _("It could not be sent in time, and late it would have been of no use.")
    QUIET_HOURS = "quiet_hours", _("It fell into your quiet hours, and after them it would have been too late.")
    NO_ACCOUNT = "no_account", _("The account was closed.")
    NOT_VERIFIED = "not_verified", _("The e-mail address was not verified.")
    SUPPRESSED = "suppressed", _("The address does not take our mail.")
    WITHDRAWN = "withdrawn", _("What it was about had been withdrawn.")
    CUT = "cut", _("The connection broke while the mail was being handed over; it may have arrived.")
    CRASHED = "crashed", _("The sender stopped while it handed the mail over; it may have arrived.")
    UNWRITTEN = "unwritten", _("It could not be written.")
    DEMO = "demo", _("demo history")


class PreferenceQuerySet(models.QuerySet["Preference"]):
    def for_owner(self, user: User) -> Self:
        return self.filter(person=user)

    def due(self, by: datetime) -> Self:
        return self.filter(next_due_at__lte=by, person__is_active=True)

    def out_of_zone(self) -> Self:
        """Those whose next moment was computed in a zone that the person has left."""
        return self.filter(next_due_at__isnull=False).exclude(zone=F("person__time_zone"))


class Preference(models.Model):
    """When and whether one person is told of one kind of thing."""

    class Cadence(models.TextChoices):
        OFF = "off"
        AT_ONCE = "at_once"
        DAILY = "daily"
        WEEKLY = "weekly"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferences")
    category = models.CharField(max_length=20, choices=Category)
    channel = models.CharField(max_length=10, default="email")
    cadence = models.CharField(max_length=10, choices=Cadence)
    local_time = models.TimeField(default=time(8))
    weekdays = models.PositiveSmallIntegerField(default=EVERY_DAY)  # a bit a day, Monday lowest
    quiet_from = models.TimeField(null=True, blank=True, default=time(22))
    quiet_until = models.TimeField(null=True, blank=True, default=time(7))
    snoozed_until = models.DateTimeField(null=True, blank=True)
    next_due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    zone = models.CharField(max_length=64, default="UTC")  # in which next_due_at was computed

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "category", "channel"], name="preference_once"),
            models.CheckConstraint(
                condition=Q(cadence__in=["daily", "weekly"], next_due_at__isnull=False)
                | Q(cadence__in=["off", "at_once"], next_due_at=None),
                name="preference_due_iff_recurring",
            ),
            models.CheckConstraint(
                condition=Q(weekdays__gte=1, weekdays__lte=EVERY_DAY),
                name="preference_some_weekday",
                violation_error_message=_("Choose at least one day."),
            ),
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | (Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=F("quiet_until"))),
                name="preference_quiet_hours_have_two_ends",
                violation_error_message=_("Quiet hours need a start and a different end."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.category}: {self.cadence}"

    @property
    def is_on(self) -> bool:
        return self.cadence != self.Cadence.OFF

    def is_snoozed(self, now: datetime) -> bool:
        return self.snoozed_until is not None and now < self.snoozed_until

    def is_quiet(self, wall: time) -> bool:
        return bool(self.quiet_from and self.quiet_until and is_within(wall, self.quiet_from, self.quiet_until))

    def next_after(self, moment: datetime) -> datetime | None:
        if self.cadence not in {self.Cadence.DAILY, self.Cadence.WEEKLY}:
            return None
        return next_occurrence(moment, self.local_time, self.weekdays, ZoneInfo(self.zone))


USUAL = {
    # Category -> how often, and on which days, until the person says otherwise.
    Category.DUE_SOON: (Preference.Cadence.DAILY, EVERY_DAY),
    Category.DIGEST: (Preference.Cadence.WEEKLY, MONDAY),
    Category.REVIEW_REQUESTED: (Preference.Cadence.AT_ONCE, EVERY_DAY),
    Category.VERDICT: (Preference.Cadence.AT_ONCE, EVERY_DAY),
}
RECURRING = (Category.DUE_SOON, Category.DIGEST)


def usual_preference(person: User, category: str, now: datetime) -> Preference:
    """Make, unsaved, what holds for a person who has chosen nothing yet."""
    cadence, weekdays = USUAL[Category(category)]
    preference = Preference(person=person, category=category, cadence=cadence, weekdays=weekdays, zone=person.time_zone)
    preference.next_due_at = preference.next_after(now)
    return preference


def preferences_of(person: User, now: datetime) -> dict[str, Preference]:
    """Give one preference for each kind of mail that a person can choose about: theirs, or the usual one."""
    chosen = {row.category: row for row in Preference.objects.for_owner(person)}
    return {category: chosen.get(category) or usual_preference(person, category, now) for category in USUAL}
