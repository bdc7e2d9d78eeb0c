"""Ending and pausing: by either side, at once, whole."""

import pytest
from django.urls import reverse

from accounts.models import Delivery
from mentoring import actions
from mentoring.models import ConsentGrant, Mentorship, Review


@pytest.mark.parametrize("who", ["as_ada", "as_mentor"])
def test_either_side_ends_it_at_once(who, request, mentorship, request_, mentor):
    actions.save_review_draft(request_.pk, by=mentor, ratings={}, body="Looking")
    client = request.getfixturevalue(who)
    client.post(reverse("mentoring:end_mentorship", args=[mentorship.pk]), {"reason": "We are done"})
    mentorship.refresh_from_db()
    request_.refresh_from_db()
    assert (mentorship.state, mentorship.ended_reason) == ("ended", "We are done")
    assert not ConsentGrant.objects.filter(revoked_at=None).exists()
    assert (request_.state, request_.reviewer) == ("queued", None)
    told = Delivery.objects.get(category="review_requested")
    assert (told.state, told.reason) == ("skipped", "mentorship_ended")


def test_without_a_reason_the_side_is_named(ada, mentorship):
    actions.end_mentorship(mentorship, by=ada)
    assert Mentorship.objects.get().why_ended == "Ended by the mentee."


def test_a_stranger_ends_nothing(as_mallory, mentorship):
    assert as_mallory.post(reverse("mentoring:end_mentorship", args=[mentorship.pk])).status_code == 404
    assert Mentorship.objects.get().state == "active"


def test_a_removed_mentor_finds_nothing_at_the_next_request(as_mentor, ada, mentorship, request_):
    addresses = [
        reverse("mentoring:mentee_detail", args=[mentorship.pk]),
        reverse("mentoring:review", args=[request_.pk]),
    ]
    assert [as_mentor.get(address).status_code for address in addresses] == [200, 200]
    actions.end_mentorship(mentorship, by=ada)
    assert [as_mentor.get(address).status_code for address in addresses] == [404, 404]
    assert "Ada" not in as_mentor.get(reverse("mentoring:mentoring")).content.decode()


def test_past_reviews_stay_and_the_mentor_keeps_his_own_words_only(as_mentor, as_ada, ada, mentorship, approved, fraud):
    actions.end_mentorship(mentorship, by=ada)
    kept = as_mentor.get(reverse("mentoring:review_list")).content.decode()
    assert "Well done." in kept
    assert "Ada" not in kept
    assert "Fraud" not in kept
    assert "Well done." in as_ada.get(reverse("portfolio:evidence", args=[fraud.pk])).content.decode()
    assert Review.objects.get() == approved


def test_a_paused_mentorship_shows_nothing_until_it_is_resumed(as_ada, as_mentor, mentorship, request_):
    address = reverse("mentoring:review", args=[request_.pk])
    as_ada.post(reverse("mentoring:pause_mentorship", args=[mentorship.pk]))
    assert as_mentor.get(address).status_code == 404
    as_mentor.post(reverse("mentoring:resume_mentorship", args=[mentorship.pk]))
    assert as_mentor.get(address).status_code == 404
    as_ada.post(reverse("mentoring:resume_mentorship", args=[mentorship.pk]))
    assert as_mentor.get(address).status_code == 200


def test_they_can_start_again_after_an_end(ada, mentor, mentorship):
    from_then = actions.end_mentorship(mentorship, by=ada)
    again = actions.invite_mentee(ada.email, by=mentor)
    token = Delivery.objects.filter(category="invitation").latest("pk").payload["token"]
    actions.accept_invitation(token, by=ada, scopes=["progress"])
    again.refresh_from_db()
    assert from_then
    assert again.state == "active"
