import pytest
import time_machine
from django.template import Context, Template

from practice import actions
from roadmap.actions import set_status
from tests import factories
from tests.practice.factories import bank_of, question, session


def line(user):
    shown = Template("{% load practice_panels %}{% practice_due user %}").render(Context({"user": user}))
    return " ".join(shown.split())


def test_it_names_number_subjects_and_minutes(ada, python, roadmap):
    pandas = factories.step(roadmap, "pandas")
    set_status(pandas.pk, "done", by=ada)
    bank_of(python, 4)
    bank_of(pandas, 4)

    assert '<a href="/practice/">5 questions about Python and pandas, about 8 minutes</a>' in line(ada)


def test_one_question_is_one_question(ada, python):
    bank_of(python, 1)

    assert "1 question about Python, about 2 minutes" in line(ada)


def test_it_is_empty_when_nothing_was_begun(ada, mallory, roadmap):
    bank_of(factories.step(roadmap, "python"), 3)

    assert (line(ada), line(mallory)) == ("", "")


def test_what_was_asked_today_is_not_due_again_until_tomorrow(ada, python):
    with time_machine.travel("2027-01-05T12:00:00+01:00", tick=False):
        actions.answer_question(session(ada, *bank_of(python, 1)).answers.get(), {"options": ["green"]}, by=ada)
        assert line(ada) == ""
    with time_machine.travel("2027-01-06T00:30:00+01:00", tick=False):
        assert "1 question about Python" in line(ada)


def test_an_open_session_comes_first(ada, sitting):
    assert f'<a href="{sitting.get_absolute_url()}">Go on practising: 2 questions left</a>' in line(ada)


@pytest.mark.parametrize("count", [1, 3])
def test_the_line_costs_four_queries(ada, python, count, django_assert_num_queries):
    for number in range(count):
        question(f"q{number}", python.item)
    with django_assert_num_queries(4):  # an open session, last answers, what is begun, its questions
        line(ada)
