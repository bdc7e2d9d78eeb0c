"""What a plan is made from changes: as a difference first, then as a new version, and back."""

import re
from datetime import date

import pytest
import time_machine

from catalog.models import Item, Pathway
from roadmap.models import PlanVersion, Progress, Roadmap
from tests import factories

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def the_first_monday():
    with time_machine.travel("2027-01-04T09:00:00+01:00"):
        yield


@pytest.fixture
def address(roadmap) -> str:
    return f"{roadmap.get_absolute_url()}settings/"


@pytest.fixture
def answers(roadmap) -> dict[str, str]:
    return {"title": roadmap.title, "weekly_hours": "8"}


@pytest.fixture
def pathway(template) -> Pathway:
    made = Pathway.objects.create(key="degree", title="A degree", pack=factories.pack(), months_low=36, months_high=48)
    made.covers.set(Item.objects.filter(key__in=["python", "rust"]))
    return made


def dates(roadmap) -> dict[str, tuple[date | None, date | None]]:
    return {step.title: (step.starts_on, step.due_on) for step in roadmap.steps.all()}


def test_the_page_shows_what_the_plan_is_made_from(as_ada, roadmap, address):
    page = as_ada.get(address).content.decode()

    assert 'name="weekly_hours" min="1" max="80" step="0.25" inputmode="decimal" value="8"' in page
    assert "Change an answer, and what it moves stands here." in page
    assert "Take this plan" not in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_other_hours_are_shown_as_a_difference_and_nothing_has_moved(as_ada, roadmap, address, answers, headers):
    before = dates(roadmap)
    page = as_ada.post(address, answers | {"weekly_hours": "4"}, headers=headers).content.decode()

    assert "steps move; the finish goes from" in page
    assert "later" in page
    assert "Take this plan" in page
    assert dates(roadmap) == before
    assert roadmap.plan_versions.count() == 1


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("2027-12-31", "Your target holds, with"),
        ("2027-01-20", "after your target. 20 Jan 2027 is impossible: 54 h of work"),
    ],
)
def test_it_says_whether_the_target_would_hold(as_ada, roadmap, address, answers, target, said):
    assert said in as_ada.post(address, answers | {"target_on": target}).content.decode()


def test_a_plan_that_is_taken_is_a_new_version(as_ada, roadmap, address, answers):
    before = dates(roadmap)
    said = answers | {"saturday": "10", "title": "My road", "target_on": "2027-12-01", "budget": "300", "version": "1"}
    assert as_ada.post(address, said).url == address

    roadmap.refresh_from_db()
    assert (roadmap.title, roadmap.weekly_hours, roadmap.budget) == ("My road", 10, 300)
    assert roadmap.minutes_by_weekday == (0, 0, 0, 0, 0, 600, 0)
    assert roadmap.target_on == date(2027, 12, 1)
    assert dates(roadmap) != before
    assert {due.weekday() for _, due in dates(roadmap).values() if due} == {5}
    assert roadmap.plan_versions.last().cause == PlanVersion.Cause.CHANGED
    assert "Undo the last change" in as_ada.get(address).content.decode()


def test_another_currency_converts_nothing_and_says_so(as_ada, roadmap, address, answers):
    Roadmap.objects.update(budget=300)
    page = as_ada.post(address, answers | {"budget": "300", "currency": "EUR"}).content.decode()
    assert "All amounts are then in EUR. None is converted" in page
    assert "Take this plan" in page

    as_ada.post(address, answers | {"budget": "300", "currency": "EUR", "version": "1"})
    roadmap.refresh_from_db()
    assert (roadmap.budget, roadmap.currency) == (300, "EUR")

    as_ada.post(f"{roadmap.get_absolute_url()}replan/undo/", {"version": "2"})
    roadmap.refresh_from_db()
    assert (roadmap.budget, roadmap.currency) == (300, "USD")


@pytest.mark.parametrize("kept", ["EUR", "GEL"])
def test_who_names_no_currency_keeps_theirs_usual_or_not(as_ada, roadmap, address, answers, kept):
    Roadmap.objects.update(currency=kept)
    assert f'<option value="{kept}" selected>' in as_ada.get(address).content.decode()

    page = as_ada.post(address, answers | {"weekly_hours": "4", "country": "JP", "version": "1"}, follow=True)
    assert "None is converted" not in page.content.decode()
    roadmap.refresh_from_db()
    assert (roadmap.weekly_hours, roadmap.currency) == (4, kept)


