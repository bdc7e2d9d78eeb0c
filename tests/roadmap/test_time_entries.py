"""Time is logged by hand or by a session that runs, and summed by day, week and step."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from roadmap import actions
from roadmap.models import ChecklistLine, Note, OwnLink, RunningSession, TimeEntry
from tests import factories
from tests.mentoring.test_two_at_once import at_once

NOON = datetime.fromisoformat("2027-01-05T12:00:00+01:00")  # a Tuesday in Berlin
TODAY = date(2027, 1, 5)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def python(roadmap):
    return factories.step(roadmap, "python").item


@pytest.fixture
def pandas(roadmap):
    return factories.step(roadmap, "pandas").item


def log(item, by, minutes=60, spent_on=TODAY) -> TimeEntry:
    return actions.log_time(item, by=by, minutes=minutes, spent_on=spent_on)


@pytest.mark.parametrize("minutes", [0, 1441])
def test_the_database_refuses_an_entry_outside_of_a_day(ada, python, minutes):
    with pytest.raises(IntegrityError, match="time_entry_one_minute_to_a_day"), transaction.atomic():
        TimeEntry.objects.create(person=ada, item=python, minutes=minutes, spent_on=TODAY)


def test_the_database_refuses_a_second_running_session(ada, python, pandas):
    RunningSession.objects.create(person=ada, item=python, started_at=NOON)
    refused = (
        "running_session_one_a_person" if connection.vendor == "postgresql" else "roadmap_runningsession.person_id"
    )
    with pytest.raises(IntegrityError, match=refused), transaction.atomic():
        RunningSession.objects.create(person=ada, item=pandas, started_at=NOON)


@pytest.mark.parametrize("minutes", [1, 1440])
def test_a_minute_and_a_whole_day_can_be_logged(ada, python, minutes):
    assert log(python, ada, minutes).minutes == minutes


@pytest.mark.parametrize(
    ("minutes", "spent_on", "field"),
    [(0, TODAY, "minutes"), (1441, TODAY, "minutes"), (60, TODAY + timedelta(days=1), "spent_on")],
)
def test_what_cannot_be_is_refused_by_field(ada, python, minutes, spent_on, field):
    with pytest.raises(ValidationError) as refused:
        log(python, ada, minutes, spent_on)
    assert refused.value.message_dict.keys() == {field}
    assert not TimeEntry.objects.exists()


def test_a_day_has_24_hours_whatever_the_steps(ada, python, pandas):
    first = log(python, ada, 1400)
    with pytest.raises(ValidationError, match="more than 24 hours"):
        log(pandas, ada, 41)
    log(pandas, ada, 40)
    actions.edit_time(first, by=ada, minutes=1399, spent_on=TODAY)
    assert TimeEntry.objects.for_owner(ada).minutes() == 1439


def test_an_entry_is_corrected_and_deleted_by_its_owner_alone(ada, mallory, python):
    entry = log(python, ada)
    actions.edit_time(entry, by=mallory, minutes=1, spent_on=TODAY)
    actions.delete_time(entry, by=mallory)
    entry.refresh_from_db()
    assert entry.minutes == 60

    actions.edit_time(entry, by=ada, minutes=30, spent_on=date(2027, 1, 4))
    assert TimeEntry.objects.for_owner(ada).minutes_by_day() == {date(2027, 1, 4): 30}
    actions.delete_time(entry, by=ada)
    assert not TimeEntry.objects.exists()


def test_totals_by_day_week_and_item_are_her_own(ada, mallory, python, pandas):
    log(python, ada, 60, date(2027, 1, 3))  # the Sunday of the week before
    log(python, ada, 30, date(2027, 1, 4))
    log(pandas, ada, 20, date(2027, 1, 5))
    log(pandas, ada, 25, date(2027, 1, 5))
    log(python, mallory, 500, date(2027, 1, 4))

    hers = TimeEntry.objects.for_owner(ada)
    assert hers.minutes() == 135
    assert list(hers.minutes_by_day().items()) == [
        (date(2027, 1, 5), 45), (date(2027, 1, 4), 30), (date(2027, 1, 3), 60),
    ]  # fmt: skip
    assert list(hers.minutes_by_week().items()) == [(date(2027, 1, 4), 75), (date(2026, 12, 28), 60)]
    assert list(hers.minutes_by_item().items()) == [(python.pk, 90), (pandas.pk, 45)]
    assert hers.of_item(pandas.pk).minutes() == 45
    assert hers.between(date(2027, 1, 3), date(2027, 1, 4)).minutes() == 90
    assert hers.none().minutes() == 0


def test_a_stopped_session_becomes_an_entry_of_the_day_it_began(ada, python, clock):
    clock.move_to(datetime.fromisoformat("2027-01-04T23:30:00+01:00"))
    actions.start_session(python, by=ada)
    clock.shift(timedelta(minutes=50, seconds=20))
    entry = actions.stop_session(by=ada)

    assert (entry.item, entry.minutes, entry.spent_on) == (python, 50, date(2027, 1, 4))
    assert entry.started_at == datetime.fromisoformat("2027-01-04T23:30:00+01:00")
    assert not RunningSession.objects.exists()


def test_starting_twice_goes_on_and_stopping_twice_logs_once(ada, python, clock):
    first = actions.start_session(python, by=ada)
    clock.shift(timedelta(minutes=10))
    assert actions.start_session(python, by=ada) == first
    assert actions.stop_session(by=ada).minutes == 10
    assert actions.stop_session(by=ada) is None
    assert TimeEntry.objects.count() == 1


def test_starting_on_another_step_logs_the_first(ada, python, pandas, clock):
    actions.start_session(python, by=ada)
    clock.shift(timedelta(minutes=25))
    assert actions.start_session(pandas, by=ada).item == pandas
    assert TimeEntry.objects.get().item_id == python.pk


def test_under_half_a_minute_logs_nothing(ada, python, clock):
    actions.start_session(python, by=ada)
    clock.shift(timedelta(seconds=20))
    assert actions.stop_session(by=ada) is None
    assert not TimeEntry.objects.exists()


def test_a_forgotten_session_is_asked_about_and_not_counted(ada, python, pandas, clock):
    actions.start_session(python, by=ada)
    clock.shift(timedelta(hours=12, minutes=1))

    with pytest.raises(ValidationError, match="more than 12 hours"):
        actions.stop_session(by=ada)
    with pytest.raises(ValidationError, match="more than 12 hours"):
        actions.start_session(pandas, by=ada)
    assert RunningSession.objects.get().item_id == python.pk
    assert not TimeEntry.objects.exists()

    assert actions.stop_session(by=ada, minutes=90).minutes == 90
    assert TimeEntry.objects.get().spent_on == TODAY


def test_a_correction_that_cannot_be_leaves_the_session_running(ada, python):
    actions.start_session(python, by=ada)
    with pytest.raises(ValidationError):
        actions.stop_session(by=ada, minutes=0)
    assert RunningSession.objects.exists()


def test_a_discarded_session_logs_nothing(ada, mallory, python):
    actions.start_session(python, by=ada)
    actions.discard_session(by=mallory)
    assert RunningSession.objects.exists()
    actions.discard_session(by=ada)
    assert not RunningSession.objects.exists()
    assert not TimeEntry.objects.exists()


def test_a_double_click_logs_once_and_a_minute_later_it_is_meant(ada, python, clock):
    first = log(python, ada)
    assert log(python, ada) == first
    clock.shift(timedelta(minutes=1))
    log(python, ada)
    assert TimeEntry.objects.for_owner(ada).minutes() == 120


@pytest.mark.django_db(transaction=True)
def test_clicks_at_once_log_once_and_no_day_has_more_than_24_hours(ada, python):
    at_once(*[lambda: log(python, ada, 30)] * 3)
    assert TimeEntry.objects.for_owner(ada).minutes() == 30
    at_once(*[lambda minutes=minutes: log(python, ada, minutes) for minutes in (700, 701, 702)])
    assert TimeEntry.objects.for_owner(ada).minutes() <= 1440


@pytest.mark.django_db(transaction=True)
def test_two_that_stop_at_once_log_once(ada, python):
    RunningSession.objects.create(person=ada, item=python, started_at=timezone.now() - timedelta(hours=1))
    at_once(*[lambda: actions.stop_session(by=ada)] * 3)
    assert TimeEntry.objects.for_owner(ada).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_that_start_at_once_let_one_session_run(ada, python, pandas):
    results = at_once(*[lambda item=item: actions.start_session(item, by=ada) for item in (python, python)])
    assert {type(result) for result in results} == {RunningSession}
    assert RunningSession.objects.for_owner(ada).count() == 1


def test_what_she_keeps_goes_with_her_account(ada):
    item = factories.skill("anything")
    log(item, ada)
    actions.start_session(item, by=ada)
    actions.save_note(item, by=ada, text="Mine", revision=0)
    actions.add_line(item, by=ada, text="Mine")
    actions.add_link(item, by=ada, url="https://example.org/", title="")
    ada.delete()

    for kept in (TimeEntry, RunningSession, Note, ChecklistLine, OwnLink):
        assert not kept.objects.exists(), kept.__name__
