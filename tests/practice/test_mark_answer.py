import pytest
from django.urls import reverse

from practice import actions
from practice.models import Answer

HTMX = {"HX-Request": "true"}
GRAIN, LEAKS = "must contain: grain", "Leaks"


@pytest.fixture
def written(ada, sitting):
    answer = sitting.answers.get(position=2)
    actions.answer_question(answer, {"text": "The grain, then leaks."}, by=ada)
    return answer


def address(answer):
    return reverse("practice:mark_answer", args=[answer.session_id, answer.position])


@pytest.mark.parametrize(
    ("met", "is_right", "headline"),
    [
        ([GRAIN, LEAKS], True, "Two of two lines met."),
        ([GRAIN], False, "One of two lines met."),
        ([], False, "None of two"),
    ],
)
def test_she_marks_her_own_answer_by_the_rubric(as_ada, written, met, is_right, headline):
    page = as_ada.post(address(written), {"met": met}, headers=HTMX).content.decode()

    stored = Answer.objects.get(pk=written.pk)
    assert (stored.given["met"], stored.is_right) == (met, is_right)
    assert stored.given["text"] == "The grain, then leaks."
    assert headline in page


def test_the_model_answer_rubric_and_pitfall_stand_beside_hers(as_ada, written):
    page = as_ada.get(written.get_absolute_url()).content.decode()

    for said in ("The grain, then leaks.", "<strong>grain</strong>", "Grain</span>", "Leaks</span>", "Plots only."):
        assert said in page


def test_marking_twice_is_marking_once(as_ada, written):
    first = as_ada.post(address(written), {"met": [GRAIN]})
    again = as_ada.post(address(written), {"met": [GRAIN]})
    other = as_ada.post(address(written), {"met": [GRAIN, LEAKS]})

    assert (first.status_code, again.status_code, other.status_code) == (302, 302, 409)
    assert Answer.objects.get(pk=written.pk).is_right is False


def test_a_line_that_is_not_in_the_rubric_is_refused(as_ada, written):
    response = as_ada.post(address(written), {"met": ["Charm"]})

    assert response.status_code == 422
    assert "The rubric has changed" in response.content.decode()
    assert Answer.objects.get(pk=written.pk).is_right is None


@pytest.mark.parametrize("position", [1, 2])
def test_what_is_not_answered_cannot_be_marked(as_ada, sitting, position):
    answer = sitting.answers.get(position=position)
    response = as_ada.post(address(answer), {})

    assert response.status_code == 409
    assert "Answer the question first" in response.content.decode()
    assert not Answer.objects.get(pk=answer.pk).is_answered


def test_only_the_mark_settles_an_open_answer(ada, sitting, written):
    actions.answer_question(sitting.answers.get(position=1), {"options": ["red"]}, by=ada)
    sitting.refresh_from_db()
    assert sitting.finished_at is None

    actions.mark_answer(Answer.objects.get(pk=written.pk), [GRAIN], by=ada)
    sitting.refresh_from_db()
    assert sitting.finished_at is not None


def test_a_stranger_cannot_mark_it(as_mallory, mallory, written):
    assert as_mallory.post(address(written), {"met": [GRAIN]}).status_code == 404
    assert not actions.mark_answer(Answer.objects.get(pk=written.pk), [GRAIN], by=mallory)
    assert Answer.objects.get(pk=written.pk).is_right is None
