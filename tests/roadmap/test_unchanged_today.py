"""Today is sent again only if something on it has changed, whichever room that comes from."""

from datetime import date

import pytest
import time_machine

from mentoring import actions as mentoring
from roadmap import actions
from roadmap.models import PlanVersion, ReplanProposal
from tests import factories
from tests.conftest import signed_in
from tests.mentoring import factories as mentored
from tests.practice import factories as practised

MONDAY = "2027-01-04T12:00:00+01:00"


@pytest.fixture(autouse=True)
def it_is_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def seen(as_ada, roadmap) -> str:
    as_ada.get("/today/")
    return as_ada.get("/today/")["ETag"]


def ask(client, seen: str):
    return client.get("/today/", headers={"If-None-Match": seen})


def test_an_unchanged_today_is_not_sent_again(as_ada, seen):
    answer = ask(as_ada, seen)

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", seen)
    assert answer["Cache-Control"] == "no-store, private"


def test_the_mask_of_the_token_is_no_change(as_ada, seen):
    assert as_ada.get("/today/")["ETag"] == seen


def ticked(ada, roadmap, mentor):
    actions.set_status(factories.step(roadmap, "python").pk, "doing", by=ada)


def ticked_elsewhere(ada, roadmap, mentor):
    second = factories.roadmap_of(ada, roadmap.template)
    type(second).objects.filter(pk=second.pk).update(archived_at="2027-01-04T00:00:00Z")
    actions.set_status(factories.step(second, "python").pk, "done", by=ada)


def running(ada, roadmap, mentor):
    actions.start_session(factories.step(roadmap, "python").item, by=ada)


def logged(ada, roadmap, mentor):
    actions.log_time(factories.step(roadmap, "python").item, by=ada, minutes=30, spent_on=date(2027, 1, 4))


def checklist(ada, roadmap, mentor):
    actions.add_line(factories.step(roadmap, "python").item, by=ada, text="Install it")


def a_mentor(ada, roadmap, mentor):
    mentored.mentorship(mentor, ada)


def a_word_of_the_mentor(ada, roadmap, mentor):
    mentored.mentorship(mentor, ada)
    submission = mentored.handed_in(factories.step(roadmap, "fraud"), ada)
    mentoring.add_comment(submission, by=mentor, body="Show it at the meetup.")


def practice(ada, roadmap, mentor):
    question = practised.bank_of(factories.step(roadmap, "python"), 1)[0]
    practised.session(ada, question)


def paused(ada, roadmap, mentor):
    actions.pause_roadmap(roadmap, date(2027, 2, 1), by=ada)


def summary(ada, roadmap, mentor):
    item = factories.step(roadmap, "python").item
    type(item).objects.filter(pk=item.pk).update(summary="A language that reads like prose.")


def another_week(ada, roadmap, mentor):
    type(roadmap).objects.update(weekly_hours=12)


def language(ada, roadmap, mentor):
    type(ada).objects.filter(pk=ada.pk).update(language="de")


def another_name(ada, roadmap, mentor):
    type(ada).objects.filter(pk=ada.pk).update(name="Countess")


def late_with_a_proposal(ada, roadmap, mentor):
    roadmap.steps.filter(item__key="python").update(starts_on=date(2027, 1, 1), due_on=date(2027, 1, 2))
    version = PlanVersion.objects.filter(roadmap=roadmap).latest("number").number
    made = {"made_on": date(2027, 1, 4), "version": version, "moved_steps": 3, "finish_after": date(2027, 5, 1)}
    ReplanProposal.objects.update_or_create(roadmap=roadmap, defaults=made | {"next_at": MONDAY})


CHANGES = [
    ticked, ticked_elsewhere, running, logged, checklist, a_mentor, a_word_of_the_mentor, practice, paused, summary,
    another_week, language, another_name, late_with_a_proposal,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_it_is_seen(as_ada, ada, roadmap, mentor, seen, change):
    change(ada, roadmap, mentor)

    assert ask(as_ada, seen).status_code == 200


def test_midnight_changes_it(as_ada, seen):
    with time_machine.travel("2027-01-04T23:01:00+00:00", tick=False):
        assert ask(as_ada, seen).status_code == 200


def test_a_running_session_goes_on(as_ada, ada, roadmap):
    running(ada, roadmap, None)
    as_ada.get("/today/")
    seen = as_ada.get("/today/")["ETag"]
    with time_machine.travel("2027-01-04T11:05:00+00:00", tick=False):
        assert ask(as_ada, seen).status_code == 200


def test_another_form_token_changes_it(ada, seen):
    again = signed_in(ada)
    again.get("/today/")

    assert ask(again, seen).status_code == 200
