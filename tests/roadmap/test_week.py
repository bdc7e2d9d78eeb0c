"""The real week: hours of weekdays, days off, a region's holidays, and what the database keeps true of them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction

import planning
from catalog.models import Item, Pathway
from roadmap import actions, planner
from roadmap.basis import Basis, Off, basis_from_json, basis_of
from roadmap.models import COLUMNS, DayOff, Progress, ProgressEvent, Roadmap, StartDraft
from tests import factories

MONDAY = date(2027, 1, 4)
WEEKEND = (0, 0, 0, 0, 0, 240, 240)


@pytest.fixture
def pathway(template) -> Pathway:
    made = Pathway.objects.create(
        key="degree", title="A degree", pack=factories.pack(), months_low=36, months_high=48, cost_high=9000
    )
    made.covers.set(Item.objects.filter(key__in=["python", "rust"]))
    return made


def create(ada, template, **said) -> Roadmap:
    return actions.create_roadmap(template, by=ada, **{"weekly_hours": 8, "starts_on": MONDAY} | said)


def worked_days(roadmap: Roadmap) -> set[date]:
    steps = planner.open_steps(roadmap)
    plan = planning.make_plan(
        planner.tasks(steps), availability=planner.availability(roadmap), starts_on=roadmap.starts_on
    )
    return {work.on for work in plan.work()}


def test_work_falls_on_the_weekdays_that_she_named(ada, template):
    roadmap = create(ada, template, minutes=WEEKEND)

    assert {day.weekday() for day in worked_days(roadmap)} == {5, 6}
    assert {step.due_on.weekday() for step in roadmap.steps.filter(is_chosen=True)} <= {5, 6}


def test_nothing_is_planned_on_a_day_off(ada, template):
    away = Off(date(2027, 1, 9), date(2027, 1, 17), "Skiing")
    roadmap = create(ada, template, minutes=WEEKEND, days_off=[away])

    assert [str(off) for off in roadmap.days_off.all()] == ["2027-01-09 to 2027-01-17"]
    assert min(worked_days(roadmap)) == date(2027, 1, 23)
    assert factories.step(roadmap, "python").starts_on == date(2027, 1, 23)


def test_public_holidays_of_her_region_are_free(ada, template):
    bavaria = create(ada, template, minutes=(0, 0, 480, 0, 0, 0, 0), region="DE-BY")
    berlin = create(ada, template, minutes=(0, 0, 480, 0, 0, 0, 0), region="DE-BE")

    epiphany = date(2027, 1, 6)
    assert epiphany in worked_days(berlin)
    assert epiphany not in worked_days(bavaria)


def test_two_rows_that_say_the_same_are_one(ada, template):
    off = Off(date(2027, 2, 1), date(2027, 2, 2))

    assert create(ada, template, days_off=[off, off]).days_off.count() == 1


def test_what_she_claims_and_what_her_pathway_covers_is_done_and_has_no_date(ada, template, pathway):
    pandas = Item.objects.get(key="pandas")
    roadmap = create(ada, template, known=[pandas], pathway=pathway)

    done = Progress.objects.filter(person=ada, status="done")
    assert set(done.values_list("item__key", "source", "assurance")) == {
        ("pandas", "claim", "self"),
        ("python", "claim", "self"),
        ("rust", "claim", "self"),
    }
    assert ProgressEvent.objects.filter(person=ada, after="done").count() == 3
    assert factories.step(roadmap, "pandas").due_on is None
    assert roadmap.pathway == pathway


def test_a_claim_does_not_take_a_verification_away(ada, template, pathway):
    python = Item.objects.get(key="python")
    actions.mark_verified(ada, python)
    create(ada, template, pathway=pathway)

    assert Progress.objects.get(person=ada, item=python).assurance == "mentor"


def test_where_no_honest_plan_can_be_made_nothing_is_written(ada, template, pathway):
    always = Off(MONDAY, MONDAY + timedelta(days=5 * 366))
    with pytest.raises(planning.EveryDayOffError):
        create(ada, template, days_off=[always], pathway=pathway)

    assert not Roadmap.objects.exists()
    assert not Progress.objects.exists()


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("roadmap_weekly_hours_one_to_eighty", {"weekly_hours": 0}),
        ("roadmap_weekdays_add_up_to_the_week", {"monday_minutes": 480}),
        ("roadmap_weekdays_add_up_to_the_week", {"weekly_hours": 9, **dict(zip(COLUMNS, WEEKEND, strict=True))}),
        ("roadmap_weekdays_add_up_to_the_week", dict.fromkeys(COLUMNS, 0)),
        (
            "roadmap_weekdays_add_up_to_the_week",
            {"weekly_hours": 25, **dict.fromkeys(COLUMNS, 0), "monday_minutes": 1500},
        ),
        ("roadmap_budget_ten_million_at_most", {"budget": 10_000_001}),
        ("roadmap_currency_three_letters", {"currency": "eur"}),
        ("roadmap_currency_three_letters", {"currency": "€"}),
    ],
)
def test_the_database_refuses_a_week_that_cannot_be(roadmap, constraint, wrong):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Roadmap.objects.filter(pk=roadmap.pk).update(**wrong)


@pytest.mark.parametrize("hours", ["7.1", "8.2", "10.75", "79.9"])
def test_the_database_accepts_days_that_add_up(roadmap, hours):
    minutes = round(Decimal(hours) * 60)
    days = dict.fromkeys(COLUMNS, minutes // 7) | {"monday_minutes": minutes - 6 * (minutes // 7)}
    Roadmap.objects.filter(pk=roadmap.pk).update(weekly_hours=Decimal(hours), **days)

    roadmap.refresh_from_db()
    assert sum(roadmap.minutes_by_weekday) == minutes


def test_days_off_end_after_they_begin_and_stand_once(roadmap):
    with pytest.raises(IntegrityError, match="day_off_last_after_first"), transaction.atomic():
        DayOff.objects.create(roadmap=roadmap, first_on=date(2027, 2, 2), last_on=date(2027, 2, 1))
    said = {"roadmap": roadmap, "first_on": date(2027, 2, 1), "last_on": date(2027, 2, 1)}
    DayOff.objects.create(**said)
    with pytest.raises(IntegrityError), transaction.atomic():
        DayOff.objects.create(**said)


def test_a_person_has_one_draft(ada):
    StartDraft.objects.create(person=ada)
    with pytest.raises(IntegrityError), transaction.atomic():
        StartDraft.objects.create(person=ada)


def test_what_a_plan_is_made_from_survives_as_json(ada, template, pathway):
    roadmap = create(
        ada, template, minutes=WEEKEND, days_off=[Off(MONDAY, MONDAY, "Rest")], region="DE-BY", currency="EUR", budget=900,
        target_on=date(2028, 1, 1), pathway=pathway,
    )  # fmt: skip
    basis = basis_of(roadmap)

    assert basis_from_json(basis.as_json()) == basis
    plain = Basis(weekly_hours=Decimal(8))
    assert basis_from_json(plain.as_json()) == plain


def test_more_hours_grow_on_the_days_that_have_time_and_an_undo_takes_them_back(ada, template):
    roadmap = create(ada, template, minutes=WEEKEND, target_on=date(2027, 2, 10))
    assert actions.take_offer(roadmap, "hours", by=ada, today=MONDAY)

    roadmap = Roadmap.objects.get(pk=roadmap.pk)
    taken = roadmap.minutes_by_weekday
    assert sum(taken) == roadmap.weekly_hours * 60 > 480
    assert taken[:5] == (0, 0, 0, 0, 0)
    assert planner.negotiation(roadmap, MONDAY) is None

    with time_machine.travel("2027-01-04T09:00:00+01:00"):
        assert actions.undo_replan(roadmap, by=ada, version=2)
    roadmap.refresh_from_db()
    assert roadmap.minutes_by_weekday == WEEKEND
    assert roadmap.weekly_hours == 8


@pytest.mark.parametrize(("region", "has"), [("DE-BY", True), ("DE", False), ("", False)])
def test_holidays_of_a_region(region, has):
    assert (date(2027, 1, 6) in planning.holidays_of_region(region, [2027])) == has


@pytest.mark.parametrize("region", ["XX", "DE-XX", "-", "Ω"])
def test_an_unknown_region_is_an_error_that_names_the_field(region):
    with pytest.raises(planning.DateError) as error:
        planning.holidays_of_region(region, [2027])
    assert error.value.field == "region"


def test_countries_have_names_and_parts():
    assert planning.countries()["BA"] == "Bosnia and Herzegovina"
    assert planning.countries()["US"] == "United States"
    assert planning.parts_of("DE")["BY"] == "Bayern"
    assert planning.parts_of("XX") == {}
    assert all(
        len(f"{country}-{part}") <= 24 for country in planning.countries() for part in planning.parts_of(country)
    )
