"""The one door: what a mentor may read, from the grant to its end."""

import pytest
from django.urls import reverse

from accounts.models import Delivery
from mentoring import actions
from mentoring.models import ConsentGrant, Mentorship, ReviewRequest, Scope
from mentoring.reading import roadmaps_for, submissions_for
from portfolio import actions as portfolio
from tests.factories import person, roadmap_of
from tests.mentoring import factories


def may(mentor, scope, roadmap=None) -> bool:
    return Mentorship.objects.readable_by(mentor, scope, roadmap=roadmap).exists()


def test_a_mentor_reads_what_is_granted_and_nothing_else(mentor, mentorship):
    assert [scope for scope in Scope.values if may(mentor, scope)] == ["progress", "evidence", "review"]


def test_nobody_else_reads_anything(mallory, ada, mentorship):
    assert not any(may(person, scope) for person in (mallory, ada) for scope in Scope.values)


def test_what_bob_shares_opens_nothing_of_ada(mentor, template, submission):
    factories.request_of(person("bob@example.org", name="Bob"), mentor, template)
    assert [str(asked.mentee) for asked in ReviewRequest.objects.for_reviewer(mentor)] == ["Bob"]
    assert [str(version.person) for version in submissions_for(mentor)] == ["Bob"]
    assert [str(roadmap.owner) for roadmap in roadmaps_for(mentor)] == ["Bob"]


def test_a_grant_for_one_roadmap_opens_that_one_only(ada, mentor, roadmap, template):
    other = roadmap_of(ada, template)
    factories.mentorship(mentor, ada, roadmap=roadmap)
    assert may(mentor, "progress", roadmap.pk)
    assert not may(mentor, "progress", other.pk)
    assert list(roadmaps_for(mentor)) == [roadmap]


def test_evidence_of_another_roadmap_stays_hidden(ada, mentor, roadmap, template, submission):
    factories.mentorship(mentor, ada, roadmap=roadmap_of(ada, template))
    assert not submissions_for(mentor).exists()
    assert not ReviewRequest.objects.for_reviewer(mentor).exists()


def test_drafts_are_never_read(mentor, mentorship, fraud, ada):
    portfolio.save_draft(fraud, by=ada, link="", commit="", text="canary", ratings={})
    assert not submissions_for(mentor).exists()


def test_ada_stops_sharing_and_the_door_closes_at_once(as_ada, as_mentor, mentor, mentorship):
    assert as_mentor.get(reverse("mentoring:mentee_detail", args=[mentorship.pk])).status_code == 200
    grant = mentorship.grants.get(scope="progress")
    as_ada.post(reverse("mentoring:revoke_grant", args=[grant.pk]))
    grant.refresh_from_db()
    assert grant.revoked_at
    assert not may(mentor, "progress")
    assert may(mentor, "evidence")


def test_who_may_not_see_evidence_cannot_review_it(ada, mentor, mentorship, request_):
    actions.save_review_draft(request_.pk, by=mentor, ratings={}, body="Looking")
    actions.revoke_grant(mentorship.grants.get(scope="evidence"), by=ada)
    request_.refresh_from_db()
    assert not may(mentor, "review")
    assert (request_.state, request_.fence) == ("queued", 2)
    assert Delivery.objects.get(category="review_requested").reason == "unshared"


@pytest.mark.parametrize("who", ["as_mentor", "as_mallory"])
def test_only_the_mentee_revokes(who, request, mentorship, mentor):
    client = request.getfixturevalue(who)
    grant = mentorship.grants.get(scope="progress")
    assert client.post(reverse("mentoring:revoke_grant", args=[grant.pk])).status_code == 404
    assert may(mentor, "progress")


@pytest.mark.parametrize("who", ["as_mentor", "as_mallory"])
def test_only_the_mentee_shares(who, request, mentorship):
    client = request.getfixturevalue(who)
    answer = client.post(reverse("mentoring:share", args=[mentorship.pk]), {"scopes": ["reminder_status"]})
    assert answer.status_code == 404
    assert not ConsentGrant.objects.filter(scope="reminder_status").exists()


def test_ada_shares_more(as_ada, mentorship, mentor):
    as_ada.post(reverse("mentoring:share", args=[mentorship.pk]), {"scopes": ["reminder_status"]})
    assert may(mentor, "reminder_status")


def test_sharing_nothing_is_refused_with_a_reason(as_ada, mentorship):
    answer = as_ada.post(reverse("mentoring:share", args=[mentorship.pk]), {"scopes": []})
    assert answer.status_code == 422
    assert "Choose at least one thing" in answer.content.decode()


def test_review_takes_evidence_along(ada, mentor, roadmap):
    made = factories.mentorship(mentor, ada, scopes=["review"])
    assert sorted(made.grants.values_list("scope", flat=True)) == ["evidence", "review"]


def test_an_action_shares_nothing_for_a_mentor(mentorship, mentor, mallory):
    assert not actions.share(mentorship, ["reminder_status"], by=mentor)
    assert not actions.share(mentorship, ["reminder_status"], by=mallory)
    assert not ConsentGrant.objects.filter(scope="reminder_status").exists()


def test_an_ended_mentorship_shares_nothing_more(ada, mentorship):
    actions.end_mentorship(mentorship, by=ada)
    assert not actions.share(mentorship, ["progress"], by=ada)
