import hashlib
import uuid
import zoneinfo
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.languages import validate_language
from common.text import validate_line


@cache
def time_zones() -> frozenset[str]:
    """All zones that this machine knows; the list is read from disk once."""
    return frozenset(zoneinfo.available_timezones())


def validate_time_zone(value: str) -> None:
    if value not in time_zones():
        raise ValidationError(
            _("There is no time zone “%(zone)s”. Choose one such as Europe/Berlin."),
            code="unknown",
            params={"zone": value},
        )


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person, known by an e-mail address; the same account learns and mentors."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80, blank=True, validators=[validate_line])
    time_zone = models.CharField(max_length=64, default="UTC", validators=[validate_time_zone])
    # Empty until chosen: pages then follow the browser, and letters are English.
    language = models.CharField(max_length=10, blank=True, validators=[validate_language])
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once_in_any_case",
                violation_error_message=gettext_lazy("There is an account with this address already."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email.split("@")[0]

    @property
    def initials(self) -> str:
        """The first letters of the first two words; what is no letter, such as a picture, is passed over."""
        words = str(self).replace(".", " ").split()
        letters = [sign for word in words if (sign := next(filter(str.isalnum, word), ""))]
        return "".join(letters[:2]).upper() or str(self)[:1]

    def local_date(self, moment: datetime) -> date:
        """Which day it is for this person at `moment`."""
        return moment.astimezone(self.zone).date()

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, now: datetime) -> Self:
        return self.filter(state=Delivery.State.SCHEDULED, due_at__lte=now)

    def lapsed(self, now: datetime) -> Self:
        """Those whose sender has not been heard of for a whole lease: it crashed, or hangs."""
        return self.filter(state=Delivery.State.SENDING, lease_until__lt=now)

    def for_owner(self, user: User) -> Self:
        return self.filter(person=user)


class Delivery(models.Model):
    """One message to one person: the outbox row, written in the transaction of the fact that it tells of.

    It stands in this lowest room because every room above tells people things; `reminders` sends it.
    """

    class Category(models.TextChoices):
        INVITATION = "invitation"
        REVIEW_REQUESTED = "review_requested"
        VERDICT = "verdict"
        DUE_SOON = "due_soon"
        DIGEST = "digest"

    class State(models.TextChoices):
        SCHEDULED = "scheduled"
        SENDING = "sending"
        SENT = "sent"
        UNKNOWN = "unknown"
        SKIPPED = "skipped"
        FAILED = "failed"

    CRITICAL = frozenset({Category.INVITATION, Category.VERDICT})
    NUDGES = frozenset({Category.DUE_SOON, Category.DIGEST})
    MOST_ATTEMPTS = 5

    person = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="deliveries")
    address = models.EmailField()
    category = models.CharField(max_length=20, choices=Category)
    channel = models.CharField(max_length=10, default="email")
    dedupe_key = models.CharField(max_length=120)
    period_key = models.CharField(max_length=20, blank=True)
    payload = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    stale_after = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.SCHEDULED)
    reason = models.CharField(max_length=120, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    token = models.UUIDField(null=True, blank=True)
    message_id = models.CharField(max_length=120, unique=True)
    # Given to the mail server; from here on a crash leaves open whether it arrived.
    handed_at = models.DateTimeField(null=True, blank=True)
    # The person's local date, set on nudges when they are handed over: the daily cap is a constraint, not a count.
    nudged_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(fields=["state", "due_at"], name="delivery_state_due"),
            models.Index(fields=["token"], condition=Q(state="sending"), name="delivery_claims"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["channel", "dedupe_key"], name="delivery_once_a_channel"),
            models.UniqueConstraint(
                fields=["person", "channel", "category", "period_key"],
                condition=~Q(period_key=""),
                name="delivery_once_a_period",
            ),
            models.UniqueConstraint(fields=["person", "channel", "nudged_on"], name="delivery_one_nudge_a_day"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
                name="delivery_sent_iff_sent_at",
            ),
            models.CheckConstraint(
                condition=(Q(state="skipped") & ~Q(reason="")) | ~Q(state="skipped"), name="delivery_skipped_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(state="sending", lease_until__isnull=False, token__isnull=False)
                | (~Q(state="sending") & Q(lease_until=None)),
                name="delivery_sending_iff_leased",
            ),
            models.CheckConstraint(condition=Q(attempts__lte=5), name="delivery_five_attempts_at_most"),
            models.CheckConstraint(condition=Q(stale_after__gt=models.F("due_at")), name="delivery_stale_after_due"),
        ]

    def __str__(self) -> str:
        return f"{self.category} to {self.address}: {self.state}"

    @property
    def is_critical(self) -> bool:
        return self.category in self.CRITICAL

    @property
    def is_nudge(self) -> bool:
        return self.category in self.NUDGES


def new_message_id(host: str) -> str:
    """Make the Message-ID that a delivery keeps through every retry, so that a second copy is recognised as one."""
    return f"<{uuid.uuid4()}@{host}>"


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    def of(self, address: str) -> Self:
        return self.filter(address_hash=hash_of_address(address))


class Suppression(models.Model):
    """An address that gets no mail. Only its hash is kept, so the list itself tells nobody's address."""

    class Cause(models.TextChoices):
        ASKED = "asked", "Its owner asked not to be invited"
        REFUSED = "refused", "Its mail server refuses it for good"

    address_hash = models.CharField(max_length=64, unique=True)
    cause = models.CharField(max_length=10, choices=Cause)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(cause__in=["asked", "refused"]), name="suppression_cause_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.address_hash[:8]}: {self.cause}"


def hash_of_address(address: str) -> str:
    """Hash without the site's secret: the list must outlive a change of it."""
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()
