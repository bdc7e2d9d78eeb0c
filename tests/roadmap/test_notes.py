"""Notes, links and a checklist beside a step: hers alone, searched, never half stored."""

import re
from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from roadmap import actions
from roadmap.desk import excerpt
from roadmap.models import ChecklistLine, Note, OwnLink
from tests import factories
from tests.conftest import signed_in
from tests.mentoring.factories import mentorship

HTMX = {"HX-Request": "true"}
WAYS = pytest.mark.parametrize("headers", [{}, HTMX])


@pytest.fixture
def python(roadmap):
    return factories.step(roadmap, "python")


def save(step, by, text="Read it *twice*.", revision=0) -> None:
    actions.save_note(step.item, by=by, text=text, revision=revision)


def page_of(client, step) -> str:
    return client.get(f"/steps/{step.pk}/").content.decode()


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [("note_20000_characters_at_most", {"text": "x" * 20_001}), ("note_says_something", {"text": ""})],
)
def test_the_database_refuses_a_note_that_is_none(ada, python, constraint, fields):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Note.objects.create(person=ada, item=python.item, **fields)


def broken(name: str, columns: str):
    return pytest.raises(IntegrityError, match=name if connection.vendor == "postgresql" else columns)


def test_the_database_keeps_one_note_and_each_link_once(ada, python):
    save(python, ada)
    with broken("note_one_a_person_and_item", "roadmap_note.person_id"), transaction.atomic():
        Note.objects.create(person=ada, item=python.item, text="Another")
    OwnLink.objects.create(person=ada, item=python.item, url="https://example.org/")
    with broken("own_link_once_an_item", "roadmap_ownlink.person_id"), transaction.atomic():
        OwnLink.objects.create(person=ada, item=python.item, url="https://example.org/")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/", "example.org"])
def test_the_database_keeps_links_of_the_web_alone(ada, python, url):
    with pytest.raises(IntegrityError, match="own_link_is_of_the_web"), transaction.atomic():
        OwnLink.objects.create(person=ada, item=python.item, url=url)


def test_the_database_refuses_an_empty_line(ada, python):
    with pytest.raises(IntegrityError, match="checklist_line_says_something"), transaction.atomic():
        ChecklistLine.objects.create(person=ada, item=python.item, text="")


@WAYS
def test_she_writes_a_note_and_reads_it_as_markdown(as_ada, ada, python, headers):
    answer = as_ada.post(f"/steps/{python.pk}/note/", {"text": "Read it *twice*.\r\nThen do."}, headers=headers)

    assert Note.objects.for_owner(ada).get().text == "Read it *twice*.\nThen do."
    assert "Read it <em>twice</em>." in page_of(as_ada, python)
    if headers:
        assert "The note is stored." in answer.content.decode()
    else:
        assert answer.url == f"/steps/{python.pk}/#note"


def test_a_note_of_20000_characters_is_stored_and_one_more_is_refused_by_name(as_ada, ada, python):
    assert as_ada.post(f"/steps/{python.pk}/note/", {"text": "x" * 20_000}).status_code == 302
    refused = as_ada.post(f"/steps/{python.pk}/note/", {"text": "y" * 20_001, "revision": 1})

    assert refused.status_code == 422
    assert "A note holds 20,000 characters at most; this one has 20,001." in refused.content.decode()
    assert "y" * 20_001 in refused.content.decode(), "what she wrote is lost"
    assert Note.objects.for_owner(ada).get().text == "x" * 20_000


def test_a_megabyte_is_refused_and_nothing_is_stored(as_ada, python):
    assert as_ada.post(f"/steps/{python.pk}/note/", {"text": "x" * 1_000_000}).status_code == 422
    assert not Note.objects.exists()


@pytest.mark.parametrize("revision", ["x", "-1", "9" * 30])
def test_a_revision_that_is_none_is_refused(as_ada, python, revision):
    assert as_ada.post(f"/steps/{python.pk}/note/", {"text": "x", "revision": revision}).status_code == 422
    assert not Note.objects.exists()


def test_script_in_a_note_is_text(as_ada, ada, python):
    save(python, ada, "<script>alert(1)</script> [x](javascript:alert(1)) ![p](https://example.org/p.png)")
    page = page_of(as_ada, python)

    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "<img" not in page


