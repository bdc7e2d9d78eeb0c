from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Suppression, User
from reminders.links import Unsubscription
from reminders.local_time import moment_of, next_occurrence
from reminders.models import USUAL, Category, Preference, preferences_of

MONDAY_ONLY = 1
SNOOZES = {"day": 1, "three-days": 3}  # in days; "monday" is the third choice, and "none" ends one


@transaction.atomic
def save_preferences(
    *,
    by: User,
    categories: Iterable[str],
    local_time: time,
    weekdays: int,
    digest_weekday: int,
    quiet: tuple[time, time] | None,
) -> None:
    now = timezone.now()
    quiet_from, quiet_until = quiet or (None, None)
    wanted = set(categories)
    for category, preference in preferences_of(by, now).items():
        preference.cadence = USUAL[Category(category)][0] if category in wanted else Preference.Cadence.OFF
        preference.local_time = local_time
        preference.weekdays = 1 << digest_weekday if category == Category.DIGEST else weekdays
        preference.quiet_from, preference.quiet_until = quiet_from, quiet_until
        store(preference, by, now)


@transaction.atomic
def snooze(until: str, *, by: User) -> datetime | None:
    """Pause nudges for a day, three days, or to next Monday morning; "none" ends the pause. Give when they come again."""
    now = timezone.now()
    ends = end_of_snooze(until, by, now)
    for preference in preferences_of(by, now).values():
        preference.snoozed_until = ends
        store(preference, by, now)
    return ends


def end_of_snooze(until: str, person: User, now: datetime) -> datetime | None:
    if until == "none":
        return None
    if until == "monday":
        return next_occurrence(now, time.min, MONDAY_ONLY, person.zone)
    return moment_of(
        person.local_date(now) + timedelta(days=SNOOZES[until]), now.astimezone(person.zone).time(), person.zone
    )


@transaction.atomic
def stop(*, by: User) -> None:
    """Turn off all that can be turned off."""
    now = timezone.now()
    for preference in preferences_of(by, now).values():
        preference.cadence = Preference.Cadence.OFF
        store(preference, by, now)


@transaction.atomic
def unsubscribe(wish: Unsubscription) -> None:
    """Do what the link in a mail asks for; doing it twice, or for an account that is gone, changes nothing more."""
    person = User.objects.filter(pk=wish.person).first() if wish.person else None
    if person and wish.category in USUAL:
        now = timezone.now()
        preference = preferences_of(person, now)[wish.category]
        preference.cadence = Preference.Cadence.OFF
        store(preference, person, now)
    elif wish.address_hash:
        asked = Suppression(address_hash=wish.address_hash, cause=Suppression.Cause.ASKED)
        Suppression.objects.bulk_create([asked], ignore_conflicts=True)


def store(preference: Preference, person: User, now: datetime) -> None:
    preference.zone = person.time_zone
    preference.next_due_at = preference.next_after(now)
    fields = {
        name: getattr(preference, name)
        for name in (
            "cadence", "local_time", "weekdays", "quiet_from", "quiet_until", "snoozed_until", "next_due_at", "zone",
        )
    }  # fmt: skip
    Preference.objects.update_or_create(
        person=person, category=preference.category, channel=preference.channel, defaults=fields
    )
