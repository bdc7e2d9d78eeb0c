"""What mentor and mentee are told, and that nothing is told that is not true any more."""

import pytest

from accounts.models import Delivery
from mentoring import actions
from mentoring.actions.reviews import claim
from mentoring.models import Mentorship, Review, ReviewRequest
from reminders.messages import compose
from reminders.models import Reason
from reminders.sender import send_due
from reminders.sweep import sweep
from tests.factories import step as step_of
from tests.mentoring import factories
from tests.reminders.conftest import NOW, invite


@pytest.fixture
def request_(ada, mentor, roadmap) -> ReviewRequest:
    factories.mentorship(mentor, ada)
    submission = factories.handed_in(step_of(roadmap, "fraud"), ada)
    Delivery.objects.filter(category="invitation").delete()
    return ReviewRequest.objects.get(submission=submission)


def send_review(request: ReviewRequest, mentor, verdict: str) -> Review:
    words = {"verdict": verdict, "ratings": {}, "body": "Mind the metric."}
    return actions.send_review(request.pk, by=mentor, fence=request.fence, **words)


def mails_of(category: str) -> list:
    return [compose(delivery, NOW) for delivery in Delivery.objects.filter(category=category).order_by("pk")]


def test_a_mentor_hears_of_evidence_that_waits(request_, sink, settings):
    assert send_due() == {"sent": 1}
    mail = sink.mails[0]
    assert (mail["To"], mail["Subject"]) == ("grace@example.org", "Ada asks you to review Fraud detection model")
    assert f"{settings.SITE_URL}/mentoring/reviews/{request_.pk}/" in mail.get_body(("plain",)).get_content()


def test_a_mentor_who_may_not_see_it_any_more_hears_nothing(request_, mentor):
    Mentorship.objects.update(state="paused", paused_by=mentor)
    assert mails_of("review_requested") == [Reason.WITHDRAWN]


@pytest.mark.parametrize(
    ("verdict", "subject"),
    [
        ("approve", "Fraud detection model is verified"),
        ("request_changes", "Grace asks for changes to Fraud detection model"),
        ("comment", "Grace commented on Fraud detection model"),
    ],
)
def test_ada_hears_the_verdict(request_, mentor, verdict, subject, settings):
    send_review(request_, mentor, verdict)
    [mail] = mails_of("verdict")
    assert mail.subject == subject
    assert f"{settings.SITE_URL}/portfolio/steps/{request_.submission.step_id}/" in mail.body
    assert "Mind the metric" not in mail.body


def test_a_verdict_taken_back_is_told_as_such_and_not_as_it_was(request_, mentor):
    review = send_review(request_, mentor, "approve")
    actions.dismiss_review(review, by=mentor, reason="The wrong version")
    first, second = mails_of("verdict")
    assert first is Reason.WITHDRAWN
    assert second.subject == "Grace has taken back a verdict on Fraud detection model"


def test_the_verdict_on_somebody_else_is_told_to_nobody(request_, mentor, mallory):
    send_review(request_, mentor, "approve")
    Delivery.objects.filter(category="verdict").update(person=mallory)
    assert mails_of("verdict") == [Reason.WITHDRAWN]


def test_an_invitation_says_who_asks_and_for_what(ada):
    mail = compose(invite(ada), NOW)
    assert mail.subject == "Ada invites you to Waymark"
    assert "Ada follows a career roadmap" in mail.body
    assert "works until Tue 26 Jan" in mail.body


def test_an_invitation_taken_back_while_it_was_being_sent_does_not_go(ada):
    letter = invite(ada)
    actions.withdraw_invitation(Mentorship.objects.get(), by=ada)
    assert compose(letter, NOW) is Reason.WITHDRAWN


def test_the_minute_closes_invitations_and_frees_reviews(request_, ada, mentor):
    invite(ada)
    claim(request_, mentor, NOW)
    assert ReviewRequest.objects.get().state == "in_review"
    sweep(NOW.replace(day=28))
    request_.refresh_from_db()
    assert request_.state == "queued"
    assert Mentorship.objects.filter(state="expired").count() == 1
