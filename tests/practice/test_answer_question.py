from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from practice import actions
from practice.models import Answer
from tests.practice.factories import KINDS, RIGHT, WRONG, form, question, session

HTMX = {"HX-Request": "true"}


def address(answer):
    return reverse("practice:answer_question", args=[answer.session_id, answer.position])


def asked(person, kind, item):
    return session(person, question(kind, item, kind=kind)).answers.get()


@pytest.mark.parametrize("kind", RIGHT)
def test_a_right_answer_is_right_and_a_wrong_one_is_wrong(as_ada, as_mallory, ada, mallory, python, kind):
    hers = asked(ada, kind, python.item)
    theirs = session(mallory, hers.question).answers.get()
    as_ada.post(address(hers), form(RIGHT[kind]))
    as_mallory.post(address(theirs), form(WRONG[kind]))

    assert (Answer.objects.get(pk=hers.pk).is_right, Answer.objects.get(pk=theirs.pk).is_right) == (True, False)


def test_an_open_answer_is_kept_and_waits_for_her_mark(as_ada, ada, python):
    answer = asked(ada, "open", python.item)
    response = as_ada.post(address(answer), {"text": "First the **grain**."}, headers=HTMX)

    answer.refresh_from_db()
    assert (answer.given, answer.is_right) == ({"text": "First the **grain**."}, None)
    assert "Mark my answer" in response.content.decode()


def test_the_card_comes_back_with_verdict_reasons_and_the_steps_that_teach_it(as_ada, sitting):
    page = as_ada.post(address(sitting.answers.first()), {"option": "red"}, headers=HTMX).content.decode()

    assert "<html" not in page
    assert 'tabindex="-1" autofocus' in page
    for said in (
        "That is not right.",
        "Your answer, but not right",
        "The right answer",
        "Red is not it.",
        "The reason of colour.",
    ):
        assert said in page
    assert '<a href="/catalog/python/">' in page


def test_without_javascript_she_comes_to_the_result(as_ada, sitting):
    answer = sitting.answers.first()
    response = as_ada.post(address(answer), {"option": "green"}, follow=True)

    assert response.redirect_chain == [(f"{answer.get_absolute_url()}#result", 302)]
    assert "That is right." in response.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_double_submit_is_one_answer(as_ada, sitting, headers):
    answer = sitting.answers.first()
    codes = [as_ada.post(address(answer), {"option": "green"}, headers=headers).status_code for _ in range(2)]
    first = Answer.objects.get(pk=answer.pk).answered_at

    assert codes == [200, 200] if headers else [302, 302]
    as_ada.post(address(answer), {"option": "green"})
    assert Answer.objects.get(pk=answer.pk).answered_at == first


def test_the_first_answer_counts_and_the_second_is_told_so(as_ada, sitting):
    answer = sitting.answers.first()
    as_ada.post(address(answer), {"option": "red"})
    response = as_ada.post(address(answer), {"option": "green"})

    assert response.status_code == 409
    assert "the first one counts" in response.content.decode()
    assert Answer.objects.get(pk=answer.pk).said == {"options": ["red"]}


@pytest.mark.parametrize("data", [{}, {"option": "blue"}])
def test_an_empty_second_answer_changes_nothing_either(as_ada, sitting, data):
    answer = sitting.answers.first()
    as_ada.post(address(answer), {"option": "red"})

    assert as_ada.post(address(answer), data).status_code == 409
    assert Answer.objects.get(pk=answer.pk).said == {"options": ["red"]}


@pytest.mark.parametrize("kind", KINDS)
def test_not_knowing_yet_shows_how_it_goes(as_ada, ada, python, kind):
    answer = asked(ada, kind, python.item)
    page = as_ada.post(address(answer), {"unknown": "1"}, headers=HTMX).content.decode()

    answer.refresh_from_db()
    assert (answer.given, answer.is_right) == ({"unknown": True}, False)
    assert "Not yet. Here is how it goes." in page


