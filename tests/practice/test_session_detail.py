import pytest

from practice import actions
from tests.practice.factories import question, session


def answer(made, position, colour, by):
    actions.answer_question(made.answers.get(position=position), {"options": [colour]}, by=by)


def test_an_open_session_shows_the_first_question_that_waits(as_ada, ada, sitting):
    assert "Question 1 of 2" in as_ada.get(sitting.get_absolute_url()).content.decode()

    answer(sitting, 1, "red", ada)
    assert "Question 2 of 2" in as_ada.get(sitting.get_absolute_url()).content.decode()


def test_at_the_end_she_sees_what_went_right_and_what_to_look_at_again(as_ada, ada, python, roadmap):
    pandas = roadmap.steps.select_related("item").get(item__key="pandas").item
    made = session(ada, question("good", python.item), question("bad", pandas))
    answer(made, 1, "green", ada)
    answer(made, 2, "red", ada)
    page = as_ada.get(made.get_absolute_url()).content.decode()

    assert "<h1>One of two right.</h1>" in page
    assert page.index("Topic of bad") < page.index("Worth another look") < page.index('href="/catalog/pandas/"')
    assert 'href="/catalog/python/"' not in page


def test_the_score_tells_what_is_missing(as_ada, ada, python):
    made = session(ada, *(question(f"q{number}", python.item, kind="open") for number in range(2)))
    actions.answer_question(made.answers.first(), {"text": "Grain."}, by=ada)
    actions.finish_session(made, by=ada)

    page = as_ada.get(made.get_absolute_url()).content.decode()
    assert "None of two right, one not marked, one not answered." in page


def test_a_stranger_gets_the_404_of_what_never_was(as_mallory, sitting):
    theirs = as_mallory.get(sitting.get_absolute_url())

    assert (theirs.status_code, theirs.content) == (404, as_mallory.get("/practice/sessions/987654/").content)


@pytest.mark.parametrize("count", [1, 3])
def test_the_summary_costs_the_same_for_one_question_as_for_three(
    as_ada, ada, python, count, django_assert_num_queries
):
    made = session(ada, *(question(f"q{number}", python.item) for number in range(count)))
    for position in range(1, count + 1):
        answer(made, position, "red", ada)
    with django_assert_num_queries(6):  # session, person, the session, is anything open, its answers, their items
        as_ada.get(made.get_absolute_url())
