"""The panel on the page of a step."""

import pytest
from django.template import Context, Template

from mentoring import actions
from portfolio import actions as portfolio
from tests.factories import roadmap_of, step


def panel(step) -> str:
    return Template("{% load portfolio_panels %}{% evidence_panel step %}").render(Context({"step": step}))


@pytest.fixture
def fraud(roadmap):
    return step(roadmap, "fraud")


def test_a_skill_has_no_evidence_panel(roadmap):
    assert panel(step(roadmap, "python")).strip() == ""


def test_a_milestone_offers_to_hand_in(fraud):
    assert "Nothing handed in yet." in panel(fraud)
    assert f"/portfolio/steps/{fraud.pk}/" in panel(fraud)


def test_a_draft_is_gone_on_with(fraud, ada):
    portfolio.save_draft(fraud, by=ada, link="", commit="", text="Half", ratings={})
    assert "Go on with your draft" in panel(fraud)


def test_what_was_handed_in_is_said_with_its_state(fraud, ada):
    draft = portfolio.save_draft(fraud, by=ada, link="", commit="", text="Half", ratings={})
    actions.hand_in(draft, by=ada)
    assert "waiting for a review" in panel(fraud)
    assert "On your word" in panel(fraud)


def test_evidence_of_others_stays_with_them(fraud, mallory, template):
    theirs = step(roadmap_of(mallory, template), "fraud")
    portfolio.save_draft(theirs, by=mallory, link="", commit="", text="CANARY", ratings={})
    assert "Nothing handed in yet." in panel(fraud)