def test_an_undo_puts_dates_hours_days_off_and_claims_back(as_ada, ada, roadmap, address, answers, pathway):
    before = dates(roadmap)
    rows = {"off-TOTAL_FORMS": "1", "off-INITIAL_FORMS": "0", "off-0-first_on": "2027-01-09"}
    as_ada.post(address, answers | rows | {"weekly_hours": "3", "pathway": "degree", "version": "1"})
    assert factories.step(roadmap, "python").item_id in Progress.objects.filter(status="done").values_list(
        "item", flat=True
    )
    as_ada.post(f"{roadmap.get_absolute_url()}replan/undo/", {"version": "2"})

    roadmap = Roadmap.objects.get(pk=roadmap.pk)
    assert dates(roadmap) == before
    assert (roadmap.weekly_hours, roadmap.pathway, roadmap.days_off.count()) == (8, None, 0)
    assert not Progress.objects.filter(person=ada, status="done").exists()


def test_a_pathway_ticks_what_it_covers_and_says_so_before(as_ada, roadmap, address, answers, pathway):
    page = as_ada.post(address, answers | {"pathway": "degree"}).content.decode()
    assert "One step will be ticked, on your word." in page
    assert not Progress.objects.exists()

    as_ada.post(address, answers | {"pathway": "degree", "version": "1"})
    assert Progress.objects.filter(status="done", source="claim").count() == 2


def test_what_was_done_before_an_undo_stays_done(as_ada, ada, roadmap, address, answers, pathway):
    factories.step(roadmap, "python")
    python = Item.objects.get(key="python")
    Progress.objects.create(
        person=ada, item=python, status="done", changed_at="2027-01-01T00:00Z", changed_on=date(2027, 1, 1)
    )
    as_ada.post(address, answers | {"pathway": "degree", "version": "1"})
    as_ada.post(f"{roadmap.get_absolute_url()}replan/undo/", {"version": "2"})

    assert Progress.objects.get(person=ada, item=python).status == "done"


def test_a_new_title_alone_makes_no_version(as_ada, roadmap, address, answers):
    assert "The title changes" in as_ada.post(address, answers | {"title": "My road"}).content.decode()
    as_ada.post(address, answers | {"title": "My road", "version": "1"})

    roadmap.refresh_from_db()
    assert roadmap.title == "My road"
    assert roadmap.plan_versions.count() == 1


@pytest.mark.parametrize("version", ["", "0", "2", "many"])
def test_a_stale_tab_is_told_and_changes_nothing(as_ada, roadmap, address, answers, version):
    response = as_ada.post(address, answers | {"weekly_hours": "4", "title": "Other", "version": version})

    assert response.status_code == 409
    assert "The plan has changed since you opened this page." in response.content.decode()
    roadmap.refresh_from_db()
    assert (roadmap.weekly_hours, roadmap.title) == (8, "Test engineer")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Give the roadmap a title."),
        ({"title": "x" * 161}, "160 characters at most"),
        ({"weekly_hours": ""}, "Say how many hours"),
        ({"weekly_hours": "81"}, "at most 80 hours"),
        ({"target_on": "2027-01-04"}, "after the first day"),
        ({"country": "XX"}, "one of the countries"),
    ],
)
@pytest.mark.parametrize("version", [{}, {"version": "1"}])
def test_a_wrong_answer_is_named_and_nothing_is_written(as_ada, roadmap, address, answers, wrong, said, version):
    response = as_ada.post(address, answers | wrong | version)

    assert response.status_code == 422
    top = response.content.decode().partition('class="field"')[0]
    assert re.search(rf'<a href="#id_{next(iter(wrong))}">[^<]*{said}', top)
    assert Roadmap.objects.get(pk=roadmap.pk).title == "Test engineer"
    assert roadmap.plan_versions.count() == 1


def test_days_off_on_every_day_are_told(as_ada, roadmap, address, answers):
    rows = {"off-TOTAL_FORMS": "4", "off-INITIAL_FORMS": "0", "version": "1"}
    for number, year in enumerate([2027, 2028, 2029, 2030]):
        rows |= {f"off-{number}-first_on": f"{year}-01-01", f"off-{number}-last_on": f"{year}-12-31"}
    response = as_ada.post(address, answers | rows)

    assert response.status_code == 422
    assert "is a day off" in response.content.decode()
    assert roadmap.days_off.count() == 0


def test_what_is_done_keeps_its_dates(as_ada, ada, roadmap, address, answers):
    python = factories.step(roadmap, "python")
    as_ada.post(f"/steps/{python.pk}/status/", {"status": "done"})
    as_ada.post(address, answers | {"weekly_hours": "2", "version": "1"})

    assert dates(roadmap)["Python"] == (python.starts_on, python.due_on)


def test_a_stranger_changes_nothing(as_mallory, roadmap, address, answers):
    assert as_mallory.get(address).status_code == 404
    assert as_mallory.post(address, answers | {"title": "Mine", "version": "1"}).status_code == 404
    assert Roadmap.objects.get(pk=roadmap.pk).title == "Test engineer"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_day_off_as_for_three(
    as_ada, roadmap, address, rows, django_assert_num_queries
):
    for day in range(rows):
        roadmap.days_off.create(first_on=date(2027, 2, day + 1), last_on=date(2027, 2, day + 1))
    with django_assert_num_queries(7):
        as_ada.get(address)
