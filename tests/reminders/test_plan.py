from datetime import UTC, date, datetime, time, timedelta

import pytest

from accounts.models import Delivery, User
from reminders.models import Category, Preference
from reminders.planner import advance, plan
from roadmap.actions import set_status
from tests import factories
from tests.reminders.conftest import NOW, TODAY, set_due


def wish(person: User, category=Category.DUE_SOON, **fields) -> Preference:
    usual = {"cadence": "daily", "local_time": time(9), "zone": person.time_zone, "next_due_at": NOW}
    return Preference.objects.create(person=person, category=category, **{**usual, **fields})


@pytest.fixture
def wishes(ada) -> Preference:
    wish(ada, Category.DIGEST, cadence="off", next_due_at=None)
    return wish(ada)


def test_a_step_due_tomorrow_is_planned_once_however_often_one_plans(wishes, step):
    assert [plan(NOW), plan(NOW), plan(NOW + timedelta(minutes=1))] == [1, 0, 0]
    delivery = Delivery.objects.get()
    assert (delivery.due_at, delivery.period_key) == (NOW, "2027-01-12")
    assert delivery.payload == {"step": step.pk, "due_on": "2027-01-13"}


def test_the_next_moment_is_nine_the_next_day(wishes, step):
    plan(NOW)
    wishes.refresh_from_db()
    assert wishes.next_due_at == NOW + timedelta(days=1)


def test_a_planner_that_read_an_old_moment_adds_nothing(wishes, step):
    stale = Preference.objects.get(pk=wishes.pk)
    assert advance(wishes, NOW)
    assert not advance(stale, NOW)


def test_nine_in_berlin_is_nine_after_the_clocks_change(ada, roadmap):
    saturday = datetime(2027, 3, 27, 8, tzinfo=UTC)
    preference = wish(ada, next_due_at=saturday)
    plan(saturday)
    preference.refresh_from_db()
    assert preference.next_due_at == saturday + timedelta(hours=23)


def test_a_step_is_spoken_of_once_for_each_date(wishes, step, roadmap):
    plan(NOW)
    assert plan(NOW + timedelta(days=1)) == 0
    set_due(roadmap, "python", TODAY + timedelta(days=3))
    assert plan(NOW + timedelta(days=2)) == 1


def test_what_a_pause_swallowed_is_said_after_it(wishes, step):
    plan(NOW)
    Delivery.objects.update(state="skipped", reason="snoozed")
    assert plan(NOW + timedelta(days=1)) == 1


@pytest.mark.parametrize("days", [3, 30])
def test_a_step_that_is_due_later_is_not_planned(wishes, step, roadmap, days):
    set_due(roadmap, "python", TODAY + timedelta(days=days))
    assert plan(NOW) == 0


@pytest.mark.parametrize("status", ["done", "skipped"])
def test_a_finished_step_is_not_planned(wishes, step, ada, status):
    set_status(step.pk, status, by=ada)
    assert plan(NOW) == 0


def test_an_archived_roadmap_is_left_alone(wishes, step, roadmap):
    roadmap.archived_at = NOW
    roadmap.save()
    assert plan(NOW) == 0


def test_the_week_is_planned_by_its_local_number(ada, step):
    wish(ada, Category.DIGEST, cadence="weekly", weekdays=1 << TODAY.weekday())
    plan(NOW)
    assert Delivery.objects.get(category="digest").period_key == "2027-W02"


def test_two_digests_of_one_week_are_one(ada, step):
    digest = wish(ada, Category.DIGEST, cadence="weekly", weekdays=0b1111)
    plan(NOW)
    Preference.objects.filter(pk=digest.pk).update(next_due_at=NOW + timedelta(days=1))
    plan(NOW + timedelta(days=1))
    assert Delivery.objects.filter(category="digest").count() == 1


def test_on_the_day_of_the_digest_nothing_else_is_planned(ada, step):
    wish(ada, Category.DIGEST, cadence="weekly", weekdays=1 << TODAY.weekday())
    wish(ada)
    plan(NOW)
    assert list(Delivery.objects.values_list("category", flat=True)) == ["digest"]


def test_after_days_without_a_planner_only_what_is_of_use_is_planned(wishes, step, roadmap):
    set_due(roadmap, "python", TODAY + timedelta(days=6))
    assert plan(NOW + timedelta(days=5, hours=2)) == 1
    assert Delivery.objects.get().due_at == NOW + timedelta(days=5)


def test_a_newcomer_gets_the_usual_reminders(ada, step):
    plan(NOW)
    assert {(row.category, row.cadence) for row in ada.preferences.all()} == {
        ("due_soon", "daily"),
        ("digest", "weekly"),
    }
    assert ada.preferences.get(category="due_soon").next_due_at == datetime(2027, 1, 13, 7, tzinfo=UTC)


def test_somebody_without_a_roadmap_gets_none(mallory, clock):
    plan(NOW)
    assert not Preference.objects.exists()


def test_whoever_moves_is_reminded_by_the_new_clock(wishes, ada):
    ada.time_zone = "Asia/Kathmandu"
    ada.save()
    plan(NOW - timedelta(hours=2))
    wishes.refresh_from_db()
    assert wishes.next_due_at == datetime(2027, 1, 13, 3, 15, tzinfo=UTC)


@pytest.mark.parametrize("people", [1, 3])
def test_a_batch_costs_the_same_reads_for_many_people(people, template, clock, django_assert_num_queries):
    for number in range(people):
        person = factories.person(f"p{number}@example.org", time_zone="Europe/Berlin")
        set_due(factories.roadmap_of(person, template), "python", date(2027, 1, 13))
        wish(person)
        wish(person, Category.DIGEST, cadence="off", next_due_at=None)
    # newcomers (2), travellers, due, steps, told (2), insert in a savepoint (4), count, due again; one update a person
    with django_assert_num_queries(12 + people):
        assert plan(NOW) == people
