"""The map, the timeline and the calendar are sent again only if something on them has changed."""

from datetime import date

import pytest
import time_machine

from roadmap import actions
from tests import factories

MONDAY, TUESDAY = "2027-01-04T12:00:00+01:00", "2027-01-05T12:00:00+01:00"
VIEWS = ["map/", "timeline/", "calendar/"]


@pytest.fixture(autouse=True)
def it_is_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture(params=VIEWS)
def page(request, roadmap) -> str:
    return f"{roadmap.get_absolute_url()}{request.param}"


@pytest.fixture
def seen(as_ada, page) -> str:
    as_ada.get(page)  # it brings the token of the forms
    return as_ada.get(page)["ETag"]


def ask(client, page: str, seen: str):
    return client.get(page, headers={"If-None-Match": seen})


def test_an_unchanged_view_is_not_sent_again(as_ada, page, seen):
    answer = ask(as_ada, page, seen)

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", seen)
    assert answer["Cache-Control"] == "no-store, private"


def ticked(ada, roadmap):
    actions.set_status(factories.step(roadmap, "python").pk, "done", by=ada)


def ticked_elsewhere(ada, roadmap):
    second = factories.roadmap_of(ada, roadmap.template)
    actions.set_status(factories.step(second, "python").pk, "done", by=ada)


def renamed(ada, roadmap):
    roadmap.steps.filter(item__key="python").update(title="The snake")


def left_out(ada, roadmap):
    actions.take_out(factories.step(roadmap, "python"), by=ada, seen=0)


def named_otherwise(ada, roadmap):
    type(ada).objects.filter(pk=ada.pk).update(name="Countess")


def read_in_german(ada, roadmap):
    type(ada).objects.filter(pk=ada.pk).update(language="de")


CHANGES = [ticked, ticked_elsewhere, renamed, left_out, named_otherwise, read_in_german]


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_it_is_seen(as_ada, ada, roadmap, page, seen, change):
    change(ada, roadmap)

    assert ask(as_ada, page, seen).status_code == 200


@pytest.mark.parametrize("page", VIEWS[1:], indirect=True)
def test_dates_and_the_day_change_what_shows_them(as_ada, roadmap, page, seen):
    with time_machine.travel(TUESDAY, tick=False):
        assert ask(as_ada, page, seen).status_code == 200
    roadmap.steps.filter(item__key="python").update(due_on=date(2027, 1, 6))
    assert ask(as_ada, page, seen).status_code == 200


@pytest.mark.parametrize("page", VIEWS[:1], indirect=True)
def test_a_map_without_dates_is_the_same_tomorrow(as_ada, page, seen):
    with time_machine.travel(TUESDAY, tick=False):
        assert ask(as_ada, page, seen).status_code == 304


def test_another_view_is_another_page(as_ada, roadmap, page, seen):
    others = {f"{roadmap.get_absolute_url()}{view}" for view in VIEWS} - {page}

    assert {ask(as_ada, other, seen).status_code for other in others} == {200}


def test_a_stranger_gets_the_404_of_what_never_existed(as_mallory, page, seen):
    answer = ask(as_mallory, page, seen)

    assert answer.status_code == 404
    assert "ETag" not in answer
