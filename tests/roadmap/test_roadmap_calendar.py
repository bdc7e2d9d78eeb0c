"""The plan as a calendar: planned hours against done, and what is due, late and finished on which day."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from roadmap import actions
from roadmap.calendar import span_of
from tests import factories

TODAY = date(2027, 1, 5)


@pytest.fixture(autouse=True)
def it_is_the_first_tuesday():
    with time_machine.travel("2027-01-05T09:00:00+01:00", tick=False):
        yield


@pytest.fixture
def address(roadmap) -> str:
    return reverse("roadmap:roadmap_calendar", args=[roadmap.pk])


def page_of(client, address: str, **query: str) -> str:
    return re.sub(r"\s+", " ", client.get(address, query).content.decode())


def day(page: str, name: str) -> str:
    """Give the cell of a day, such as "Tue 5 Jan"."""
    cells = [cell.partition("</ol>")[0] for cell in page.split('<li class="day"')]
    return next(cell for cell in cells if f">{name}" in cell[:200])


def test_a_week_says_what_is_planned_and_what_was_done(as_ada, ada, roadmap, address):
    actions.log_time(factories.step(roadmap, "python").item, by=ada, minutes=95, spent_on=TODAY)
    page = page_of(as_ada, address)

    assert "<h2>January 2027</h2>" in page
    assert "1 h 35 min of 8 h planned" in page
    assert '<b>1 h 35 min done</b></p> <p class="tiny num day-hours">1 h 15 min planned' in day(page, "Tue 5 Jan")
    assert 'aria-current="date"' in day(page, "Tue 5 Jan")[:40]
    assert "planned" not in day(page, "Sun 3 Jan"), "before her first day"


def test_a_day_names_what_is_due_and_what_was_finished(as_ada, ada, roadmap, address):
    python, pandas = (factories.step(roadmap, key) for key in ("python", "pandas"))
    actions.set_status(python.pk, "done", by=ada)
    page = page_of(as_ada, address)

    assert re.search(r"finished</span> <a href=\"[^\"]+\">Python<", day(page, "Tue 5 Jan"))
    assert "one step finished" in page
    due = f"{pandas.due_on:%a} {pandas.due_on.day} {pandas.due_on:%b}"
    assert re.search(r"due</span> <a href=\"[^\"]+\">pandas<", day(page, due))
    week = page_of(as_ada, address, week=pandas.starts_on.isoformat())
    assert re.search(r"starts</span> <a href=\"[^\"]+\">pandas<", week)


def test_what_is_late_is_said(ada, roadmap, address, client):
    with time_machine.travel("2027-06-01T09:00:00+02:00"):
        client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
        page = page_of(client, address, month="2027-01")

    assert "late</span>" in page
    assert "See a new plan" in page


def test_of_a_full_day_the_month_shows_three_and_the_week_all(as_ada, ada, roadmap, address):
    for number in range(5):
        item = factories.skill(f"more-{number}")
        step = roadmap.steps.create(
            stage=roadmap.stages.first(), item=item, title="More", minutes=60, position=90 + number
        )
        actions.set_status(step.pk, "done", by=ada)

    assert "2 more</a>" in day(page_of(as_ada, address), "Tue 5 Jan")
    assert day(page_of(as_ada, address, week="2027-01-05"), "Tue 5 Jan").count(">More<") == 5


def test_time_on_other_roadmaps_is_not_told_here(as_ada, ada, address):
    actions.log_time(factories.skill("cooking"), by=ada, minutes=300, spent_on=TODAY)
    assert "5 h" not in page_of(as_ada, address)


@pytest.mark.parametrize(
    ("query", "title", "before", "after"),
    [
        ({}, "January 2027", "?month=2026-12", "?month=2027-02"),
        ({"month": "2027-12"}, "December 2027", "?month=2027-11", "?month=2028-01"),
        ({"week": "2027-01-08"}, "Week of 4 Jan 2027", "?week=2026-12-28", "?week=2027-01-11"),
        ({"month": "2027-13"}, "January 2027", "?month=2026-12", "?month=2027-02"),
        ({"month": "0001-01", "week": "0001-01-01"}, "January 2027", "?month=2026-12", "?month=2027-02"),
        ({"week": "9999-12-31"}, "January 2027", "?month=2026-12", "?month=2027-02"),
        ({"week": "2027-02-30\x00"}, "January 2027", "?month=2026-12", "?month=2027-02"),
    ],
)
def test_what_is_asked_for_is_shown_and_nonsense_is_today(query, title, before, after):
    span = span_of(query, TODAY)
    assert (span.title, span.before, span.after) == (title, before, after)


def test_a_month_is_shown_in_whole_weeks():
    span = span_of({"month": "2027-01"}, TODAY)
    assert (span.mondays[0], span.mondays[-1], len(span.mondays)) == (date(2026, 12, 28), date(2027, 1, 25), 5)


def test_without_steps_nothing_is_planned(as_ada, roadmap, address):
    roadmap.steps.all().delete()
    assert "nothing planned" in page_of(as_ada, address)


def test_it_stands_beside_map_and_timeline(as_ada, roadmap, address):
    for name in ("roadmap_detail", "roadmap_map", "roadmap_timeline"):
        assert address in as_ada.get(reverse(f"roadmap:{name}", args=[roadmap.pk])).content.decode()


def test_a_title_cannot_write_markup(as_ada, roadmap, address):
    roadmap.steps.update(title="<script>alert(1)</script>", due_on=TODAY, starts_on=TODAY)
    page = page_of(as_ada, address)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_stranger_finds_nothing(as_mallory, address):
    assert as_mallory.get(address).status_code == 404


@pytest.mark.parametrize("more", [1, 3])
def test_it_costs_the_same_for_one_step_as_for_three(as_ada, ada, roadmap, address, more, django_assert_num_queries):
    for number in range(more):
        item = factories.skill(f"more-{number}")
        roadmap.steps.create(stage=roadmap.stages.first(), item=item, title="More", minutes=60, position=90 + number)
        actions.log_time(item, by=ada, minutes=10, spent_on=TODAY)
    with django_assert_num_queries(7):  # session, person, roadmap, steps, their starts, time
        as_ada.get(address)