def test_an_empty_note_is_removed(as_ada, python):
    as_ada.post(f"/steps/{python.pk}/note/", {"text": "Soon gone"})
    as_ada.post(f"/steps/{python.pk}/note/", {"text": "   ", "revision": 1})
    assert not Note.objects.exists()
    assert as_ada.post(f"/steps/{python.pk}/note/", {"text": ""}).status_code == 302


@WAYS
def test_a_stale_page_overwrites_nothing_and_loses_nothing(as_ada, ada, python, headers):
    save(python, ada, "First")
    save(python, ada, "Second", revision=1)
    stale = as_ada.post(f"/steps/{python.pk}/note/", {"text": "From the old tab", "revision": 1}, headers=headers)

    page = stale.content.decode()
    assert stale.status_code == 409
    assert "changed on another page" in page
    assert "<p>Second</p>" in page
    assert "From the old tab</textarea>" in page
    assert re.search(r'name="revision" value="2"', page)
    assert Note.objects.get().text == "Second"
    as_ada.post(f"/steps/{python.pk}/note/", {"text": "From the old tab", "revision": 2})
    assert Note.objects.get().text == "From the old tab"


def test_a_double_click_stores_one_note_and_one_line(as_ada, python):
    for _ in range(2):
        assert as_ada.post(f"/steps/{python.pk}/note/", {"text": "Twice", "revision": 0}).status_code == 302
        as_ada.post(f"/steps/{python.pk}/checklist/", {"text": "Twice"})
    assert Note.objects.get().revision == 1
    assert ChecklistLine.objects.count() == 1


def test_two_first_notes_at_once_keep_the_first(ada, python):
    save(python, ada, "First")
    with pytest.raises(actions.NoteChanged):
        save(python, ada, "Also first")
    assert Note.objects.get().text == "First"


@WAYS
def test_she_adds_and_removes_a_link(as_ada, ada, python, headers):
    as_ada.post(f"/steps/{python.pk}/links/", {"url": "HTTPS://example.org/a", "title": "A page"}, headers=headers)
    link = OwnLink.objects.for_owner(ada).get()
    assert link.url == "https://example.org/a"
    assert re.search(r'<a href="https://example.org/a" rel="noopener noreferrer">A page</a>', page_of(as_ada, python))

    as_ada.post(f"/steps/{python.pk}/links/{link.pk}/remove/", headers=headers)
    assert not OwnLink.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("url", "javascript:alert(1)", "begins with https:// or http://"),
        ("url", "ftp://example.org", "begins with https:// or http://"),
        ("url", "example.org", "begins with https:// or http://"),
        ("url", "", "Give the address."),
        ("url", "https://example.org/" + "a" * 500, "at most 500 characters"),
        ("url", "https://example.org/\nx", "one line"),
        ("title", "t" * 121, "at most 120 characters"),
        ("title", "a\u202eb", "direction of text"),
    ],
)
@WAYS
def test_a_link_that_is_none_is_refused_by_name(as_ada, python, field, value, said, headers):
    told = {"url": "https://example.org/", "title": "x", field: value}
    refused = as_ada.post(f"/steps/{python.pk}/links/", told, headers=headers)

    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert not OwnLink.objects.exists()


def test_a_link_twice_and_too_many_links_are_refused(as_ada, ada, python):
    as_ada.post(f"/steps/{python.pk}/links/", {"url": "https://example.org/"})
    twice = as_ada.post(f"/steps/{python.pk}/links/", {"url": "https://example.org/"})
    assert "This link is here already." in twice.content.decode()
    for number in range(49):
        actions.add_link(python.item, by=ada, url=f"https://example.org/{number}", title="")
    with pytest.raises(ValidationError, match="50 links are enough"):
        actions.add_link(python.item, by=ada, url="https://example.org/more", title="")


