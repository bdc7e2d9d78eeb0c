"""The history of a plan, as its owner and her mentor read it."""

from datetime import date

import pytest
import time_machine

from roadmap import actions
from roadmap.models import PlanVersion
from roadmap.versions import versions_of

SLIPPED = date(2027, 2, 15)


@pytest.fixture(autouse=True)
def six_weeks_in():
    with time_machine.travel("2027-02-15T09:00:00+01:00"):
        yield


def test_the_first_version_gave_dates(roadmap):
    (only,) = versions_of(roadmap, SLIPPED)

    assert (only.number, only.cause, only.sentence) == ("1", "created", "Four steps got dates.")
    assert only.finish == "20 Feb 2027"


def test_a_replan_says_what_moved_from_when_to_when(ada, roadmap):
    actions.accept_replan(roadmap, by=ada, today=SLIPPED, version=1)
    latest, first = versions_of(roadmap, SLIPPED)

    assert latest.sentence == "Four steps moved; the finish came six weeks later."
    assert (latest.moves[0].title, latest.moves[0].before, latest.moves[0].after) == (
        "Python",
        "Sun 17 Jan",
        "Sun 28 Feb",
    )
    assert first.number == "1"


def test_an_undo_is_a_version_too(ada, roadmap):
    actions.accept_replan(roadmap, by=ada, today=SLIPPED, version=1)
    actions.undo_replan(roadmap, by=ada, version=2)

    assert [version.cause for version in versions_of(roadmap, SLIPPED)] == ["undone", "replanned", "created"]
    assert versions_of(roadmap, SLIPPED)[0].sentence == "Four steps moved; the finish came six weeks earlier."


def test_what_was_done_meanwhile_did_not_move(ada, roadmap):
    for step in roadmap.steps.filter(item__key="python"):
        actions.set_status(step.pk, "done", by=ada)
    actions.accept_replan(roadmap, by=ada, today=SLIPPED, version=1)

    assert "Python" not in {move.title for move in versions_of(roadmap, SLIPPED)[0].moves}


def test_her_own_page_has_them(as_ada, roadmap):
    page = as_ada.get(f"{roadmap.get_absolute_url()}replan/").content.decode()

    assert "<b>Version 1</b>, created 4 Jan 2027" in page or "<b>Version 1</b>, created 15 Feb 2027" in page


def test_fifty_are_told_and_no_more(roadmap):
    first = roadmap.plan_versions.get()
    PlanVersion.objects.bulk_create(
        PlanVersion(roadmap=roadmap, number=number, cause="replanned", dates=first.dates) for number in range(2, 70)
    )
    told = versions_of(roadmap, SLIPPED)

    assert [told[0].number, told[-1].number, len(told)] == ["69", "20", 50]


@pytest.mark.parametrize("versions", [1, 3])
def test_one_version_costs_what_three_cost(roadmap, versions, django_assert_num_queries):
    first = roadmap.plan_versions.get()
    PlanVersion.objects.bulk_create(
        PlanVersion(roadmap=roadmap, number=number, cause="replanned", dates=first.dates)
        for number in range(2, versions + 1)
    )
    with django_assert_num_queries(2):
        versions_of(roadmap, SLIPPED)
