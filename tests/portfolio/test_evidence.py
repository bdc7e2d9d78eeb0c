"""Handing in evidence for one milestone: drafts, versions, withdrawal."""

import pytest
from django.urls import reverse

from catalog.models import Criterion
from mentoring.models import ReviewRequest
from portfolio import actions as portfolio
from portfolio.models import Attainment, Submission
from roadmap.models import Step
from tests.factories import roadmap_of, step

SAID = {
    "link": "https://example.org/fraud",
    "commit": "4F2A9C1",
    "text": "A baseline and a model.",
    "rate-baseline": "met",
}


@pytest.fixture
def fraud(roadmap) -> Step:
    return step(roadmap, "fraud")


def page(step: Step) -> str:
    return reverse("portfolio:evidence", args=[step.pk])


def hand_in(step: Step) -> str:
    return reverse("mentoring:hand_in", args=[step.pk])


def test_the_page_asks_for_evidence_by_the_criteria(as_ada, fraud):
    words = as_ada.get(page(fraud)).content.decode()
    for expected in (
        "Fraud detection model",
        "A repository and a write-up.",
        "Leakage",
        "Not yet",
        "Hand in version 1",
        "No mentor is active",
    ):
        assert expected in words


def test_a_draft_is_kept_and_nobody_else_is_asked(as_ada, fraud):
    as_ada.post(page(fraud), SAID)
    draft = Submission.objects.get()
    assert (draft.state, draft.number, draft.commit, draft.ratings) == ("draft", 1, "4f2a9c1", {"baseline": "met"})
    assert "A baseline and a model." in as_ada.get(page(fraud)).content.decode()
    assert not ReviewRequest.objects.exists()
    assert not Attainment.objects.exists()


def test_saving_again_changes_the_one_draft(as_ada, fraud):
    for text in ("One", "Two"):
        as_ada.post(page(fraud), {"text": text})
    assert Submission.objects.get().text == "Two"


def test_handing_in_freezes_version_one_and_asks_for_a_review(as_ada, ada, fraud):
    answer = as_ada.post(hand_in(fraud), SAID, follow=True)
    assert "Version 1 is handed in." in answer.content.decode()
    version = Submission.objects.get()
    assert (version.state, version.title) == ("submitted", "Fraud detection model")
    assert [line["key"] for line in version.rubric] == ["baseline", "leakage", "metric", "reproducible"]
    assert ReviewRequest.objects.get().submission == version
    assert Attainment.objects.get().assurance == "self"


def test_the_rubric_does_not_change_under_way(as_ada, fraud):
    as_ada.post(hand_in(fraud), SAID)
    Criterion.objects.update(title="CHANGED")
    assert "CHANGED" not in str(Submission.objects.get().rubric)


def test_a_new_version_supersedes(as_ada, fraud):
    as_ada.post(hand_in(fraud), SAID)
    as_ada.post(hand_in(fraud), SAID | {"text": "Better"})
    assert list(Submission.objects.order_by("number").values_list("number", "state")) == [
        (1, "superseded"),
        (2, "submitted"),
    ]
    assert list(ReviewRequest.objects.order_by("pk").values_list("state", flat=True)) == ["superseded", "queued"]


def test_a_version_can_be_withdrawn(as_ada, fraud):
    as_ada.post(hand_in(fraud), SAID)
    as_ada.post(reverse("mentoring:take_back", args=[Submission.objects.get().pk]))
    assert Submission.objects.get().state == "withdrawn"
    assert ReviewRequest.objects.get().state == "withdrawn"
    assert Attainment.objects.get().why_revoked == "The evidence was withdrawn."


def test_a_draft_can_be_thrown_away(as_ada, fraud):
    as_ada.post(page(fraud), SAID)
    as_ada.post(reverse("portfolio:discard_draft", args=[fraud.pk]))
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "Show something: a link, some words, or both."),
        ({"link": "javascript:alert(1)"}, "begins with https://"),
        ({"link": "example"}, "begins with https://"),
        ({"link": "https://example.org/" + "x" * 500}, "at most 500"),
        ({"commit": "4f2a9c1"}, "A commit pins a link"),
        ({"link": "https://example.org", "commit": "main"}, "7 to 40"),
        ({"text": "a\u202eb"}, "direction of text"),
        ({"text": "x" * 20_001}, "at most 20000"),
        ({"text": "fine", "rate-baseline": "perfect"}, "perfect"),
    ],
)
def test_bad_evidence_is_refused_beside_the_field(as_ada, fraud, said, why):
    answer = as_ada.post(hand_in(fraud), said)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not Submission.objects.exists()


def test_a_refused_form_keeps_what_was_written(as_ada, fraud):
    answer = as_ada.post(page(fraud), {"text": "My long answer", "link": "nonsense"})
    assert answer.status_code == 422
    assert "My long answer" in answer.content.decode()


def test_evidence_is_for_milestones(as_ada, roadmap):
    assert as_ada.get(page(step(roadmap, "python"))).status_code == 404


@pytest.mark.parametrize("name", ["portfolio:evidence", "portfolio:discard_draft", "mentoring:hand_in"])
def test_a_stranger_cannot_hand_in_for_ada(as_mallory, ada, fraud, name):
    portfolio.save_draft(fraud, by=ada, link="", commit="", text="CANARY", ratings={})
    foreign = as_mallory.post(reverse(name, args=[fraud.pk]), SAID)
    assert foreign.status_code == as_mallory.post(reverse(name, args=[98_765]), SAID).status_code == 404
    assert b"CANARY" not in foreign.content
    assert Submission.objects.get().text == "CANARY"


def test_a_stranger_cannot_withdraw(as_mallory, as_ada, fraud):
    as_ada.post(hand_in(fraud), SAID)
    assert as_mallory.post(reverse("mentoring:take_back", args=[Submission.objects.get().pk])).status_code == 404
    assert Submission.objects.get().state == "submitted"


def test_a_milestone_in_two_roadmaps_is_proved_once(as_ada, ada, fraud, template):
    as_ada.post(hand_in(fraud), SAID)
    other = step(roadmap_of(ada, template), "fraud")
    assert "A baseline and a model." in as_ada.get(page(other)).content.decode()


def test_the_server_never_opens_the_link(as_ada, fraud, monkeypatch):
    monkeypatch.setattr("socket.socket.connect", lambda *_: 1 / 0)
    assert as_ada.post(hand_in(fraud), SAID | {"link": "http://127.0.0.1:1/"}).status_code == 302
    words = as_ada.get(page(fraud)).content.decode()
    assert 'href="http://127.0.0.1:1/" rel="noopener noreferrer"' in words


@pytest.mark.parametrize("versions", [1, 3])
def test_one_version_and_three_cost_the_same(as_ada, fraud, versions, django_assert_num_queries):
    for number in range(versions):
        as_ada.post(hand_in(fraud), SAID | {"text": f"Version {number}"})
    as_ada.get(page(fraud))
    with django_assert_num_queries(11):
        as_ada.get(page(fraud))
