"""Write down what will be due. May run as often and as many times at once as it likes: it adds nothing twice."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from accounts.models import Delivery, User
from accounts.outbox import KEEP_TRYING, make_delivery
from reminders.agenda import due_soon, late, open_steps
from reminders.local_time import jitter
from reminders.models import RECURRING, Category, Preference, usual_preference
from roadmap.models import Step

AHEAD = timedelta(minutes=2)  # longer than the minute between two runs, so that nothing is planned when already due
BATCH = 200


def plan(now: datetime, *, seconds: float = 40) -> int:
    """Plan all that falls due until shortly after `now`; give how many deliveries that added."""
    ends = monotonic() + seconds
    welcome_newcomers(now)
    follow_travellers(now)
    added = 0
    while monotonic() < ends:
        batch = list(Preference.objects.due(now + AHEAD).select_related("person").order_by("pk")[:BATCH])
        if not batch:
            break
        added += plan_batch(batch, now)
    return added


def welcome_newcomers(now: datetime) -> None:
    """Give those who have a roadmap, and have chosen nothing yet, the usual reminders."""
    for category in RECURRING:
        people = User.objects.filter(is_active=True, roadmaps__archived_at=None, roadmaps__isnull=False)
        newcomers = people.exclude(preferences__category=category).distinct()[: 5 * BATCH]
        Preference.objects.bulk_create(
            [usual_preference(person, category, now) for person in newcomers], ignore_conflicts=True
        )


def follow_travellers(now: datetime) -> None:
    """Compute the next moment again for people who have changed their time zone."""
    for preference in Preference.objects.out_of_zone().select_related("person")[: 5 * BATCH]:
        seen, preference.zone = preference.next_due_at, preference.person.time_zone
        Preference.objects.filter(pk=preference.pk, next_due_at=seen).update(
            zone=preference.zone, next_due_at=preference.next_after(now)
        )


@dataclass(frozen=True)
class Told:
    """What the people of a batch have been told, and when they will be told of their week anyway."""

    steps: frozenset[str]  # keys of step and date for which a nudge went out, or is about to
    digest_days: dict[int, int]  # person -> weekdays, a bit a day


def plan_batch(batch: list[Preference], now: datetime) -> int:
    people = {preference.person_id for preference in batch}
    steps: dict[int, list[Step]] = defaultdict(list)
    for step in open_steps(people):
        steps[step.roadmap.owner_id].append(step)
    told = read_told(people)
    with transaction.atomic():
        rows = [
            row
            for preference in batch
            if advance(preference, now) and not is_too_late(preference, now)
            for row in OCCURRENCES[Category(preference.category)](preference, steps[preference.person_id], told)
        ]
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        return Delivery.objects.filter(message_id__in=[row.message_id for row in rows]).count()


def read_told(people: set[int]) -> Told:
    nudges = Delivery.objects.filter(person__in=people, category=Category.DUE_SOON).exclude(
        state=Delivery.State.SKIPPED
    )
    weekly = Preference.objects.filter(
        person__in=people, category=Category.DIGEST, cadence=Preference.Cadence.WEEKLY
    ).values_list("person_id", "weekdays")
    keys = nudges.values_list("dedupe_key", flat=True)
    return Told(frozenset(key.partition(" ")[0] for key in keys), dict(weekly))


def advance(preference: Preference, now: datetime) -> bool:
    """Move to the following occurrence, if no other planner has: a compare-and-swap in the inserting transaction.

    What was missed while nothing ran is passed over, except the last occurrence that can still be of use.
    """
    seen = preference.next_due_at
    assert seen is not None
    still_useful = now - KEEP_TRYING[Category(preference.category)]
    following = preference.next_after(max(seen, still_useful))
    changed = Preference.objects.filter(pk=preference.pk, next_due_at=seen).update(next_due_at=following)
    return changed == 1


def is_too_late(preference: Preference, now: datetime) -> bool:
    return occurrence(preference)[0] + KEEP_TRYING[Category(preference.category)] <= now


def due_soon_occurrence(preference: Preference, steps: list[Step], told: Told) -> Iterable[Delivery]:
    """Remind of the soonest step that is due within two days: once for each date it had, unless that one was skipped."""
    moment, today = occurrence(preference)
    if told.digest_days.get(preference.person_id, 0) >> today.weekday() & 1:
        return  # the digest says it all; a nudge beside it would be a second mail that day
    for step in due_soon(steps, today):
        key = f"due_soon:step:{step.pk}:{step.due_on}"
        if key not in told.steps:
            yield make_delivery(
                Category.DUE_SOON,
                person=preference.person,
                dedupe_key=f"{key} {today}",
                period_key=today.isoformat(),
                payload={"step": step.pk, "due_on": str(step.due_on)},
                due_at=moment + spread(preference),
            )
            return


def digest_occurrence(preference: Preference, steps: list[Step], told: Told) -> Iterable[Delivery]:
    """Look over the week; there is none when nothing is open."""
    moment, today = occurrence(preference)
    if steps:
        year, week, _ = today.isocalendar()
        yield make_delivery(
            Category.DIGEST,
            person=preference.person,
            dedupe_key=f"digest:{preference.person_id}:{year}-W{week:02}",
            period_key=f"{year}-W{week:02}",
            payload={"on": today.isoformat(), "late": len(late(steps, today))},
            due_at=moment + spread(preference),
        )


OCCURRENCES: dict[Category, Callable[[Preference, list[Step], Told], Iterable[Delivery]]] = {
    Category.DUE_SOON: due_soon_occurrence,
    Category.DIGEST: digest_occurrence,
}


def occurrence(preference: Preference) -> tuple[datetime, date]:
    """Give the moment that is being planned, and its date where the person is."""
    assert preference.next_due_at is not None
    return preference.next_due_at, preference.next_due_at.astimezone(ZoneInfo(preference.zone)).date()


def spread(preference: Preference) -> timedelta:
    return jitter(f"{preference.person_id}:{preference.category}", settings.REMINDERS_JITTER_SECONDS)
