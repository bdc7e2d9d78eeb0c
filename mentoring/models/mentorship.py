"""Who mentors whom, and what a mentee lets a mentor see."""

import hashlib
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from roadmap.models import Roadmap

INVITATION_HOLDS = timedelta(days=14)


class Scope(models.TextChoices):
    """What a mentee may let a mentor see."""

    PROGRESS = "progress", _("Progress")
    EVIDENCE = "evidence", pgettext_lazy("all of it", "Evidence")
    REVIEW = "review", _("Reviews")
    SHARED_NOTES = "shared_notes", _("Shared notes")
    REMINDER_STATUS = "reminder_status", _("Reminder status")


class Untold(models.TextChoices):
    """Why a message between mentor and mentee did not go out: what `Delivery.reason` keeps of it."""

    UNSHARED = "unshared", _("no longer shared")
    ENDED = "mentorship_ended", _("mentorship ended")
    PAUSED = "mentorship_paused", _("mentorship paused")
    REPLACED = "invitation_replaced", _("replaced by a newer invitation")
    WITHDRAWN = "invitation_withdrawn", _("invitation withdrawn")
    DECLINED = "invitation_declined", _("invitation declined")
    EXPIRED = "invitation_expired", _("invitation expired")


def hash_of(token: str) -> str:
    """Hash an invitation's token. It is 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class MentorshipQuerySet(models.QuerySet["Mentorship"]):
    def readable_by(self, mentor: User, scope: str, *, roadmap: Any = None) -> Self:
        """Keep the mentorships in which `mentor` may read what `scope` names: the only door to anything of a mentee.

        With `roadmap` (an id, or an OuterRef to one), only if the mentee's consent covers that roadmap; without, if it
        covers any. The mentorship must be active at this moment, and the grant open.
        """
        grants = ConsentGrant.objects.filter(mentorship=OuterRef("pk"), scope=scope, revoked_at=None)
        if isinstance(roadmap, OuterRef):
            grants = grants.filter(Q(roadmap=None) | Q(roadmap=OuterRef(roadmap)))
        elif roadmap is not None:
            grants = grants.filter(Q(roadmap=None) | Q(roadmap=roadmap))
        return self.filter(Exists(grants), mentor=mentor, state=Mentorship.State.ACTIVE)

    def hold_still(self) -> int:
        """Lock these rows until the transaction ends, on both engines, so that consent cannot change under an act."""
        return self.update(state=F("state"))

    def live(self) -> Self:
        return self.filter(state__in=Mentorship.LIVE)

    def not_over(self) -> Self:
        return self.filter(state__in=[Mentorship.State.INVITED, *Mentorship.LIVE])

    def active(self) -> Self:
        return self.filter(state=Mentorship.State.ACTIVE)

    def of_mentor(self, user: User) -> Self:
        return self.filter(mentor=user)

    def of_mentee(self, user: User) -> Self:
        return self.filter(mentee=user)

    def of_person(self, user: User) -> Self:
        return self.filter(Q(mentor=user) | Q(mentee=user))

    def invited_by(self, user: User) -> Self:
        return self.filter(invited_by=user)

    def invited(self) -> Self:
        return self.filter(state=Mentorship.State.INVITED)

    def open_at(self, now: datetime) -> Self:
        """Keep the invitations that can be accepted at `now`."""
        return self.invited().filter(expires_at__gt=now)


class Mentorship(models.Model):
    """One mentor and one mentee, from the invitation to the end. Whoever is invited is unknown until they accept."""

    class State(models.TextChoices):
        INVITED = "invited"
        ACTIVE = "active"
        PAUSED = "paused"
        DECLINED = "declined"
        EXPIRED = "expired"
        WITHDRAWN = "withdrawn"
        ENDED = "ended"

    class Ended(models.TextChoices):
        """The reason where whoever ended it gave none."""

        BY_MENTOR = "ended_by_mentor", _("Ended by the mentor.")
        BY_MENTEE = "ended_by_mentee", _("Ended by the mentee.")

    LIVE = (State.ACTIVE, State.PAUSED)
    ACCEPTED = (State.ACTIVE, State.PAUSED, State.ENDED)

    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="mentorships_as_mentor"
    )
    mentee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="mentorships_as_mentee"
    )
    state = models.CharField(max_length=10, choices=State, default=State.INVITED)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    email = models.EmailField()
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(default=timezone.now)
    sent_count = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    paused_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    ended_reason = models.CharField(max_length=300, blank=True)

    objects = MentorshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["invited", "active", "paused", "declined", "expired", "withdrawn", "ended"]),
                name="mentorship_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(mentor=None) | Q(mentee=None) | ~Q(mentor=F("mentee")),
                name="mentorship_mentor_is_not_mentee",
            ),
            models.UniqueConstraint(
                fields=["mentor", "mentee"],
                condition=Q(state__in=["active", "paused"]),
                name="mentorship_one_live_a_pair",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["invited", "declined", "expired", "withdrawn"], accepted_at=None)
                | Q(
                    state__in=["active", "paused", "ended"],
                    mentor__isnull=False,
                    mentee__isnull=False,
                    accepted_at__isnull=False,
                ),
                name="mentorship_active_needs_both_and_acceptance",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="mentorship_invitation_expires"),
            models.CheckConstraint(
                condition=Q(invited_by=F("mentor")) | Q(invited_by=F("mentee")),
                name="mentorship_invited_by_one_of_the_two",
            ),
            models.CheckConstraint(
                condition=(Q(state="ended", ended_at__isnull=False) & ~Q(ended_reason=""))
                | (~Q(state="ended") & Q(ended_at=None, ended_reason="")),
                name="mentorship_ended_iff_moment_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="paused", paused_by__isnull=False) | (~Q(state="paused") & Q(paused_by=None)),
                name="mentorship_paused_iff_somebody_paused_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor_id or self.email} mentors {self.mentee_id or self.email}: {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("mentoring:mentee_detail", args=[self.pk])

    @property
    def asks_for_mentor(self) -> bool:
        """The mentee invited: whoever accepts becomes the mentor."""
        return self.invited_by_id == self.mentee_id

    @property
    def why_ended(self) -> str:
        """The words of whoever ended it, or who that was."""
        return str(dict(self.Ended.choices).get(self.ended_reason, self.ended_reason))

    def is_open_at(self, now: datetime) -> bool:
        return self.state == self.State.INVITED and self.expires_at > now


class ConsentGrant(models.Model):
    """The mentee lets the mentor see one thing, in one roadmap or (no roadmap) in all. Revoked, never deleted."""

    mentorship = models.ForeignKey(Mentorship, models.CASCADE, related_name="grants")
    scope = models.CharField(max_length=20, choices=Scope)
    roadmap = models.ForeignKey(Roadmap, models.CASCADE, null=True, blank=True, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="grant_scope_is_known"),
            models.UniqueConstraint(
                fields=["mentorship", "scope", "roadmap"], condition=Q(revoked_at=None), name="grant_one_open_a_roadmap"
            ),
            models.UniqueConstraint(
                fields=["mentorship", "scope"],
                condition=Q(revoked_at=None, roadmap=None),
                name="grant_one_open_for_all_roadmaps",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentorship_id}: {self.scope} of {self.roadmap_id or 'all roadmaps'}"
