"""The room's page: the headline, the queue, the mentees, the mentors."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from mentoring import actions
from mentoring.mentees import Sums, ago, due, pace
from mentoring.models import ReviewRequest
from mentoring.pages import headline, waited
from roadmap import actions as roadmap_actions
from roadmap.models import Status
from tests.conftest import signed_in
from tests.factories import person, roadmap_of, step
from tests.mentoring import factories

ADDRESS = "/mentoring/"
TODAY = date(2027, 2, 1)


def words_for(client) -> str:
    return client.get(ADDRESS).content.decode()


def mentees_of(mentor, template, count: int, *, first: int = 0) -> None:
    for number in range(first, first + count):
        factories.request_of(person(f"mentee{number}@example.org", name=f"Mentee {number}"), mentor, template)


@pytest.mark.parametrize(
    ("mentees", "waiting", "mentors", "said"),
    [
        (5, 3, 0, "Five mentees, three waiting for you"),
        (1, 0, 1, "One mentee, nobody waiting for you"),
        (0, 0, 2, "Two mentors at your side"),
        (0, 0, 0, "Nobody here yet"),
    ],
)
def test_the_headline_is_a_sentence_made_from_facts(mentees, waiting, mentors, said):
    assert headline(mentees, waiting, mentors) == said


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(minutes=3), "waiting a few minutes"),
        (timedelta(hours=1), "waiting 1 hour"),
        (timedelta(hours=5), "waiting 5 hours"),
        (timedelta(days=3), "waiting 3 days"),
    ],
)
def test_waiting_is_said_in_the_largest_whole_unit(passed, said):
    now = datetime(2027, 1, 1, tzinfo=UTC)
    assert waited(now - passed, now) == said


def sums(**fields) -> Sums:
    known = {"roadmap_id": 1, "steps": 10, "minutes": 600, "done_steps": 4, "done_minutes": 240, "planned_minutes": 300}
    return Sums(
        **{**known, "oldest_open_due": "2027-02-08", "last_done_on": "2027-01-30", "next_milestone": None, **fields}
    )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "On track"),
        ({"done_minutes": 360}, "Ahead"),
        ({"oldest_open_due": "2027-01-23"}, "At risk · nine days late"),
        ({"oldest_open_due": "2027-01-04", "last_done_on": "2027-01-10"}, "Stalled · three weeks"),
        ({"oldest_open_due": "2027-01-04", "last_done_on": None}, "Stalled · four weeks"),
        ({"done_steps": 10, "done_minutes": 600, "oldest_open_due": None}, "Finished"),
    ],
)
def test_pace_is_read_from_dates_and_hours(facts, said):
    assert pace(sums(**facts), TODAY).words == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (None, "none yet"),
        ("2027-02-01", "today"),
        ("2027-01-31", "yesterday"),
        ("2027-01-24", "8 days ago"),
        ("2027-01-01", "Fri 1 Jan"),
    ],
)
def test_the_last_step_is_said_as_people_say_it(day, said):
    assert ago(day, TODAY) == said


@pytest.mark.parametrize(("day", "said"), [(None, ""), ("2027-02-14", "Sun 14 Feb"), ("2028-02-14", "14 Feb 2028")])
def test_a_due_day_names_another_year(day, said):
    assert due(day, TODAY) == said


def test_the_queue_is_oldest_first(as_mentor, mentor, template, ada):
    with time_machine.travel(datetime(2026, 11, 20, tzinfo=UTC), tick=False) as clock:
        mentees_of(mentor, template, 1)
        clock.shift(timedelta(days=2))
        mentees_of(mentor, template, 1, first=1)
        clock.shift(timedelta(days=1))
        words = words_for(as_mentor)
    assert words.index("waiting 3 days") < words.index("waiting 1 day")
    assert "Two mentees, two waiting for you" in words


def test_a_mentee_s_row_says_progress_pace_and_next_milestone(mentor, ada, roadmap, mentorship):
    with time_machine.travel(datetime(2027, 1, 10, tzinfo=UTC), tick=False):
        roadmap_actions.set_status(step(roadmap, "python").pk, Status.DONE, by=ada)
        words = words_for(signed_in(mentor))
    for expected in ("Ada", "29 %", "today", "Fraud detection model", "On track"):
        assert expected in words


def test_progress_that_is_not_shared_is_not_shown(as_mentor, ada, mentor, roadmap):
    factories.mentorship(mentor, ada, scopes=["evidence"])
    words = words_for(as_mentor)
    assert "Progress is not shared" in words
    assert roadmap.title not in words
    assert "Fraud" not in words


def test_nobody_sees_other_peoples_mentees(as_mallory, as_linus, request_):
    for client in (as_mallory, as_linus):
        words = words_for(client)
        assert "Nobody here yet" in words
        assert "Ada" not in words
        assert "Fraud" not in words


def test_ada_sees_her_mentor_and_what_she_shares(as_ada, mentorship):
    words = words_for(as_ada)
    assert "One mentor at your side" in words
    assert "Grace" in words
    assert "all roadmaps" in words


def test_invitations_that_are_open_stand_there(as_ada, ada, roadmap):
    actions.invite_mentor("grace@example.org", by=ada, scopes=["progress"])
    words = words_for(as_ada)
    assert "grace@example.org" in words
    assert "Send again" in words
    assert "Withdraw" in words


def test_the_visitor_is_asked_to_sign_in(client, db):
    assert client.get(ADDRESS).headers["Location"].startswith(reverse("account_login"))


def test_one_mentee_and_three_cost_the_same(as_mentor, mentor, template, django_assert_num_queries):
    for count, first in ((1, 0), (2, 1)):
        mentees_of(mentor, template, count, first=first)
        with django_assert_num_queries(11):
            as_mentor.get(ADDRESS)


def test_one_mentor_and_three_cost_the_same(as_ada, ada, roadmap, django_assert_num_queries):
    for number in range(3):
        factories.mentorship(person(f"mentor{number}@example.org", name=f"Mentor {number}"), ada)
        with django_assert_num_queries(8):
            as_ada.get(ADDRESS)


def test_sixty_mentees_come_in_pages(as_mentor, mentor, template):
    mentees_of(mentor, template, 1)
    for number in range(1, 52):
        factories.mentorship(mentor, person(f"mentee{number}@example.org", name=f"Mentee {number:02}"))
    words = words_for(as_mentor)
    assert "Fifty-two" in words or "52 mentees" in words
    assert "page 1 of 2" in words
    assert words.count("<tr>") == 51


def test_a_mentor_with_several_requests_of_one_mentee_reads_one_waiting(as_mentor, mentor, template, ada):
    request = factories.request_of(ada, mentor, template)
    assert ReviewRequest.objects.for_reviewer(mentor).get() == request
    assert "One mentee, one waiting for you" in words_for(as_mentor)


def test_an_archived_roadmap_leaves_the_table(as_mentor, ada, roadmap, template, mentorship):
    roadmap.archived_at = datetime.now(UTC)
    roadmap.save(update_fields=["archived_at"])
    assert "Progress is not shared" in words_for(as_mentor)
    roadmap_of(ada, template)
    assert "0 %" in words_for(as_mentor)
