from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from practice import actions
from practice.models import Session
from roadmap.actions import set_status
from tests import factories
from tests.practice.factories import bank_of, question, session

ADDRESS = "/practice/sessions/"


def asked(made):
    return [answer.question.key for answer in made.answers.all()]


def test_she_gets_five_questions_about_what_she_has_begun(as_ada, ada, python, roadmap):
    bank_of(python, 6)
    bank_of(factories.step(roadmap, "pandas"), 3)

    response = as_ada.post(ADDRESS)
    made = Session.objects.get(person=ada)
    assert response.url == made.get_absolute_url()
    assert asked(made) == [f"python-{number}" for number in range(5)]


def test_questions_of_what_is_done_belong_to_her_too_and_skipped_ones_do_not(ada, python, roadmap):
    pandas, rust = factories.step(roadmap, "pandas"), factories.step(roadmap, "rust")
    set_status(pandas.pk, "done", by=ada)
    set_status(rust.pk, "skipped", by=ada)
    for key, step in (("lists", python), ("frames", pandas), ("borrow", rust)):
        question(key, step.item)

    assert asked(actions.start_session(by=ada)) == ["lists", "frames"]


def test_who_has_begun_nothing_gets_questions_of_the_first_stage_that_has_any(ada, roadmap):
    question("fraud", factories.step(roadmap, "fraud").item)
    question("frames", factories.step(roadmap, "pandas").item)

    assert asked(actions.start_session(by=ada)) == ["frames"]


def test_a_question_about_two_begun_items_is_asked_once(ada, python, roadmap):
    pandas = factories.step(roadmap, "pandas")
    set_status(pandas.pk, "doing", by=ada)
    question("both", python.item, pandas.item)

    assert asked(actions.start_session(by=ada)) == ["both"]


def test_a_withdrawn_question_is_not_asked(as_ada, python):
    question("old", python.item, is_withdrawn=True)

    assert as_ada.post(ADDRESS).url == reverse("practice:practice")
    assert not Session.objects.exists()


def test_two_clicks_open_one_session(as_ada, ada, python):
    bank_of(python, 6)
    first, second = as_ada.post(ADDRESS), as_ada.post(ADDRESS)

    assert first.url == second.url
    assert Session.objects.count() == 1


def test_an_open_session_goes_on_even_if_its_steps_are_put_back(as_ada, ada, roadmap, python, sitting):
    set_status(python.pk, "todo", by=ada)
    sitting.answers.first().question.items.clear()
    sitting.answers.last().question.items.clear()

    assert as_ada.post(ADDRESS).url == sitting.get_absolute_url()


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_open_one_session(ada, python):
    bank_of(python, 6)

    def click(_):
        try:
            return actions.start_session(by=ada).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(click, range(4)))) == 1
    assert Session.objects.get().answers.count() == 5


def test_what_went_wrong_yesterday_comes_first_today(ada, python):
    questions = bank_of(python, 6)
    with time_machine.travel("2027-01-05T12:00:00+01:00"):
        yesterday = session(ada, questions[5])
        actions.answer_question(yesterday.answers.get(), {"options": ["red"]}, by=ada)
    with time_machine.travel("2027-01-06T12:00:00+01:00"):
        made = actions.start_session(by=ada)

    assert asked(made) == ["python-5", "python-0", "python-1", "python-2", "python-3"]


def test_what_mallory_got_wrong_says_nothing_about_ada(ada, mallory, python):
    questions = bank_of(python, 6)
    with time_machine.travel("2027-01-05T12:00:00+01:00"):
        actions.answer_question(session(mallory, questions[5]).answers.get(), {"options": ["red"]}, by=mallory)

    assert "python-5" not in asked(actions.start_session(by=ada))


def test_a_look_starts_nothing(as_ada, python):
    bank_of(python, 1)

    assert as_ada.get(ADDRESS).status_code == 405
    assert not Session.objects.exists()
