"""Where one learns an own step: the form of the step and the list beside it are two doors to the same links."""

import html
import re

import pytest

from catalog.models import Item
from roadmap import actions
from roadmap.models import OwnLink, Step
from tests import factories

PAPER, TALK = "https://example.org/paper", "https://example.org/talk"


@pytest.fixture
def page(roadmap) -> str:
    return f"{roadmap.get_absolute_url()}arrange/"


@pytest.fixture
def own(roadmap) -> dict[str, str]:
    """What the form for an own step posts, with two links."""
    links = f"{PAPER}  The paper \r\n\r\n{TALK}"
    return {"title": "Read it", "hours": "3.5", "stage": str(roadmap.stages.first().pk), "links": links, "seen": "0"}


@pytest.fixture
def step(as_ada, roadmap, page, own) -> Step:
    as_ada.post(f"{page}add/", own)
    return roadmap.steps.select_related("item").get(title="Read it")


def links(person) -> list[tuple[str, str]]:
    return list(OwnLink.objects.for_owner(person).values_list("url", "title"))


def shown(client, step: Step, page: str) -> dict[str, str]:
    """What the form for changing the step has in its field, and in the hidden one that says what it began with."""
    said = client.get(f"{page}?edit={step.pk}").content.decode()
    field = re.search(r'<textarea name="links"[^>]*id="edit_links"[^>]*>\s?([^<]*)</textarea>', said)
    hidden = re.search(r'<input type="hidden" name="initial-links" value="([^"]*)"[^>]*id="initial-edit_links"', said)
    return {"links": html.unescape(field[1]), "initial-links": html.unescape(hidden[1])}


def change(client, step: Step, own: dict[str, str], **posted: str):
    seen = str(step.roadmap.edits.count())
    return client.post(f"/steps/{step.pk}/edit/", {**own, "seen": seen, **posted})


def test_an_own_step_has_as_many_links_as_she_writes(as_ada, ada, step):
    said = as_ada.get(step.get_absolute_url()).content.decode()

    assert links(ada) == [(PAPER, "The paper"), (TALK, "")]
    assert said.count(f'<a href="{PAPER}" rel="noopener noreferrer">The paper</a>') == 1
    assert said.count(f'<a href="{TALK}" rel="noopener noreferrer">{TALK}</a>') == 1


def test_the_form_shows_the_links_that_were_added_beside_the_step(as_ada, ada, step, page, own):
    actions.add_link(step.item, by=ada, url="https://example.org/code", title="")
    before = shown(as_ada, step, page)
    assert before["links"] == before["initial-links"] == f"{PAPER} The paper\n{TALK}\nhttps://example.org/code"

    change(as_ada, step, own, **{**before, "links": f"{PAPER} By Vaswani\n{TALK}"})
    assert sorted(links(ada)) == [(PAPER, "By Vaswani"), (TALK, "")]


def test_an_old_form_removes_no_link_that_it_never_showed(as_ada, ada, step, page, own):
    before = shown(as_ada, step, page)
    actions.add_link(step.item, by=ada, url="https://example.org/code", title="")
    actions.remove_link(OwnLink.objects.get(url=TALK), by=ada)

    assert change(as_ada, step, own, **before).status_code == 302
    assert links(ada) == [(PAPER, "The paper"), ("https://example.org/code", "")]


def test_what_she_typed_and_what_the_form_began_with_come_back_with_the_error(as_ada, ada, step, page, own):
    before = shown(as_ada, step, page)
    answer = change(as_ada, step, own, **{**before, "links": f"{TALK}\nexample.org"})

    said = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "Line 2: Give a whole address" in said
    assert f"{TALK}\nexample.org</textarea>" in said
    assert f'value="{before["initial-links"]}"' in said
    assert len(links(ada)) == 2


def test_fifty_links_are_enough_whichever_way_they_come(as_ada, ada, step, page, own):
    before = shown(as_ada, step, page)
    for number in range(48):
        actions.add_link(step.item, by=ada, url=f"https://example.org/{number}", title="")
    answer = change(as_ada, step, own, **{**before, "links": before["links"] + "\nhttps://example.org/more"})

    assert answer.status_code == 422
    assert "50 links are enough for one step. Remove one first." in answer.content.decode()
    assert len(links(ada)) == 50


def test_a_step_of_the_catalog_has_its_links_beside_it_alone(as_ada, ada, roadmap, page, own):
    python = factories.step(roadmap, "python")
    actions.add_link(python.item, by=ada, url=TALK, title="")

    assert change(as_ada, python, own, links=PAPER, **{"initial-links": TALK}).status_code == 302
    assert 'name="links"' not in as_ada.get(f"{page}?edit={python.pk}").content.decode().partition('id="add"')[0]
    assert links(ada) == [(TALK, "")]


def test_a_copy_of_the_roadmap_keeps_them(as_ada, ada, roadmap, step):
    copy = actions.duplicate_roadmap(roadmap, by=ada)

    assert PAPER in as_ada.get(copy.steps.get(item=step.item).get_absolute_url()).content.decode()


def delete(client, step: Step) -> None:
    for act in ("take-out", "remove"):
        answer = client.post(f"/steps/{step.pk}/{act}/", {"seen": step.roadmap.edits.count()})
        assert answer.status_code == 302


def test_with_the_step_its_links_go(as_ada, ada, step):
    delete(as_ada, step)

    assert links(ada) == []
    assert not Item.objects.filter(kind=Item.Kind.OWN).exists()


def test_they_stay_where_the_step_stands_in_another_roadmap(as_ada, ada, roadmap, step):
    actions.duplicate_roadmap(roadmap, by=ada)
    delete(as_ada, step)

    assert len(links(ada)) == 2


def test_nobody_else_sees_them(as_mallory, step):
    assert as_mallory.get(step.get_absolute_url()).status_code == 404
    assert as_mallory.post(f"/steps/{step.pk}/links/", {"url": TALK}).status_code == 404
