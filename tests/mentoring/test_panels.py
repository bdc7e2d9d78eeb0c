"""The tags that pages of other rooms show."""

from django.template import Context, Template

from mentoring import actions
from tests.mentoring import factories


def news(user) -> str:
    return Template("{% load mentoring_panels %}{% mentor_news user %}").render(Context({"user": user}))


def test_without_a_mentor_today_offers_to_invite_one(ada):
    assert "No mentor yet." in news(ada)
    assert "/mentoring/#invite-mentor" in news(ada)


def test_with_a_mentor_who_has_said_nothing_it_names_them(ada, mentorship):
    assert "Grace reviews what you hand in." in news(ada)


def test_the_latest_verdict_is_told(ada, approved):
    assert "Approved" in news(ada)
    assert "Well done." in news(ada)
    assert "Fraud detection model" in news(ada)


def test_a_later_comment_takes_its_place(ada, mentor, approved, submission):
    actions.add_comment(submission, by=mentor, body="Show it at the meetup.")
    assert "Show it at the meetup." in news(ada)
    assert "Well done." not in news(ada)


def test_one_s_own_comment_is_no_news(ada, mentorship, submission):
    actions.add_comment(submission, by=ada, body="CANARY")
    assert "CANARY" not in news(ada)


def test_the_mentor_s_own_today_tells_nothing_of_the_mentee(mentor, approved):
    assert "Fraud" not in news(mentor)


def test_news_costs_three_queries(ada, approved, submission, mentor, django_assert_num_queries):
    actions.add_comment(submission, by=mentor, body="One")
    factories.handed_in(submission.step, ada, text="Version 2")
    with django_assert_num_queries(3):
        news(ada)
