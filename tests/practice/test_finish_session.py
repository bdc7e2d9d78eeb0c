from django.urls import reverse

from practice import actions
from practice.models import Session


def address(made):
    return reverse("practice:finish_session", args=[made.pk])


def test_she_ends_early_and_keeps_what_she_answered(as_ada, ada, sitting):
    actions.answer_question(sitting.answers.first(), {"options": ["green"]}, by=ada)
    response = as_ada.post(address(sitting))

    assert response.url == sitting.get_absolute_url()
    assert Session.objects.get().finished_at is not None
    assert sitting.answers.get(position=1).is_right is True


def test_a_session_without_an_answer_is_forgotten(as_ada, sitting):
    assert as_ada.post(address(sitting)).url == reverse("practice:practice")
    assert not Session.objects.exists()


def test_ending_twice_is_ending_once(as_ada, ada, sitting):
    actions.answer_question(sitting.answers.first(), {"options": ["green"]}, by=ada)
    as_ada.post(address(sitting))
    ended = Session.objects.get().finished_at
    as_ada.post(address(sitting))

    assert Session.objects.get().finished_at == ended


def test_a_stranger_cannot_end_it(as_mallory, mallory, sitting):
    assert as_mallory.post(address(sitting)).status_code == 404
    actions.finish_session(sitting, by=mallory)
    assert Session.objects.get().finished_at is None
