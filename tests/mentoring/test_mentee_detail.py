"""A mentee as her mentor sees her."""

from datetime import timedelta

import pytest
from django.urls import reverse

from roadmap import actions as roadmap_actions
from roadmap.models import Roadmap, Status
from tests.factories import roadmap_of, step
from tests.mentoring import factories


def page(mentorship) -> str:
    return reverse("mentoring:mentee_detail", args=[mentorship.pk])


def test_grace_sees_stages_steps_and_states(as_mentor, ada, roadmap, mentorship):
    roadmap_actions.set_status(step(roadmap, "python").pk, Status.DONE, by=ada)
    words = as_mentor.get(page(mentorship)).content.decode()
    for expected in ("Learn the tools", "Python", "pandas", "29 %", "finished", "Next: "):
        assert expected in words


def test_she_can_change_nothing_there(as_mentor, roadmap, mentorship):
    words = as_mentor.get(page(mentorship)).content.decode()
    assert "/status/" not in words
    assert reverse("roadmap:step_detail", args=[step(roadmap, "python").pk]) not in words


@pytest.mark.parametrize("who", ["as_mallory", "as_linus", "as_ada"])
def test_nobody_else_sees_the_page(who, request, mentorship):
    client = request.getfixturevalue(who)
    assert client.get(page(mentorship)).status_code == client.get("/mentoring/mentees/98765/").status_code == 404


def test_only_the_shared_roadmap_is_there(as_mentor, ada, mentor, roadmap, template):
    private = roadmap_of(ada, template)
    private.title = "CANARY plan"
    private.save(update_fields=["title"])
    made = factories.mentorship(mentor, ada, roadmap=roadmap)
    for address in (page(made), f"{page(made)}?roadmap={private.pk}", "/mentoring/"):
        assert "CANARY" not in as_mentor.get(address).content.decode()


def test_she_sees_how_the_plan_was_changed(as_mentor, ada, roadmap, mentorship):
    day = roadmap.starts_on + timedelta(weeks=6)
    roadmap_actions.accept_replan(roadmap, by=ada, today=day, version=1)
    words = as_mentor.get(page(mentorship)).content.decode()

    for expected in (
        "Versions of this plan",
        "<b>Version 2</b>, replanned",
        "Four steps moved; the finish came",
        "later",
    ):
        assert expected in words


def test_without_the_scope_the_page_is_not_there(as_mentor, ada, mentor, roadmap):
    made = factories.mentorship(mentor, ada, scopes=["evidence"])
    assert as_mentor.get(page(made)).status_code == 404


def test_when_the_shared_roadmap_is_archived_no_step_is_named(as_mentor, mentorship, roadmap):
    Roadmap.objects.update(archived_at=roadmap.created_at)
    words = as_mentor.get(page(mentorship)).content.decode()
    assert "does not share any progress" in words
    assert "pandas" not in words


def test_without_the_evidence_scope_no_evidence_is_named(as_mentor, ada, mentor, fraud):
    factories.handed_in(fraud, ada, text="CANARY text")
    made = factories.mentorship(mentor, ada, scopes=["progress"])
    words = as_mentor.get(page(made)).content.decode()
    assert "version 1" not in words
    assert "CANARY" not in words


def test_the_last_reminder_shows_only_where_it_is_shared(as_mentor, ada, mentor, roadmap):
    made = factories.mentorship(mentor, ada, scopes=["progress"])
    assert "reminder has" not in as_mentor.get(page(made)).content.decode()
    made.grants.create(scope="reminder_status")
    assert "No reminder has gone out lately." in as_mentor.get(page(made)).content.decode()


@pytest.mark.parametrize("versions", [1, 3])
def test_one_version_and_three_cost_the_same(as_mentor, ada, fraud, mentorship, versions, django_assert_num_queries):
    for number in range(versions):
        factories.handed_in(fraud, ada, text=f"Version {number}")
    with django_assert_num_queries(13):
        as_mentor.get(page(mentorship))
