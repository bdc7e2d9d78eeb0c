"""Two mentors, two tabs, an end while a review goes out: real threads and real transactions on the engine at hand."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from mentoring import actions
from mentoring.models import Mentorship, Review, ReviewRequest
from portfolio.models import Attainment
from tests.mentoring import factories

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run all acts in threads of their own, from one starting gun; give each result or the exception."""
    gun, results = Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        gun.wait()
        try:
            results[place] = act()
        except Exception as error:  # the test looks at it
            results[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=entry) for entry in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def send(request_: ReviewRequest, by) -> Callable[[], object]:
    return lambda: actions.send_review(request_.pk, by=by, fence=0, verdict="approve", ratings={}, body=f"By {by}")


def test_two_mentors_at_once_make_one_verdict(request_, ada, mentor, linus):
    factories.mentorship(linus, ada)
    results = at_once(send(request_, mentor), send(request_, linus))
    assert Review.objects.count() == Attainment.objects.filter(assurance="mentor").count() == 1
    assert sorted(type(result).__name__ for result in results) == ["Review", "ReviewRefused"]


def test_a_double_click_makes_one_verdict(request_, mentor):
    at_once(*[send(request_, mentor)] * 4)
    assert Review.objects.count() == 1


def test_two_people_with_one_letter_make_one_mentorship(ada, roadmap, mentor, linus):
    token = factories.token_of(actions.invite_mentor("x@example.org", by=ada, scopes=["progress"]))
    results = at_once(*[lambda by=by: actions.accept_invitation(token, by=by) for by in (mentor, linus)])
    assert Mentorship.objects.live().count() == 1
    assert sorted(type(result).__name__ for result in results) == ["InvitationRefused", "Mentorship"]


def test_an_end_and_a_verdict_at_once_leave_no_claim_and_no_half(request_, ada, mentor, mentorship):
    at_once(send(request_, mentor), lambda: actions.end_mentorship(mentorship, by=ada))
    request_.refresh_from_db()
    reviews = Review.objects.count()
    assert request_.reviewer is None
    assert (request_.state, reviews) in {("done", 1), ("queued", 0)}
    assert Attainment.objects.filter(assurance="mentor").count() == reviews


def test_a_new_version_and_a_verdict_at_once_leave_one_current_request(request_, fraud, ada, mentor):
    at_once(send(request_, mentor), lambda: factories.handed_in(fraud, ada, text="Version 2"))
    assert ReviewRequest.objects.open().count() == 1
    assert Review.objects.count() in {0, 1}
