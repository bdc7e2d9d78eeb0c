"""What I can prove."""

import pytest

from accounts.models import Delivery
from mentoring import actions
from mentoring.models import ReviewRequest
from portfolio import actions as portfolio
from portfolio.models import Attainment
from portfolio.pages import Proof, headline
from tests import factories
from tests.factories import step

ADDRESS = "/portfolio/"


def hand_in(step, person, text="A model"):
    return actions.hand_in(portfolio.save_draft(step, by=person, link="", commit="", text=text, ratings={}), by=person)


def test_an_empty_portfolio_says_what_will_stand_here_and_offers_the_one_action(as_ada, roadmap):
    words = as_ada.get(ADDRESS).content.decode()
    assert "Nothing to show yet." in words
    assert "Hand in evidence for Fraud detection model" in words


def test_without_a_roadmap_it_offers_to_start_one(as_ada):
    assert "Start a roadmap" in as_ada.get(ADDRESS).content.decode()


def test_a_draft_is_shown_as_one(as_ada, ada, roadmap):
    portfolio.save_draft(step(roadmap, "fraud"), by=ada, link="", commit="", text="Half", ratings={})
    words = as_ada.get(ADDRESS).content.decode()
    assert "A draft, not handed in yet." in words
    assert "a draft that nobody else sees" in words


def test_what_is_handed_in_stands_on_her_word(as_ada, ada, roadmap):
    hand_in(step(roadmap, "fraud"), ada)
    words = as_ada.get(ADDRESS).content.decode()
    for expected in (
        "One milestone shown, none verified yet.",
        "On your word",
        "Waiting for review",
        "Version 1: handed in",
    ):
        assert expected in words


def test_the_mentor_s_verdict_is_there(as_ada, ada, mentor, roadmap):
    from_ada = hand_in(step(roadmap, "fraud"), ada)
    invited = actions.invite_mentee(ada.email, by=mentor)
    token = Delivery.objects.get(payload__mentorship=invited.pk).payload["token"]
    actions.accept_invitation(token, by=ada, scopes=["review"])
    asked = ReviewRequest.objects.get(submission=from_ada)
    actions.send_review(asked.pk, by=mentor, fence=0, verdict="approve", ratings={}, body="")
    words = as_ada.get(ADDRESS).content.decode()
    assert "One milestone verified." in words
    assert "Verified by mentor" in words
    assert "On your word" not in words
    assert "approved by Grace" in words


def test_nobody_sees_another_person_s_portfolio(as_mallory, ada, roadmap):
    hand_in(step(roadmap, "fraud"), ada, text="CANARY")
    words = as_mallory.get(ADDRESS).content.decode()
    assert "CANARY" not in words
    assert "Fraud" not in words


def test_the_headline_counts(ada, roadmap):
    version = hand_in(step(roadmap, "fraud"), ada)
    verified, claimed = Proof("a", [version], [verified_attainment(version)]), Proof("b", [version], [])
    assert headline([verified, claimed, claimed]) == "One milestone verified, two on your word."


def verified_attainment(version):
    return Attainment(person=version.person, item=version.item, assurance="auto")


@pytest.mark.parametrize("count", [1, 3])
def test_one_proof_and_three_cost_the_same(as_ada, ada, template, count, django_assert_num_queries):
    stage = template.stages.get(key="prove")
    for number in range(count):
        stage.steps.create(item=factories.milestone(f"extra-{number}", f"Extra {number}"), position=9 + number)
    mine = factories.roadmap_of(ada, template)
    for number in range(count):
        hand_in(step(mine, f"extra-{number}"), ada)
    with django_assert_num_queries(8):
        as_ada.get(ADDRESS)
