"""A screen reader hears in which language a step's title is: the catalog's are marked where the page has another language."""

import re
from datetime import date

import pytest
from django.utils import translation

from roadmap import actions
from roadmap.models import Roadmap, Step
from roadmap.titles import own_titles

TITLES = ["Python", "pandas und Polars", "Den Aufsatz lesen"]  # the catalog's, one that she renamed, one that she wrote


@pytest.fixture
def steps(ada, roadmap) -> list[Step]:
    """A step with each of these titles, all due this month, with time and a note of hers."""
    roadmap.steps.filter(item__key="pandas").update(title=TITLES[1])
    stage = roadmap.stages.get(position=1)
    wanted = actions.Wanted(title=TITLES[2], hours=1, stage=stage.pk, is_optional=False)
    actions.add_step(roadmap, wanted, by=ada, seen=0)
    today = date.today()
    roadmap.steps.update(starts_on=today, due_on=today)
    steps = [roadmap.steps.select_related("item").get(title=title) for title in TITLES]
    for step in steps:
        actions.log_time(step.item, by=ada, minutes=30, spent_on=today)
        actions.save_note(step.item, by=ada, text="Mine", revision=0)
    return steps


def marked(page: str, title: str, tag: str = "a") -> set[bool]:
    """Whether the elements that hold a title and nothing else are marked."""
    found = re.findall(rf"<{tag}\b([^>]*)>{re.escape(title)}</{tag}>", page)
    return {'lang="en"' in attributes for attributes in found}


def read(client, address: str, language: str = "de", **headers: str) -> str:
    return client.get(address, headers={"Accept-Language": language, **headers}).content.decode()


def page_of(roadmap: Roadmap, name: str) -> str:
    return name if name.startswith("/") else roadmap.get_absolute_url() + name.replace("TODAY", str(date.today()))


PAGES = [
    ("", "a"),
    ("map/", "a"),
    ("timeline/", "a"),
    ("calendar/?week=TODAY", "a"),
    ("arrange/", "p"),
    ("/notes/", "a"),
    ("/time/", "a"),
]


@pytest.mark.parametrize(("name", "tag"), PAGES)
def test_a_title_of_the_catalog_is_marked_and_one_of_hers_is_not(as_ada, ada, roadmap, steps, name, tag):
    type(ada).objects.filter(pk=ada.pk).update(language="de")
    page = read(as_ada, page_of(roadmap, name))

    assert [marked(page, title, tag) for title in TITLES] == [{True}, {False}, {False}]


@pytest.mark.parametrize(("name", "tag"), PAGES)
def test_to_a_reader_of_english_nothing_is_marked(as_ada, roadmap, steps, name, tag):
    page = read(as_ada, page_of(roadmap, name), "en")

    assert [marked(page, title, tag) for title in TITLES] == [{False}] * 3


def test_the_page_and_the_drawer_of_a_step(as_ada, ada, steps):
    type(ada).objects.filter(pk=ada.pk).update(language="de")
    for step, is_marked in zip(steps, (True, False, False), strict=True):
        address = step.get_absolute_url()
        assert marked(read(as_ada, address), step.title, "h1") == {is_marked}
        assert marked(read(as_ada, address, **{"HX-Request": "true"}), step.title) == {is_marked}


def test_what_a_step_needs_and_opens(as_ada, ada, roadmap, steps):
    type(ada).objects.filter(pk=ada.pk).update(language="de")
    python, renamed, _own = steps

    assert marked(read(as_ada, renamed.get_absolute_url()), "Python") == {True}
    assert marked(read(as_ada, python.get_absolute_url()), TITLES[1]) == {False}


def test_the_milestone_and_the_summary_on_today(as_ada, ada, roadmap, steps):
    type(ada).objects.filter(pk=ada.pk).update(language="de")
    type(steps[0].item).objects.filter(pk=steps[0].item_id).update(summary="A language that reads like prose.")
    page = read(as_ada, "/today/")

    assert marked(page, "<b>Fraud detection model</b>") == {True}
    assert marked(page, "A language that reads like prose.", "p") == {True}


def test_an_entry_of_time_is_called_as_its_item(as_ada, ada, steps):
    type(ada).objects.filter(pk=ada.pk).update(language="de")
    page = read(as_ada, "/time/")

    assert [marked(page, title, "span") for title in ("Python", "pandas", TITLES[2])] == [{True}, {True}, {False}]


@pytest.mark.parametrize(("language", "queries"), [("en-gb", 0), ("de", 1)])
def test_whose_words_they_are_is_asked_once_and_only_where_it_is_told(
    ada, language, queries, django_assert_num_queries
):

    with translation.override(language), django_assert_num_queries(queries):
        own_titles(ada)