@pytest.mark.parametrize(
    ("kind", "typed", "error"),
    [
        ("single", "", "Choose one of the answers."),
        ("single", "option=blue", "This option has changed"),
        ("multiple", "", "Choose at least one answer."),
        ("multiple", "option=one&option=four", "This option has changed"),
        ("numeric", "number=", "Write a number."),
        ("numeric", "number=1%2C234", "Write 1234 or 1.234"),
        ("numeric", f"number={'1' * 41}", "at most 40 characters"),
        ("ordering", "", "This option has changed"),
        ("ordering", "line=first&place=1&line=second&place=2&line=third&place=", "Give every line its place."),
        ("ordering", "line=first&place=1&line=second&place=2&line=third&place=9", "Give every line its place."),
        ("ordering", "line=first&place=2&line=second&place=2&line=third&place=1", "2 is used more than once"),
        ("ordering", "line=first&place=1&line=first&place=2&line=third&place=3", "This option has changed"),
        ("short", "text=+", "Write a word or two."),
        ("short", "text=a%00b", "Use one line of plain text"),
        ("short", "text=%E2%80%AEmelt", "direction of text"),
        ("open", "text=", "Write a few words"),
        ("open", f"text={'x' * 5001}", "at most 5000 characters"),
    ],
)
def test_invalid_input_is_told_beside_the_field_and_nothing_is_stored(as_ada, ada, python, kind, typed, error):
    answer = asked(ada, kind, python.item)
    for headers in ({}, HTMX):
        response = as_ada.post(address(answer), form(typed), headers=headers)
        page = response.content.decode()
        assert response.status_code == 422
        assert error in page
        assert 'aria-invalid="true"' in page

    assert not Answer.objects.get(pk=answer.pk).is_answered


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("numeric", "number=about+1", 'value="about 1"'),
        ("short", "text=%E2%80%AEmelt", 'value="\u202emelt"'),
        ("open", f"text={'y' * 5001}", "y" * 5001),
        ("multiple", "option=one&option=four", 'value="one" checked'),
        ("ordering", "line=first&place=2&line=second&place=2&line=third&place=1", "<option selected>2</option>"),
    ],
)
def test_what_was_typed_stays(as_ada, ada, python, kind, typed, kept):
    response = as_ada.post(address(asked(ada, kind, python.item)), form(typed))

    assert kept in response.content.decode()


def test_the_last_answer_finishes_the_session(as_ada, ada, python):
    answer = asked(ada, "single", python.item)
    as_ada.post(address(answer), {"option": "green"})

    answer.session.refresh_from_db()
    assert answer.session.finished_at is not None


@pytest.mark.django_db(transaction=True)
def test_the_last_two_answers_in_two_tabs_at_once_finish_it_too(ada, python):
    made = session(ada, *(question(f"q{number}", python.item) for number in range(4)))

    def answer(place):
        try:
            return actions.answer_question(place, {"options": ["green"]}, by=ada)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(answer, list(made.answers.select_related("question"))))
    made.refresh_from_db()
    assert made.finished_at is not None


@pytest.mark.django_db(transaction=True)
def test_two_answers_to_one_question_at_once_are_one(ada, sitting):
    def answer(colour):
        try:
            place = sitting.answers.select_related("question").get(position=1)
            return actions.answer_question(place, {"options": [colour]}, by=ada)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(answer, ["red", "green", "red", "green"])) == [False, False, False, True]


def test_a_session_that_is_over_takes_no_answer(as_ada, ada, sitting):
    answer = sitting.answers.first()
    sitting.finished_at = timezone.now()
    sitting.save()
    response = as_ada.post(address(answer), {"option": "green"})

    assert response.status_code == 409
    assert "This session is over" in response.content.decode()
    assert not Answer.objects.get(pk=answer.pk).is_answered


def test_a_stranger_cannot_answer_and_learns_nothing(as_mallory, sitting):
    theirs = as_mallory.post(address(sitting.answers.first()), {"option": "green"})
    nobodys = as_mallory.post("/practice/sessions/987654/questions/1/answer/", {"option": "green"})

    assert (theirs.status_code, theirs.content) == (404, nobodys.content)
    assert not Answer.objects.exclude(given=None).exists()


def test_an_act_in_anothers_name_stores_nothing(mallory, sitting):
    assert not actions.answer_question(sitting.answers.first(), {"options": ["green"]}, by=mallory)
    assert not Answer.objects.exclude(given=None).exists()


def test_an_option_that_a_later_pack_has_reworded_stays_readable(as_ada, sitting):
    answer = sitting.answers.first()
    as_ada.post(address(answer), {"option": "red"})
    question = answer.question
    question.options = [{"text": "green", "why": ""}, {"text": "crimson", "why": ""}]
    question.answer = {"correct": [0]}
    question.save()
    page = as_ada.get(answer.get_absolute_url()).content.decode()

    assert "red" in page
    assert "the option has changed since" in page


def test_what_a_person_wrote_is_shown_as_text_not_as_a_page(as_ada, ada, python):
    answer = asked(ada, "open", python.item)
    page = as_ada.post(address(answer), {"text": "<img src=x hx-get=/y>"}, headers=HTMX).content.decode()

    assert "<img" not in page
    assert "&lt;img" in page
