"""The promises of mentoring, each broken once: the database refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mentoring import actions
from mentoring.models import Comment, ConsentGrant, Mentorship, Review, ReviewRequest
from portfolio.models import Attainment
from tests.factories import person
from tests.mentoring import factories

NOW = timezone.now()


def broken(name: str):
    """PostgreSQL names the constraint; SQLite names it for checks and triggers, and the columns for unique indexes."""
    return pytest.raises(IntegrityError, match=name)


def change(row, **fields):
    with transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).update(**fields)


def test_nobody_mentors_themselves(mentorship, ada):
    with broken("mentorship_mentor_is_not_mentee"):
        change(mentorship, mentor=ada)


def test_a_pair_has_one_live_mentorship(mentorship, ada, mentor):
    with broken("mentorship_one_live_a_pair|UNIQUE.*mentor_id"):
        Mentorship.objects.create(
            mentor=mentor, mentee=ada, invited_by=ada, email="x@example.org", token_hash="2" * 64, state="active",
            accepted_at=NOW, expires_at=NOW + timedelta(days=1),
        )  # fmt: skip


@pytest.mark.parametrize("missing", ["mentor", "accepted_at"])
def test_an_active_mentorship_has_both_people_and_their_acceptance(mentorship, missing):
    with broken("mentorship_active_needs_both_and_acceptance"):
        change(mentorship, **{missing: None})


def test_an_invitation_expires(mentorship):
    with broken("mentorship_invitation_expires"):
        change(mentorship, expires_at=mentorship.sent_at)


def test_one_of_the_two_invited(mentorship, mallory):
    with broken("mentorship_invited_by_one_of_the_two"):
        change(mentorship, invited_by=mallory)


@pytest.mark.parametrize("fields", [{"state": "ended", "ended_at": NOW}, {"ended_at": NOW, "ended_reason": "moved"}])
def test_ended_goes_with_moment_and_reason(mentorship, fields):
    with broken("mentorship_ended_iff_moment_and_reason"):
        change(mentorship, **fields)


def test_somebody_paused_what_is_paused(mentorship):
    with broken("mentorship_paused_iff_somebody_paused_it"):
        change(mentorship, state="paused")


@pytest.mark.parametrize("model", [Mentorship, ReviewRequest])
def test_states_are_known(request_, mentorship, model):
    with broken("state_is_known|needs_both_and_acceptance|closed_iff_moment"):  # the others name the states as well
        change(model.objects.get(), state="asleep")


def test_one_grant_is_open_for_all_roadmaps(mentorship):
    with broken("grant_one_open_for_all_roadmaps|UNIQUE.*scope"), transaction.atomic():
        ConsentGrant.objects.create(mentorship=mentorship, scope="progress")


def test_one_grant_is_open_for_a_roadmap(mentorship, roadmap):
    ConsentGrant.objects.create(mentorship=mentorship, scope="progress", roadmap=roadmap)
    with broken("grant_one_open_a_roadmap|UNIQUE.*roadmap_id"), transaction.atomic():
        ConsentGrant.objects.create(mentorship=mentorship, scope="progress", roadmap=roadmap)


def test_a_scope_is_known(mentorship):
    with broken("grant_scope_is_known"), transaction.atomic():
        ConsentGrant.objects.create(mentorship=mentorship, scope="diary")


def test_a_mentee_has_one_open_request_for_a_step(request_, fraud, ada):
    factories.handed_in(fraud, ada, text="Version 2")
    with broken("review_request_one_open_a_mentee_and_item|UNIQUE.*mentee_id"):
        change(request_, state="queued", closed_at=None)


@pytest.mark.parametrize("missing", ["reviewer", "lease_until", "slot"])
def test_in_review_means_claimed(request_, mentor, missing):
    actions.save_review_draft(request_.pk, by=mentor, ratings={}, body="Looking")
    with broken("review_request_in_review_iff_claimed"):
        change(request_, **{missing: None})


def test_nobody_claims_their_own_work(request_, ada):
    with broken("review_request_by_somebody_else"):
        change(request_, state="in_review", reviewer=ada, lease_until=NOW, slot=1)


def test_a_slot_holds_one_request(request_, mentor, template):
    bob = person("bob@example.org", name="Bob")
    other = factories.request_of(bob, mentor, template)
    for one in (request_, other):
        claim = {"state": "in_review", "reviewer": mentor, "lease_until": NOW, "slot": 1}
        if one == request_:
            change(one, **claim)
            continue
        with broken("review_request_slot_once_a_reviewer|UNIQUE.*slot"):
            change(one, **claim)


def test_there_is_no_fifth_slot(request_, mentor):
    with broken("review_request_slots_one_to_four"):
        change(request_, state="in_review", reviewer=mentor, lease_until=NOW, slot=5)


def test_closed_goes_with_a_moment(request_):
    with broken("review_request_closed_iff_moment"):
        change(request_, state="done")


def test_a_turn_is_known(request_):
    with broken("review_request_turn_is_known"):
        change(request_, waits_for="godot")


def make_review(request_, mentor, **fields):
    with transaction.atomic():
        return Review.objects.create(
            **{
                "request": request_,
                "mentee": request_.mentee,
                "reviewer": mentor,
                "verdict": "approve",
                "body": "Good",
                **fields,
            }
        )


def test_a_request_has_one_effective_verdict(approved, request_, mentor):
    with broken("review_one_effective_verdict_a_request|UNIQUE.*request_id"):
        make_review(request_, mentor, verdict="request_changes")


@pytest.mark.parametrize("verdict", ["request_changes", "comment"])
def test_changes_need_words(request_, mentor, verdict):
    with broken("review_changes_need_words"):
        make_review(request_, mentor, verdict=verdict, body="")


def test_nobody_reviews_their_own_work(request_, ada):
    with broken("review_by_somebody_else"):
        make_review(request_, ada)


def test_a_verdict_is_known(request_, mentor):
    with broken("review_verdict_is_known"):
        make_review(request_, mentor, verdict="meh")


@pytest.mark.parametrize("fields", [{"dismissed_at": NOW}, {"dismissed_reason": "a slip"}])
def test_dismissed_goes_with_a_reason(request_, mentor, fields):
    with broken("review_dismissed_iff_reason"):
        make_review(request_, mentor, **fields)


@pytest.mark.parametrize("fields", [{"body": "Better"}, {"verdict": "comment"}, {"ratings": {}}, {"created_at": NOW}])
def test_a_review_is_never_edited(approved, fields):
    with broken("review_is_final"):
        change(approved, **fields)


def test_a_dismissal_is_never_taken_back(approved, mentor):
    actions.dismiss_review(approved, by=mentor, reason="I misread the split")
    with broken("review_is_final"):
        change(approved, dismissed_at=None, dismissed_reason="")


def test_an_approval_that_is_relied_on_is_not_dismissed_alone(approved):
    with broken("review_relied_on"):
        change(approved, dismissed_at=NOW, dismissed_reason="changed my mind")


def test_a_review_is_never_deleted(approved):
    for delete in (approved.delete, Review.objects.all().delete):
        with pytest.raises(IntegrityError, match="never deleted"):
            delete()
    assert Review.objects.filter(pk=approved.pk).exists()


def test_verified_by_mentor_needs_a_review(ada, fraud):
    with broken("attainment_by_mentor_iff_review|attainment_by_mentor_needs_approval"), transaction.atomic():
        Attainment.objects.create(person=ada, item=fraud.item, assurance="mentor")


def test_verified_by_mentor_needs_an_approval(request_, mentor, ada, fraud):
    review = make_review(request_, mentor, verdict="request_changes")
    with broken("attainment_by_mentor_needs_approval"), transaction.atomic():
        Attainment.objects.create(person=ada, item=fraud.item, assurance="mentor", review=review.uuid)


def test_an_approval_proves_the_work_of_one_person_only(approved, mallory, fraud):
    with broken("attainment_by_mentor_needs_approval"), transaction.atomic():
        Attainment.objects.create(person=mallory, item=fraud.item, assurance="mentor", review=approved.uuid)


def test_a_revoked_attainment_does_not_rise_again_without_its_approval(approved, mentor):
    actions.dismiss_review(approved, by=mentor, reason="I misread the split")
    with broken("attainment_by_mentor_needs_approval"):
        change(Attainment.objects.get(assurance="mentor"), revoked_at=None, revoked_reason="")


def test_a_draft_is_one_for_a_request(request_, mentor):
    actions.save_review_draft(request_.pk, by=mentor, ratings={}, body="One")
    with broken("review_draft_once_a_reviewer|UNIQUE.*reviewer_id"), transaction.atomic():
        request_.drafts.create(reviewer=mentor, body="Two", saved_at=NOW)


def test_a_comment_has_words(submission, ada):
    with broken("comment_has_words"), transaction.atomic():
        Comment.objects.create(submission=submission, author=ada, body="")


@pytest.mark.parametrize("who", ["mentor", "ada"])
def test_erasing_either_account_blanks_the_words_and_keeps_the_row(approved, who, request):
    request.getfixturevalue(who).delete()
    review = Review.objects.get(pk=approved.pk)
    assert (review.verdict, review.body, review.ratings) == ("approve", "", {})


def test_a_claim_goes_back_when_the_mentor_s_account_goes(request_, mentor):
    actions.save_review_draft(request_.pk, by=mentor, ratings={}, body="Looking")
    mentor.delete()
    request_.refresh_from_db()
    assert (request_.state, request_.reviewer, request_.slot, request_.fence) == ("queued", None, None, 2)
