"""From the queue to the verdict: claim, draft, fence, and what commits together."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Delivery
from mentoring import actions
from mentoring.models import Comment, Review, ReviewDraft, ReviewRequest
from portfolio import actions as portfolio
from portfolio.models import Attainment
from roadmap.models import Progress
from tests.factories import person
from tests.mentoring import factories

APPROVE = {"verdict": "approve", "body": "Well done.", "rate-baseline": "met", "fence": 0}


def page(request_, act="review") -> str:
    return reverse(f"mentoring:{act}", args=[request_.pk])


@pytest.fixture
def linus_too(linus, ada, mentorship):
    """Linus mentors Ada as well."""
    return factories.mentorship(linus, ada)


def test_the_page_shows_evidence_rubric_and_talk(as_mentor, as_ada, submission, request_):
    as_ada.post(reverse("mentoring:add_comment", args=[submission.pk]), {"body": "The gain is above 200 euros."})
    words = as_mentor.get(page(request_)).content.decode()
    for expected in (
        "Fraud detection model",
        "by Ada",
        "A baseline, and then",
        "Leakage",
        "The gain is above 200 euros.",
    ):
        assert expected in words


def test_grace_is_told_of_new_evidence(mentor, request_, mentorship):
    told = Delivery.objects.get(category="review_requested")
    assert (told.person, told.payload) == (mentor, {"request": request_.pk, "mentorship": mentorship.pk})


def test_a_mentor_who_comes_later_finds_what_waits(submission, as_mentor, mentorship):
    assert submission.title in as_mentor.get(reverse("mentoring:mentoring")).content.decode()


def test_opening_the_page_claims_nothing(as_mentor, request_):
    as_mentor.get(page(request_))
    request_.refresh_from_db()
    assert (request_.state, request_.fence) == ("queued", 0)


def test_approving_writes_verdict_attainment_progress_and_message(as_mentor, ada, fraud, request_):
    answer = as_mentor.post(page(request_), APPROVE, follow=True)
    assert "Approved. Ada is told" in answer.content.decode()
    request_.refresh_from_db()
    review = Review.objects.get()
    assert (request_.state, review.verdict, review.ratings) == ("done", "approve", {"baseline": "met"})
    assert Attainment.objects.get(assurance="mentor").review == review.uuid
    assert Progress.objects.values_list("status", "assurance").get() == ("done", "mentor")
    told = Delivery.objects.get(category="verdict")
    assert (told.person, told.payload) == (ada, {"review": review.pk})


def test_all_of_it_commits_or_nothing(mentor, request_, ada, fraud, monkeypatch):
    Delivery.objects.filter(category="verdict").delete()
    monkeypatch.setattr("mentoring.actions.reviews.enqueue", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.send_review(request_.pk, by=mentor, fence=0, verdict="approve", ratings={}, body="")
    request_.refresh_from_db()
    assert request_.state == "queued"
    assert not Progress.objects.exists()
    assert not Review.objects.exists()
    assert not Attainment.objects.filter(assurance="mentor").exists()


def test_asking_for_changes_is_no_grade(as_mentor, request_):
    as_mentor.post(page(request_), {"verdict": "request_changes", "body": "Pin the requirements.", "fence": 0})
    assert Review.objects.get().verdict == "request_changes"
    assert not Progress.objects.exists()
    assert not Attainment.objects.filter(assurance="mentor").exists()


@pytest.mark.parametrize("verdict", ["request_changes", "comment"])
def test_changes_without_words_are_refused_beside_the_field(as_mentor, request_, verdict):
    answer = as_mentor.post(page(request_), {"verdict": verdict, "body": "", "fence": 0})
    assert answer.status_code == 422
    assert "needs words" in answer.content.decode()
    assert "aria-invalid" in answer.content.decode()
    assert not Review.objects.exists()


def test_a_comment_passes_the_turn_to_ada_and_her_answer_passes_it_back(as_mentor, as_ada, request_):
    as_mentor.post(page(request_), {"verdict": "comment", "body": "Which split?", "fence": 0})
    request_.refresh_from_db()
    assert (request_.state, request_.waits_for, request_.slot) == ("queued", "mentee", None)
    assert "Which split?" not in as_mentor.get(reverse("mentoring:mentoring")).content.decode()
    as_ada.post(reverse("mentoring:add_comment", args=[request_.submission_id]), {"body": "By time."})
    request_.refresh_from_db()
    assert request_.waits_for == "mentor"
    assert Delivery.objects.filter(category="review_requested").count() == 2


def test_the_first_words_claim_it_and_later_ones_renew_the_half_hour(as_mentor, mentor, request_):
    with time_machine.travel(datetime(2026, 11, 26, 9, tzinfo=UTC), tick=False) as clock:
        as_mentor.post(
            page(request_, "save_review_draft"),
            {"body": "Strong.", "rate-metric": "partly"},
            headers={"HX-Request": "true"},
        )
        request_.refresh_from_db()
        first = request_.lease_until
        clock.shift(timedelta(minutes=20))
        as_mentor.post(page(request_, "save_review_draft"), {"body": "Strong. Pin"})
    request_.refresh_from_db()
    assert (request_.reviewer, request_.slot, request_.fence) == (mentor, 1, 1)
    assert request_.lease_until - first == timedelta(minutes=20)


def test_what_is_typed_is_there_again(as_mentor, request_):
    as_mentor.post(page(request_, "save_review_draft"), {"body": "Half a thought", "rate-metric": "partly"})
    words = as_mentor.get(page(request_)).content.decode()
    assert "Half a thought" in words
    assert 'value="partly" id="id_rate-metric_1" checked' in words.replace(' class="input"', "")
    assert "yours for <span data-minutes" in words


def test_htmx_gets_the_line_above_the_form_with_the_new_fence(as_mentor, request_):
    answer = as_mentor.post(page(request_, "save_review_draft"), {"body": "Hm"}, headers={"HX-Request": "true"})
    words = answer.content.decode()
    assert '<input type="hidden" name="fence" value="1">' in words
    assert "<html" not in words


def test_a_second_mentor_is_told_who_has_it_and_his_words_are_kept(as_linus, as_mentor, linus_too, request_, linus):
    as_mentor.post(page(request_, "save_review_draft"), {"body": "Mine"})
    assert "Grace is reviewing this now" in as_linus.get(page(request_)).content.decode()
    assert "Grace has it" in as_linus.get(reverse("mentoring:mentoring")).content.decode()
    answer = as_linus.post(page(request_), APPROVE | {"fence": 1})
    assert answer.status_code == 409
    assert "another mentor has taken this review" in answer.content.decode()
    assert ReviewDraft.objects.get(reviewer=linus).body == "Well done."
    assert not Review.objects.exists()


def test_two_mentors_send_and_one_verdict_stands(as_linus, as_mentor, linus_too, request_):
    assert as_mentor.post(page(request_), APPROVE).status_code == 302
    answer = as_linus.post(page(request_), APPROVE | {"body": "Also fine"})
    assert answer.status_code == 409
    assert Review.objects.count() == 1
    assert ReviewDraft.objects.get().body == "Also fine"


def test_a_lease_that_ran_out_goes_to_the_next_mentor(linus_too, linus, mentor, request_):
    with time_machine.travel(datetime(2026, 11, 26, 9, tzinfo=UTC), tick=False) as clock:
        actions.save_review_draft(request_.pk, by=mentor, ratings={}, body="Slow")
        clock.shift(timedelta(minutes=31))
        assert actions.save_review_draft(request_.pk, by=linus, ratings={}, body="Quick").refusal == ""
        with pytest.raises(actions.ReviewRefused, match="taken"):
            actions.send_review(request_.pk, by=mentor, fence=1, verdict="approve", ratings={}, body="Slow")
        actions.send_review(request_.pk, by=linus, fence=2, verdict="approve", ratings={}, body="Quick")
    assert Review.objects.get().reviewer == linus


def test_the_sweep_returns_claims_and_an_old_fence_closes_nothing(mentor, request_):
    with time_machine.travel(datetime(2026, 11, 26, 9, tzinfo=UTC), tick=False) as clock:
        actions.save_review_draft(request_.pk, by=mentor, ratings={}, body="Slow")
        clock.shift(timedelta(minutes=30))
        assert actions.release_expired_claims(datetime.now(UTC)) == 1
        with pytest.raises(actions.ReviewRefused, match="ran_out"):
            actions.send_review(request_.pk, by=mentor, fence=1, verdict="approve", ratings={}, body="Slow")
    request_.refresh_from_db()
    assert (request_.state, request_.fence) == ("queued", 2)
    assert not Review.objects.exists()


def test_an_old_tab_closes_nothing_even_when_the_review_is_mine_again(mentor, request_):
    actions.save_review_draft(request_.pk, by=mentor, ratings={}, body="First")
    actions.release_claim(request_, by=mentor)
    actions.save_review_draft(request_.pk, by=mentor, ratings={}, body="Second")
    with pytest.raises(actions.ReviewRefused, match="ran_out"):
        actions.send_review(request_.pk, by=mentor, fence=1, verdict="approve", ratings={}, body="First")
    assert not Review.objects.exists()


def test_after_it_ran_out_sending_again_works(as_mentor, mentor, request_):
    actions.save_review_draft(request_.pk, by=mentor, ratings={}, body="Slow")
    actions.release_claim(request_, by=mentor)
    answer = as_mentor.post(page(request_), APPROVE | {"fence": 1})
    assert answer.status_code == 409
    assert "half hour ran out" in answer.content.decode()
    assert 'name="fence" value="2"' in answer.content.decode()
    assert "Well done." in answer.content.decode()
    assert as_mentor.post(page(request_), APPROVE | {"fence": 2}).status_code == 302


def test_nobody_holds_more_than_four(as_mentor, mentor, template, ada):
    requests = [
        factories.request_of(person(f"mentee{number}@example.org", name=f"Mentee {number}"), mentor, template)
        for number in range(5)
    ]
    for one in requests[:4]:
        assert actions.save_review_draft(one.pk, by=mentor, ratings={}, body="x").refusal == ""
    answer = as_mentor.post(page(requests[4], "save_review_draft"), {"body": "fifth"})
    assert answer.status_code == 409
    assert "You hold four reviews already" in answer.content.decode()
    assert ReviewDraft.objects.filter(body="fifth").exists()


def test_what_ran_out_takes_up_no_slot(mentor, template):
    people = [person(f"mentee{number}@example.org", name=f"Mentee {number}") for number in range(5)]
    with time_machine.travel(datetime(2026, 11, 26, 9, tzinfo=UTC), tick=False) as clock:
        requests = [factories.request_of(mentee, mentor, template) for mentee in people]
        for one in requests[:4]:
            actions.save_review_draft(one.pk, by=mentor, ratings={}, body="x")
        clock.shift(timedelta(minutes=30))
        assert actions.save_review_draft(requests[4].pk, by=mentor, ratings={}, body="x").refusal == ""


def test_a_new_version_supersedes_and_the_reviewer_is_told_at_once(as_mentor, mentor, fraud, ada, request_):
    as_mentor.post(page(request_, "save_review_draft"), {"body": "About version 1"})
    factories.handed_in(fraud, ada, text="Version 2")
    typed = as_mentor.post(
        page(request_, "save_review_draft"), {"body": "About version 1, more"}, headers={"HX-Request": "true"}
    )
    assert typed.status_code == 409
    assert "newer version" in typed.content.decode()
    answer = as_mentor.post(page(request_), APPROVE | {"fence": 1})
    assert answer.status_code == 409
    assert "Go to version 2" in answer.content.decode()
    newer = ReviewRequest.objects.get(state="queued")
    assert "Well done." in as_mentor.get(page(newer)).content.decode()
    assert not Review.objects.exists()


def test_a_withdrawn_version_keeps_the_draft(as_mentor, ada, mentor, submission, request_):
    actions.save_review_draft(request_.pk, by=mentor, ratings={}, body="Nearly there")
    actions.take_back(submission, by=ada)
    words = as_mentor.get(page(request_)).content.decode()
    assert "has withdrawn this version" in words
    assert "Nearly there" in words


def test_a_mentor_removed_while_writing_gets_his_text_back(as_mentor, ada, mentorship, request_):
    as_mentor.post(page(request_, "save_review_draft"), {"body": "Strong."})
    actions.end_mentorship(mentorship, by=ada)
    answer = as_mentor.post(page(request_), APPROVE | {"fence": 1, "body": "Strong. Pin the requirements."})
    assert answer.status_code == 404
    assert "Strong. Pin the requirements." in answer.content.decode()
    assert "Ada" not in answer.content.decode()
    assert not Review.objects.exists()


def test_permission_is_read_again_inside_the_transaction(ada, mentor, mentorship, request_):
    actions.save_review_draft(request_.pk, by=mentor, ratings={}, body="Strong.")
    mentorship.grants.filter(scope="review").update(revoked_at=datetime.now(UTC))
    with pytest.raises(actions.ReviewRefused, match="removed"):
        actions.send_review(request_.pk, by=mentor, fence=1, verdict="approve", ratings={}, body="")


@pytest.mark.parametrize("act", ["review", "save_review_draft", "release_claim"])
@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}])
def test_foreign_and_nonexistent_are_the_same(as_mallory, request_, act, htmx):
    foreign, nothing = (
        as_mallory.post(reverse(f"mentoring:{act}", args=[pk]), APPROVE, headers=htmx) for pk in (request_.pk, 987_654)
    )
    assert foreign.status_code == nothing.status_code == 404
    assert strip(foreign) == strip(nothing)
    assert not ReviewDraft.objects.exists()
    assert not Review.objects.exists()


def strip(answer) -> str:
    """The page without its CSRF token, which differs every time."""
    return "".join(line for line in answer.content.decode().splitlines() if "csrfmiddlewaretoken" not in line)


def test_the_mentee_cannot_review_herself(as_ada, request_):
    assert as_ada.post(page(request_), APPROVE).status_code == 404
    assert not Review.objects.exists()


def test_a_verdict_can_be_taken_back_with_a_reason(as_mentor, ada, fraud, request_, approved):
    as_mentor.post(reverse("mentoring:dismiss_review", args=[approved.pk]), {"reason": "I misread the split."})
    approved.refresh_from_db()
    request_.refresh_from_db()
    assert approved.dismissed_reason == "I misread the split."
    assert request_.state == "queued"
    assert Attainment.objects.get(assurance="mentor").revoked_reason == "I misread the split."
    assert Progress.objects.values_list("status", "assurance").get() == ("done", "self")


def test_taking_back_needs_a_reason(as_mentor, approved, request_):
    answer = as_mentor.post(reverse("mentoring:dismiss_review", args=[approved.pk]), {"reason": " "}, follow=True)
    assert "Say why" in answer.content.decode()
    approved.refresh_from_db()
    assert approved.dismissed_at is None


@pytest.mark.parametrize("who", ["as_mallory", "as_ada", "as_linus"])
def test_nobody_else_takes_a_verdict_back(who, request, approved, linus_too):
    client = request.getfixturevalue(who)
    assert client.post(reverse("mentoring:dismiss_review", args=[approved.pk]), {"reason": "no"}).status_code == 404
    approved.refresh_from_db()
    assert approved.dismissed_at is None


def test_mentees_and_mentors_talk_and_strangers_do_not(as_ada, as_mentor, as_mallory, submission, request_):
    address = reverse("mentoring:add_comment", args=[submission.pk])
    assert [client.post(address, {"body": "Hello"}).status_code for client in (as_ada, as_mentor, as_mallory)] == [
        302,
        302,
        404,
    ]
    assert Comment.objects.count() == 2


def test_an_empty_comment_is_refused_with_a_sentence(as_ada, submission):
    answer = as_ada.post(reverse("mentoring:add_comment", args=[submission.pk]), {"body": "  "}, follow=True)
    assert "Write something before you send it." in answer.content.decode()


def test_nobody_comments_on_a_draft(as_mentor, mentorship, fraud, ada):
    draft = portfolio.save_draft(fraud, by=ada, link="", commit="", text="Secret", ratings={})
    assert as_mentor.post(reverse("mentoring:add_comment", args=[draft.pk]), {"body": "Peek"}).status_code == 404


def test_words_are_text_and_never_a_script(as_mentor, as_ada, submission, request_, fraud):
    as_mentor.post(page(request_), {"verdict": "request_changes", "body": "<script>alert(1)</script>", "fence": 0})
    for client, address in ((as_mentor, page(request_)), (as_ada, reverse("portfolio:evidence", args=[fraud.pk]))):
        assert "<script>alert" not in client.get(address).content.decode()


@pytest.mark.parametrize("body", ["\x00", "x" * 20_001])
def test_bad_text_is_refused_and_named(as_mentor, request_, body):
    answer = as_mentor.post(page(request_), {"verdict": "comment", "body": body, "fence": 0})
    assert answer.status_code == 422
    assert not Review.objects.exists()


def test_the_page_costs_the_same_with_one_version_and_with_three(
    as_mentor, fraud, ada, mentorship, django_assert_max_num_queries
):
    for text in ("one", "two", "three"):
        factories.handed_in(fraud, ada, text=text)
        newest = ReviewRequest.objects.get(state="queued")
        with django_assert_max_num_queries(10):
            as_mentor.get(page(newest))
