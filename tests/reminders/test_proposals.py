"""While Ada sleeps, what a replan would move is worked out; in the morning her dates are where she left them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from reminders import proposals
from reminders.proposals import claim, meet_newcomers, propose_due
from reminders.tasks import propose_replans
from roadmap import actions
from roadmap.models import ReplanProposal
from roadmap.proposals import proposal_of
from tests import factories
from tests.conftest import signed_in

EVENING = datetime(2027, 2, 14, 20, tzinfo=UTC)
MORNING = datetime(2027, 2, 15, 6, tzinfo=UTC)
TODAY = date(2027, 2, 15)


@pytest.fixture
def asleep(roadmap):
    """Ada slipped six weeks; her roadmap waits for its first night."""
    propose_due(EVENING)
    return roadmap


def dates(roadmap) -> list[tuple]:
    return list(roadmap.steps.order_by("pk").values_list("starts_on", "due_on"))


def test_the_first_look_is_in_the_coming_night_where_she_is(asleep):
    (proposal,) = ReplanProposal.objects.all()

    assert datetime(2027, 2, 15, 1, tzinfo=UTC) <= proposal.next_at <= datetime(2027, 2, 15, 4, tzinfo=UTC)
    assert proposal.made_on is None


def test_in_the_morning_there_is_a_proposal_and_nothing_has_moved(asleep):
    before, versions = dates(asleep), asleep.plan_versions.count()

    assert propose_due(MORNING) == 1
    assert dates(asleep) == before
    assert asleep.plan_versions.count() == versions
    assert proposal_of(asleep, TODAY) == "A new plan would move four steps and end on 3 Apr 2027, six weeks later."


def test_a_plan_that_was_kept_to_has_none(asleep, ada):
    for key in ("python", "pandas", "pytorch"):
        actions.set_status(factories.step(asleep, key).pk, "done", by=ada)

    assert propose_due(MORNING) == 0
    assert ReplanProposal.objects.get().made_on == TODAY
    assert proposal_of(asleep, TODAY) == ""


def test_it_may_run_twice_and_looks_once(asleep, monkeypatch):
    looks = []
    monkeypatch.setattr(proposals, "look_at", lambda roadmap, now: looks.append(roadmap) or True)
    propose_due(MORNING)
    propose_due(MORNING)

    assert looks == [asleep]


def test_whoever_claims_second_gets_nothing(asleep):
    seen, again = ReplanProposal.objects.select_related("roadmap__owner").get(), ReplanProposal.objects.get()

    assert claim(seen, MORNING)
    assert not claim(again, MORNING)


def test_one_plan_that_cannot_be_made_holds_up_no_other(asleep, mallory, template, monkeypatch):
    other = factories.roadmap_of(mallory, template)
    meet_newcomers(EVENING)
    original = actions.propose_replan

    def broken(roadmap, *, today):
        if roadmap == asleep:
            raise RuntimeError
        return original(roadmap, today=today)

    monkeypatch.setattr(actions, "propose_replan", broken)

    assert propose_due(MORNING + timedelta(hours=6)) == 1
    assert other.proposal.moved_steps == 4


def test_a_run_is_bounded(asleep, mallory, template, monkeypatch):
    factories.roadmap_of(mallory, template)
    meet_newcomers(EVENING)
    monkeypatch.setattr(proposals, "MOST", 1)

    assert [propose_due(MORNING + timedelta(hours=6)) for _ in range(3)] == [1, 1, 0]
    assert propose_due(MORNING + timedelta(days=2), seconds=0) == 0


def test_archived_roadmaps_and_closed_accounts_are_left_alone(asleep, ada):
    ada.is_active = False
    ada.save()
    assert propose_due(MORNING) == 0
    ada.is_active = True
    ada.save()
    asleep.archived_at = EVENING
    asleep.save()
    assert propose_due(MORNING) == 0


def test_once_she_has_a_new_plan_the_proposal_is_void(asleep, ada):
    propose_due(MORNING)
    actions.accept_replan(asleep, by=ada, today=TODAY, version=1)

    assert proposal_of(asleep, TODAY) == ""


def test_the_day_after_tomorrow_it_is_void_too(asleep):
    propose_due(MORNING)

    assert proposal_of(asleep, TODAY + timedelta(days=2)) == ""


def test_today_tells_of_it(ada, asleep):
    with time_machine.travel(MORNING):
        propose_replans()
        page = signed_in(ada).get("/today/").content.decode()

    assert "You slipped four weeks: three steps with 34 h of work are past their dates." in page
    assert "A new plan would move four steps and end on 3 Apr 2027, six weeks later." in page


@pytest.mark.parametrize("others", [0, 2])
def test_newcomers_cost_the_same_for_one_as_for_three(mallory, template, roadmap, others, django_assert_num_queries):
    for _ in range(others):
        factories.roadmap_of(mallory, template)
    with django_assert_num_queries(2):
        meet_newcomers(EVENING)
    assert ReplanProposal.objects.count() == 1 + others
