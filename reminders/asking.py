"""Asked again at the moment of sending: is this still wanted, and is now the time? Each no has its reason."""

from dataclasses import dataclass
from datetime import date, datetime

from allauth.account.models import EmailAddress

from accounts.models import Delivery, Suppression, User
from reminders.local_time import end_of
from reminders.models import USUAL, Preference, Reason, usual_preference


@dataclass(frozen=True)
class Skip:
    reason: Reason


@dataclass(frozen=True)
class Hold:
    until: datetime


def objection(delivery: Delivery, now: datetime) -> Skip | Hold | None:
    """Say what stands against sending `delivery` now, if anything; what it tells of is for its writer to judge."""
    if now >= delivery.stale_after:
        return Skip(Reason.STALE)
    if delivery.person is None:
        return Skip(Reason.SUPPRESSED) if Suppression.objects.of(delivery.address).exists() else None
    return objection_of_person(delivery, delivery.person, now)


def objection_of_person(delivery: Delivery, person: User, now: datetime) -> Skip | Hold | None:
    if not person.is_active:
        return Skip(Reason.NO_ACCOUNT)
    if not EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=True).exists():
        return Skip(Reason.NOT_VERIFIED)
    if Suppression.objects.of(person.email).filter(cause=Suppression.Cause.REFUSED).exists():
        return Skip(Reason.SUPPRESSED)
    if delivery.category not in USUAL:
        return None
    return objection_of_preference(delivery, preference_for(delivery, person, now), person, now)


def objection_of_preference(
    delivery: Delivery, preference: Preference, person: User, now: datetime
) -> Skip | Hold | None:
    if not preference.is_on:
        return Skip(Reason.TURNED_OFF)
    if delivery.is_critical:
        return None
    if delivery.is_nudge:
        if preference.is_snoozed(now):
            return Skip(Reason.SNOOZED)
        if has_been_nudged(delivery, person.local_date(now)):
            return Skip(Reason.DAILY_CAP)
    zone = person.zone
    if preference.quiet_until and preference.is_quiet(now.astimezone(zone).time()):
        until = end_of(now, preference.quiet_until, zone)
        return Hold(until) if until < delivery.stale_after else Skip(Reason.QUIET_HOURS)
    return None


def preference_for(delivery: Delivery, person: User, now: datetime) -> Preference:
    chosen = Preference.objects.for_owner(person).filter(category=delivery.category, channel=delivery.channel).first()
    return chosen or usual_preference(person, delivery.category, now)


def has_been_nudged(delivery: Delivery, today: date) -> bool:
    others = Delivery.objects.filter(person=delivery.person_id, channel=delivery.channel, nudged_on=today)
    return others.exclude(pk=delivery.pk).exists()
