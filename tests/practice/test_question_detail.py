import re

import pytest
from django.utils import timezone

from practice import actions
from tests.practice.factories import KINDS, question, session

CONTROLS = {
    "single": r'type="radio" name="option" value="green"',
    "multiple": r'type="checkbox" name="option" value="one"',
    "numeric": r'inputmode="decimal" id="answer-number" name="number"',
    "ordering": r'<select class="input num" name="place" id="place-3">',
    "short": r'<input class="input" type="text" id="answer-text" name="text"',
    "open": r'<textarea class="input" id="answer-text" name="text"',
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_control_and_tells_no_answer(as_ada, ada, python, kind):
    answer = session(ada, question("q", python.item, kind=kind)).answers.get()
    page = as_ada.get(answer.get_absolute_url()).content.decode()

    assert CONTROLS[kind] in page
    assert "<p>The prompt of q?</p>" in page
    for secret in ("The reason of q.", "Green it is.", "0.96", "melt", "Look at the", "must contain"):
        assert secret not in page


def test_what_is_to_be_ordered_never_stands_solved(ada, python):
    made = session(ada, *(question(f"o{number}", python.item, kind="ordering") for number in range(30)))
    shown = [
        [option["text"] for option in answer.shown_options()] for answer in made.answers.select_related("question")
    ]

    assert ["first", "second", "third"] not in shown
    assert shown == [[o["text"] for o in answer.shown_options()] for answer in made.answers.select_related("question")]


def test_options_with_code_show_it_as_code_and_nothing_as_markup(as_ada, ada, python):
    asked = question("q", python.item)
    asked.options = [{"text": "`a < b` <b>bold</b>", "why": ""}, {"text": "no", "why": ""}]
    asked.save()
    page = as_ada.get(session(ada, asked).answers.get().get_absolute_url()).content.decode()

    assert "<code>a &lt; b</code> &lt;b&gt;bold&lt;/b&gt;" in page


def test_the_row_of_places_tells_in_words_how_it_went(as_ada, ada, sitting):
    actions.answer_question(sitting.answers.first(), {"options": ["red"]}, by=ada)
    page = as_ada.get(sitting.answers.last().get_absolute_url()).content.decode()

    assert re.findall(r"Question \d: [a-z ]+", page) == ["Question 1: not right", "Question 2: not answered"]


def test_next_leads_to_what_is_still_open_and_the_last_to_the_summary(as_ada, ada, sitting):
    first, second = sitting.answers.all()
    actions.answer_question(second, {"unknown": True}, by=ada)
    assert f'href="{first.get_absolute_url()}" hx-get' in as_ada.get(second.get_absolute_url()).content.decode()

    actions.answer_question(first, {"options": ["green"]}, by=ada)
    assert "See how the session went" in as_ada.get(second.get_absolute_url()).content.decode()


def test_with_htmx_the_next_card_comes_alone_and_its_heading_has_the_focus(as_ada, sitting):
    page = as_ada.get(sitting.answers.last().get_absolute_url(), headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in page
    assert '<h1 tabindex="-1" autofocus>Question 2 of 2</h1>' in page


def test_a_question_left_open_in_a_finished_session_takes_no_answer(as_ada, sitting):
    sitting.finished_at = timezone.now()
    sitting.save()
    page = as_ada.get(sitting.answers.first().get_absolute_url()).content.decode()

    assert "You did not answer this one." in page
    assert "<form class=" not in page


@pytest.mark.parametrize("path", ["1/questions/3/", "1/questions/0/", "1/questions/99999999999999999999/"])
def test_a_place_that_is_not_there_is_404(as_ada, sitting, path):
    assert as_ada.get(f"/practice/sessions/{path.replace('1', str(sitting.pk), 1)}").status_code == 404


def test_a_stranger_gets_the_404_of_what_never_was(as_mallory, client, sitting):
    address = sitting.answers.first().get_absolute_url()

    assert as_mallory.get(address).content == as_mallory.get("/practice/sessions/987654/questions/1/").content
    assert client.get(address).url.startswith("/accounts/login/")


@pytest.mark.parametrize("count", [1, 3])
def test_a_card_costs_the_same_in_a_long_session(as_ada, ada, python, count, django_assert_num_queries):
    made = session(ada, *(question(f"q{number}", python.item) for number in range(count)))
    address = made.answers.first().get_absolute_url()
    with django_assert_num_queries(5):  # session, person, the answer with its question, its items, its neighbours
        as_ada.get(address)
