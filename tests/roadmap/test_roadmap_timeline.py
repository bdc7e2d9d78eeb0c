"""The timeline: the plan against the calendar, as its owner and a stranger see it."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from roadmap import actions
from roadmap.models import Step
from roadmap.timeline import Scale
from tests import factories
from tests.conftest import signed_in

TUESDAY = "2027-01-05T09:00:00+01:00"


@pytest.fixture(autouse=True)
def it_is_the_first_tuesday():
    with time_machine.travel(TUESDAY):
        yield


@pytest.fixture
def address(roadmap) -> str:
    return reverse("roadmap:roadmap_timeline", args=[roadmap.pk])


def test_it_tells_every_step_with_its_days_and_state(as_ada, roadmap, address):
    python = factories.step(roadmap, "python")

    page = as_ada.get(address).content.decode()

    assert f'<a href="/steps/{python.pk}/">Python</a>' in page
    assert f"{python.due_on:%a} {python.due_on.day} {python.due_on:%b}" in page
    assert "waits for one more step" in page
    assert "Today is Tue 5 Jan." in page


def test_a_step_that_was_not_chosen_is_not_drawn(as_ada, address):
    assert "JAX" not in as_ada.get(address).content.decode()


def test_a_milestone_is_a_diamond(as_ada, address):
    page = as_ada.get(address).content.decode()

    assert page.count('class="diamond locked"') == 2  # in the lane of its stage, and in its own


def test_what_is_late_is_said_and_drawn(ada, address):
    with time_machine.travel("2027-01-25T09:00:00+01:00"):
        page = signed_in(ada).get(address).content.decode()

    assert "to do, late by" in page
    assert "overdue" in page
    assert "See a new plan" in page


def test_what_was_done_ends_on_the_day_it_was_done(as_ada, ada, roadmap, address):
    actions.set_status(factories.step(roadmap, "python").pk, "done", by=ada)

    assert "done on Tue 5 Jan" in as_ada.get(address).content.decode()


def test_the_target_stands_in_words_and_in_the_drawing(as_ada, roadmap, address):
    type(roadmap).objects.filter(pk=roadmap.pk).update(target_on=date(2027, 6, 1))

    page = as_ada.get(address).content.decode()

    assert "Your target is 1 Jun 2027." in page
    assert '<line class="target"' in page


def test_a_step_without_dates_has_no_bar(as_ada, roadmap, address):
    Step.objects.filter(roadmap=roadmap).update(starts_on=None, due_on=None)

    page = as_ada.get(address).content.decode()

    assert "no date" in page
    assert 'class="bar"' not in page


def test_an_empty_roadmap_leads_back_to_the_list(as_ada, roadmap, address):
    roadmap.steps.all().delete()

    assert "Choose steps in the list" in as_ada.get(address).content.decode()


def test_a_title_cannot_write_markup(as_ada, roadmap, address):
    roadmap.steps.update(title="<script>alert(1)</script>")

    page = as_ada.get(address).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_stranger_finds_nothing(as_mallory, address):
    answer = as_mallory.get(address)

    assert answer.status_code == 404
    assert "Python" not in answer.content.decode()


@pytest.mark.parametrize("more", [1, 3])
def test_it_costs_the_same_for_one_step_as_for_three(as_ada, roadmap, address, more, django_assert_num_queries):
    for number in range(more):
        item = factories.skill(f"more-{number}")
        roadmap.steps.create(stage=roadmap.stages.first(), item=item, title="More", minutes=60, position=90 + number)

    with django_assert_num_queries(5):
        as_ada.get(address)


@pytest.mark.parametrize(
    ("last", "labels"),
    [
        (date(2027, 1, 20), ["Jan 2027"]),
        (date(2027, 3, 1), ["Jan 2027", "Feb", "Mar"]),
        (date(2028, 12, 31), ["Jan 2027", "Apr", "Jul", "Oct", "Jan 2028", "Apr", "Jul", "Oct"]),
    ],
)
def test_the_scale_labels_at_most_eight_months(last, labels):
    assert [mark.text for mark in Scale.over([date(2027, 1, 4), last]).months()] == labels


@pytest.mark.parametrize("years", [3, 20, 200])
def test_a_long_plan_keeps_a_readable_scale(years):
    assert 2 <= len(Scale.over([date(2027, 1, 4), date(2027 + years, 1, 4)]).months()) <= 21