@WAYS
def test_boxes_say_how_many_are_ticked(as_ada, ada, python, headers):
    for text in ("Read", "Try", "Teach"):
        as_ada.post(f"/steps/{python.pk}/checklist/", {"text": text}, headers=headers)
    first = ChecklistLine.objects.for_owner(ada).first()
    for _ in range(2):  # a second click changes nothing
        as_ada.post(f"/steps/{python.pk}/checklist/{first.pk}/tick/", {"ticked": "yes"}, headers=headers)
    page = page_of(as_ada, python)
    assert "1 of 3" in page
    assert re.search(rf'id="box-{first.pk}" role="checkbox" aria-checked="true"><span[^>]*>Read', page)

    as_ada.post(f"/steps/{python.pk}/checklist/{first.pk}/tick/", {"ticked": "no"}, headers=headers)
    assert "0 of 3" in page_of(as_ada, python)
    as_ada.post(f"/steps/{python.pk}/checklist/{first.pk}/remove/", headers=headers)
    assert "0 of 2" in page_of(as_ada, python)


@pytest.mark.parametrize("text", ["", "   ", "x" * 201, "two\nlines", "\u200b"])
def test_a_line_that_is_none_is_refused(as_ada, python, text):
    assert as_ada.post(f"/steps/{python.pk}/checklist/", {"text": text}).status_code == 422
    assert not ChecklistLine.objects.exists()


def test_a_hundred_lines_are_enough(as_ada, ada, python):
    for number in range(100):
        actions.add_line(python.item, by=ada, text=f"Line {number}")
    refused = as_ada.post(f"/steps/{python.pk}/checklist/", {"text": "One more"})
    assert "100 lines are enough" in refused.content.decode()


@pytest.fixture
def written(ada, roadmap, python):
    save(python, ada, "Generators are *lazy*.")
    save(factories.step(roadmap, "pandas"), ada, "Merge is a join. 100% of rows.")


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 2), ("lazy", 1), ("LAZY generators", 1), ("join lazy", 0), ("pandas", 1), ("100%", 1), ("%", 1), ("\x00", 2)],
)
def test_notes_are_searched_by_every_word_in_text_and_title(as_ada, written, query, found):
    page = as_ada.get("/notes/", {"q": query}).content.decode()
    assert page.count("<article") == found


def test_a_strangers_notes_are_found_by_nobody_else(as_mallory, written):
    page = as_mallory.get("/notes/", {"q": "lazy"}).content.decode()
    assert "Generators" not in page


def test_the_search_is_said_back_as_text(as_ada, written):
    page = as_ada.get("/notes/", {"q": "<b>x"}).content.decode()
    assert "No notes about “&lt;b&gt;x”" in page


def test_an_excerpt_is_cut_around_what_was_looked_for():
    text = "word " * 100 + "needle " + "word " * 100
    cut = excerpt(text, ["needle"])
    assert cut.startswith("… word")
    assert "needle" in cut
    assert cut.endswith("word …")
    assert excerpt("## Short\n\n**and** `bold`", []) == "Short\nand bold"


@pytest.mark.parametrize("count", [1, 3])
def test_notes_cost_the_same_for_one_as_for_three(as_ada, ada, roadmap, count, django_assert_num_queries):
    for key in ["python", "pandas", "fraud"][:count]:
        save(factories.step(roadmap, key), ada)
    with django_assert_num_queries(5):  # session, person, number, notes, steps
        as_ada.get("/notes/")


@pytest.mark.parametrize("count", [1, 3])
def test_a_step_costs_the_same_for_one_line_as_for_three(as_ada, ada, python, count, django_assert_num_queries):
    save(python, ada)
    for number in range(count):
        actions.add_line(python.item, by=ada, text=f"Line {number}")
        actions.add_link(python.item, by=ada, url=f"https://example.org/{number}", title="")
        actions.log_time(python.item, by=ada, minutes=10, spent_on=datetime(2026, 11, 2).date())
    with django_assert_num_queries(13):
        as_ada.get(f"/steps/{python.pk}/")


def test_a_mentor_with_every_consent_sees_no_note(ada, mentor, python, roadmap):
    seen = mentorship(mentor, ada, scopes=["progress", "evidence", "review", "shared_notes", "reminder_status"])
    save(python, ada, "canary-of-ada")
    actions.add_line(python.item, by=ada, text="canary-of-ada")
    actions.add_link(python.item, by=ada, url="https://example.org/canary-of-ada", title="")
    as_mentor = signed_in(mentor)
    for address in (f"/mentoring/mentees/{seen.pk}/", "/mentoring/", "/notes/", f"/steps/{python.pk}/"):
        assert "canary-of-ada" not in as_mentor.get(address).content.decode()
