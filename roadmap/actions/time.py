"""Minutes are logged: written down, or measured by a session that is started and stopped."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from catalog.models import Item
from roadmap.models import RunningSession, TimeEntry
from roadmap.models.time import MOST_MINUTES

DOUBLE_CLICK = timedelta(seconds=10)


def log_time(item: Item, *, by: User, minutes: int, spent_on: date, started_at: datetime | None = None) -> TimeEntry:
    """Write down what `by` spent on an item. Raises ValidationError that names the field."""
    entry = TimeEntry(person=by, item=item, minutes=minutes, spent_on=spent_on, started_at=started_at)
    with transaction.atomic():
        one_at_a_time(by)
        return just_logged(entry) or store(entry)


def edit_time(entry: TimeEntry, *, by: User, minutes: int, spent_on: date) -> None:
    """Correct an entry of one's own. Raises ValidationError that names the field."""
    if entry.person_id == by.pk:
        entry.minutes, entry.spent_on = minutes, spent_on
        with transaction.atomic():
            one_at_a_time(by)
            store(entry)


def delete_time(entry: TimeEntry, *, by: User) -> None:
    TimeEntry.objects.for_owner(by).filter(pk=entry.pk).delete()


def one_at_a_time(person: User) -> None:
    """Let nobody else log time for this person until the transaction ends: the day's sum is checked, then stored.

    SQLite has no row locks and needs none: its transactions begin one at a time.
    """
    User.objects.select_for_update(no_key=True).get(pk=person.pk)


def just_logged(entry: TimeEntry) -> TimeEntry | None:
    """Find the same entry of a moment ago: the first click of a double click, or an answer that got lost."""
    known = TimeEntry.objects.for_owner(entry.person).of_item(entry.item_id)
    since = timezone.now() - DOUBLE_CLICK
    return known.filter(minutes=entry.minutes, spent_on=entry.spent_on, created_at__gt=since).first()


def store(entry: TimeEntry) -> TimeEntry:
    others = TimeEntry.objects.for_owner(entry.person).between(entry.spent_on, entry.spent_on).exclude(pk=entry.pk)
    if not 1 <= entry.minutes <= MOST_MINUTES:
        raise ValidationError({"minutes": _("Log between 1 minute and 24 hours.")})
    if entry.spent_on > entry.person.local_date(timezone.now()):
        raise ValidationError({"spent_on": _("This day is still to come. Log what you have done.")})
    if others.minutes() + entry.minutes > MOST_MINUTES:
        too_much = _("Together with what is logged already, this day has more than 24 hours.")
        raise ValidationError({"minutes": too_much})
    entry.save()
    return entry


@transaction.atomic
def start_session(item: Item, *, by: User) -> RunningSession:
    """Let a session run on `item`; one that runs on another is stopped and logged first.

    Raises ValidationError where that one was forgotten: it is corrected before another begins.
    """
    running = RunningSession.objects.for_owner(by).first()
    if running and running.item_id != item.pk:
        stop_session(by=by)
    now = timezone.now()
    return RunningSession.objects.get_or_create(person=by, defaults={"item": item, "started_at": now})[0]


@transaction.atomic
def stop_session(*, by: User, minutes: int | None = None) -> TimeEntry | None:
    """Turn the running session into an entry on the day on which it began; with `minutes`, of so many.

    Gives None where nothing runs (a second click), or where it ran for less than a minute. Raises ValidationError where
    it was forgotten and `minutes` do not say how long it really was; then it still runs.
    """
    now = timezone.now()
    running = RunningSession.objects.for_owner(by).select_related("item").first()
    if running is None:
        return None
    if minutes is None and running.is_forgotten(now):
        forgotten = _("This session ran for more than 12 hours. Say how long you really worked.")
        raise ValidationError({"minutes": forgotten})
    spent = running.minutes(now) if minutes is None else minutes
    # The row goes once, so of two that stop at the same moment one logs.
    stopped = RunningSession.objects.filter(pk=running.pk).delete()[0]
    if not stopped or (minutes is None and not spent):
        return None
    day = by.local_date(running.started_at)
    return log_time(running.item, by=by, minutes=spent, spent_on=day, started_at=running.started_at)


def discard_session(*, by: User) -> None:
    """End the running session without logging it."""
    RunningSession.objects.for_owner(by).delete()
