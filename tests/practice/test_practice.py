import re

import pytest
import time_machine
from django.urls import reverse

from practice import actions
from tests import factories
from tests.conftest import signed_in
from tests.practice.factories import bank_of, question, session

ADDRESS = "/practice/"


def rows(page):
    """Area, questions, answered, right: as the table says."""
    cells = r'<th scope="row">([^<]+)<svg.*?<td>(\d+)</td>\s*<td>(\d+)</td>\s*<td>(\d+)</td>'
    return re.findall(cells, page, re.S)


def answered(person, colour, *questions, day="2027-01-05"):
    with time_machine.travel(f"{day}T12:00:00+01:00"):
        made = session(person, *questions)
        for place in made.answers.all():
            actions.answer_question(place, {"options": [colour]}, by=person)
    return made


def test_it_says_how_many_questions_belong_to_what_she_has_begun(as_ada, python, roadmap):
    bank_of(python, 3)
    question("frames", factories.step(roadmap, "pandas").item)
    page = as_ada.get(ADDRESS).content.decode()

    assert "Three questions wait for you." in page
    assert "Python. About 5 minutes." in page
    assert "Practise three questions" in page


def test_the_figures_count_the_last_answer_of_each_question(as_ada, ada, python):
    first, second, _ = bank_of(python, 3)
    answered(ada, "red", first, second, day="2027-01-05")
    answered(ada, "green", first, day="2027-01-06")
    page = as_ada.get(ADDRESS).content.decode()

    assert rows(page) == [("Foundations", "3", "2", "1")]
    assert "Two of three questions answered, one right." in page


def test_it_counts_nobody_elses_answers(as_ada, mallory, python):
    answered(mallory, "green", *bank_of(python, 2))
    page = as_ada.get(ADDRESS).content.decode()

    assert rows(page) == [("Foundations", "2", "0", "0")]
    assert "Your sessions will stand here" in page


def test_the_last_sessions_stand_beside_it_newest_first(ada, python):
    answered(ada, "red", *bank_of(python, 2), day="2027-01-05")
    answered(ada, "green", question("late", python.item), day="2027-01-06")
    with time_machine.travel("2027-01-07T12:00:00+01:00"):
        page = signed_in(ada).get(ADDRESS).content.decode()

    assert re.findall(r"<b>(\w+ \d+ \w+)</b> <span[^>]*>([^<]+)", page) == [
        ("Wed 6 Jan", "One of one right"),
        ("Tue 5 Jan", "None of two right"),
    ]


def test_an_open_session_is_offered_in_place_of_a_new_one(as_ada, sitting):
    page = as_ada.get(ADDRESS).content.decode()

    assert "Two questions left in your session" in page
    assert sitting.get_absolute_url() in page
    assert reverse("practice:start_session") not in page.replace(sitting.get_absolute_url(), "")


def test_before_the_first_step_it_offers_where_the_road_begins(as_ada, roadmap):
    bank_of(factories.step(roadmap, "pandas"), 2)
    page = as_ada.get(ADDRESS).content.decode()

    assert "You have begun no step that has questions yet, so these come from “Learn the tools”." in page


def test_without_a_roadmap_it_says_what_fills_it(as_mallory):
    page = as_mallory.get(ADDRESS).content.decode()

    assert "Nothing to practise yet." in page
    assert reverse("roadmap:today") in page


def test_a_visitor_is_sent_to_sign_in(client):
    assert client.get(ADDRESS).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_session_as_for_three(as_ada, ada, python, count, django_assert_num_queries):
    questions = bank_of(python, 3)
    for number in range(count):
        answered(ada, "green", *questions, day=f"2027-01-0{number + 1}")
    # session, person, last answers, what is begun, its questions, an open session, the last sessions, their answers
    with django_assert_num_queries(8):
        as_ada.get(ADDRESS)
