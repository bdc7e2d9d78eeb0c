"""What steps took against what was estimated, and the estimates of the rest corrected by it, when she wishes."""

from datetime import date

import pytest
import time_machine

from roadmap import actions
from roadmap.estimates import paces
from roadmap.models import TimeEntry
from tests import factories

TODAY = date(2027, 2, 1)


@pytest.fixture(autouse=True)
def four_weeks_in():
    with time_machine.travel("2027-02-01T09:00:00+01:00"):
        yield


@pytest.fixture
def address(roadmap) -> str:
    return f"{roadmap.get_absolute_url()}estimates/"


def finish(roadmap, ada, key: str, hours: float) -> None:
    step = factories.step(roadmap, key)
    actions.set_status(step.pk, "done", by=ada)
    TimeEntry.objects.create(person=ada, item=step.item, minutes=int(hours * 60), spent_on=TODAY)


@pytest.fixture
def slow(roadmap, ada):
    """Three skills took half as long again as estimated; the optional fourth is open."""
    actions.choose_step(factories.step(roadmap, "rust"), by=ada)
    for key, hours in (("python", 24), ("pandas", 12), ("pytorch", 15)):
        finish(roadmap, ada, key, hours)
    actions.accept_replan(roadmap, by=ada, today=TODAY, version=1)
    return roadmap


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_actual_stands_beside_estimated_by_kind(as_ada, slow, address):
    page = words_of(as_ada.get(address))

    assert "Finished steps took 51 h, estimated 34 h" in page
    assert "50 % more" in page
    assert [(pace.kind, pace.steps, pace.factor) for pace in paces(slow)] == [("skill", 3, 1.5)]


def test_too_few_steps_say_nothing(as_ada, ada, roadmap, address):
    finish(roadmap, ada, "python", 24)
    finish(roadmap, ada, "pandas", 12)
    page = words_of(as_ada.get(address))

    assert "Not enough logged time yet" in page
    assert "too few to tell" in page
    assert "Correct the estimates" not in page


def test_without_logged_time_the_page_says_where_to_log(as_ada, address):
    assert "Log the minutes that a step takes on its page." in words_of(as_ada.get(address))


def test_an_open_step_and_a_strangers_time_say_nothing(ada, mallory, roadmap):
    python = factories.step(roadmap, "python")
    TimeEntry.objects.create(person=ada, item=python.item, minutes=60, spent_on=TODAY)
    actions.set_status(factories.step(roadmap, "pandas").pk, "done", by=ada)
    TimeEntry.objects.create(person=mallory, item=factories.step(roadmap, "pandas").item, minutes=60, spent_on=TODAY)

    assert paces(roadmap) == []


def test_the_difference_is_shown_and_nothing_is_taken(as_ada, slow, address):
    page = words_of(as_ada.get(address))

    assert "One open step gets other hours: 38 h in place of 32 h." in page
    assert "the finish goes from" in page
    assert factories.step(slow, "rust").minutes == 12 * 60


def test_she_corrects_and_undoes(as_ada, slow, address):
    before = dict(slow.steps.values_list("item__key", "due_on"))
    as_ada.post(f"{address}correct/", {"version": "2"})
    rust = factories.step(slow, "rust")
    assert (rust.minutes, rust.minutes_before) == (18 * 60, 12 * 60)
    assert factories.step(slow, "fraud").minutes == 20 * 60
    assert dict(slow.steps.values_list("item__key", "due_on")) != before

    as_ada.post(f"{slow.get_absolute_url()}replan/undo/", {"version": "3"})
    rust = factories.step(slow, "rust")
    assert (rust.minutes, rust.minutes_before) == (12 * 60, None)
    assert dict(slow.steps.values_list("item__key", "due_on")) == before


def test_to_correct_twice_changes_nothing_more(as_ada, slow, address):
    as_ada.post(f"{address}correct/", {"version": "2"})
    assert "Correct the estimates" not in words_of(as_ada.get(address))
    as_ada.post(f"{address}correct/", {"version": "3"})

    assert slow.plan_versions.count() == 3
    assert factories.step(slow, "rust").minutes == 18 * 60


@pytest.mark.parametrize("version", ["", "1", "9"])
def test_a_stale_tab_corrects_nothing(as_ada, slow, address, version):
    page = words_of(as_ada.post(f"{address}correct/", {"version": version}, follow=True))

    assert "The plan has changed since you opened this page." in page
    assert factories.step(slow, "rust").minutes == 12 * 60


def test_careless_logs_do_not_turn_the_plan_upside_down(ada, roadmap):
    for key in ("python", "pandas", "pytorch"):
        finish(roadmap, ada, key, 1 / 60)

    assert [pace.factor for pace in paces(roadmap)] == [0.25]


@pytest.mark.parametrize("finished", [1, 3])
def test_one_finished_step_costs_what_three_cost(ada, roadmap, finished, django_assert_num_queries):
    for key in ("python", "pandas", "pytorch")[:finished]:
        finish(roadmap, ada, key, 2)
    with django_assert_num_queries(2):
        paces(roadmap)
