"""What the database refuses, whoever writes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone

from practice.models import Answer, Session
from tests.practice.factories import question


@pytest.fixture
def answer(sitting):
    return sitting.answers.first()


def refuses(rule, act):
    with pytest.raises(IntegrityError, match=rule):
        act()


def test_a_person_has_one_open_session_of_a_kind(ada, sitting):
    with pytest.raises(IntegrityError, match=r"session_one_open_a_person_and_kind|practice_session\.person_id"):
        Session.objects.create(person=ada)


def test_after_it_is_finished_another_may_open(ada, sitting):
    Session.objects.update(finished_at=timezone.now())

    assert Session.objects.create(person=ada).pk


def test_a_session_is_of_a_known_kind(sitting):
    refuses("session_kind_is_known", lambda: Session.objects.update(kind="exam"))


def test_a_session_does_not_finish_before_it_starts(sitting):
    early = F("started_at") - timedelta(seconds=1)
    refuses("session_finished_after_start", lambda: Session.objects.update(finished_at=early))


def test_a_question_stands_once_in_a_session(sitting, answer):
    twice = Answer(session=sitting, question=answer.question, position=9)
    refuses("answer_question_once_a_session|practice_answer.session_id", twice.save)


def test_a_place_is_taken_once(sitting, python):
    twice = Answer(session=sitting, question=question("other", python.item), position=1)
    refuses("answer_position_once_a_session|practice_answer.session_id", twice.save)


def test_places_count_from_one(answer):
    refuses("position", lambda: Answer.objects.filter(pk=answer.pk).update(position=0))


@pytest.mark.parametrize("fields", [{"given": {"text": "melt"}}, {"answered_at": timezone.now()}])
def test_an_answer_comes_with_its_moment(answer, fields):
    refuses("answer_given_with_its_moment", lambda: Answer.objects.filter(pk=answer.pk).update(**fields))


def test_nothing_is_judged_before_it_is_answered(answer):
    refuses("answer_judged_once_given", lambda: Answer.objects.filter(pk=answer.pk).update(is_right=False))
