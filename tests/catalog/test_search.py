"""Typing finds things by name, by what they are, and by words that mean the same; on both engines."""

import re

import pytest
from django.core.management import call_command
from django.db import connection

from catalog.models import Area, Question, Skill
from catalog.search import search, words
from tests import factories
from tests.catalog import shelves

pytestmark = pytest.mark.django_db


def titles(query):
    return [hit.title for hit in search(query)]


def html(client, query, **headers):
    answer = client.get("/catalog/search/", {"q": query}, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def shelf():
    torch = "pytorch\nnetworks as ordinary python\ntraining a network"
    shelves.page(Skill, "pytorch", title="PyTorch", kind="skill", words=torch)
    shelves.page(Skill, "kubernetes", title="Kubernetes", kind="skill", words="kubernetes\nmany containers")
    shelves.page(Skill, "statistics", title="Statistics", kind="skill", words="statistics\nchance in numbers")
    shelves.page(Skill, "agents", title="Agents", kind="skill", words="agents\nagents of an ai kind")
    area = shelves.page(Area, "data", title="Data", words="data")
    question = Question.objects.create(
        key="q", pack=factories.pack(), area=area, topic="Leakage of time", level=2, kind="open", explanation="Sealed answer.",
        prompt="How do you find leakage?", answer={"rubric": ["sealed answer"]},
    )  # fmt: skip
    question.items.add(Skill.objects.get(key="statistics"))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("pytorch", "PyTorch"),
        ("torch", "PyTorch"),
        ("pyt", "PyTorch"),
        ("deep learning framework", "PyTorch"),
        ("Deep learning frameworks", "PyTorch"),
        ("k8s", "Kubernetes"),
        ("stats", "Statistics"),
        ("the statistics", "Statistics"),
        ("leakage", "Leakage of time"),
    ],
)
def test_typing_finds_it(shelf, query, first):
    assert titles(query)[:1] == [first]


def test_a_short_word_begins_a_word(shelf):
    assert titles("ai") == ["Agents"]  # and not whatever is in “containers” or “training”


@pytest.mark.skipif(connection.vendor != "postgresql", reason="full text is PostgreSQL's")
def test_other_forms_of_a_word_are_found_too(shelf):
    assert titles("trained networking") == ["PyTorch"]


def test_a_question_leads_to_the_page_of_what_it_asks_about(client, shelf):
    page = html(client, "leakage")
    assert 'href="/catalog/statistics/#questions"' in page
    assert "How do you find leakage?" in client.get("/catalog/statistics/").content.decode()
    assert "ealed answer" not in client.get("/catalog/statistics/").content.decode()


def test_a_slip_of_the_fingers_is_understood(client, shelf):
    assert 'Did you mean <a href="/catalog/search/?q=PyTorch">PyTorch</a>?' in html(client, "pytroch")


def test_htmx_gets_what_was_found_alone(client, shelf):
    page = html(client, "torch", **{"HX-Request": "true"})
    assert page.strip().startswith('<div id="cat-found"')
    assert html(client, "", **{"HX-Request": "true"}).strip().count("<") == 2


@pytest.mark.parametrize("query", ["'", "\\", "a:*", "!", "& |", "(((", "'; drop", "%", "_", "\x00", "x" * 5000, "<->"])
def test_a_strange_query_is_only_a_query(client, shelf, query):
    html(client, query)


def test_small_words_say_nothing():
    assert words("what is the use of a GPU") == ["what", "is", "use", "gpu"]
    assert words("the") == ["the"]


@pytest.mark.parametrize("address", ["/catalog/", "/catalog/python/", "/catalog/roles/compare/", "/catalog/search/"])
def test_every_page_of_the_catalog_has_the_field_that_a_slash_goes_to(client, address):
    factories.skill("python")
    page = client.get(address).content.decode()
    assert re.search(r'<input class="input" type="search" id="id_q"[^>]* data-focus="/"', page)


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_costs_the_same_for_one_and_three(client, count, django_assert_num_queries):
    shelves.role_with(count)
    area = Area.objects.first()
    for number in range(count):
        made = Question.objects.create(
            key=f"q-{number}", pack=factories.pack(), area=area, topic="An area", level=1, kind="open", prompt="Why?",
            explanation="So.",
        )  # fmt: skip
        made.items.add(factories.skill(f"asked-{number}"))
    with django_assert_num_queries(9):
        html(client, "area")


def test_the_shipped_catalog_answers_what_learners_ask():
    call_command("load_content", verbosity=0)
    for query, wanted in [
        ("torch", "PyTorch"),
        ("deep learning framework", "PyTorch"),
        ("sql", "SQL"),
        ("mlops engineer", "MLOps Engineer"),
        ("kaggle", "Kaggle"),
        ("bachelor", "Bachelor"),
    ]:
        assert any(wanted in title for title in titles(query)[:5]), (query, titles(query)[:5])
