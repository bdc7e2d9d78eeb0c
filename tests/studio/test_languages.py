"""The studio speaks the writer's language; what the checker of packs says stays English, as on the command line, and says so."""

import pytest
from django.utils import translation

from catalog import links
from catalog.pack.checking import ENTRIES
from catalog.studio import fields, words
from tests.studio.conftest import say

PYTHON = "/catalog/studio/small/skills/python/"


def places():
    """Every place of every form, of each kind of entry."""
    for kind in ENTRIES:
        for entry in [{"kind": one} for one in fields.question_kinds()] if kind == "questions" else [{}]:
            yield from fields.form_fields(fields.model_of(kind, entry), entry)


def test_every_field_of_the_schema_has_words():
    nameless = {
        place
        for place, _ in places()
        for last in [place.rpartition(".")[2]]
        if (last not in words.IN_ROWS if "[" in place else place not in words.LABELS and last not in words.LABELS)
    }
    assert nameless == set()


def test_a_field_that_nobody_has_named_yet_is_called_as_it_is():
    assert words.label("half_life") == "Half life"
    assert words.label("odds[1].half_life") == "half life"


def test_every_kind_of_entry_has_words_and_a_count():
    assert set(words.KINDS) == set(words.COUNTED) == set(ENTRIES)


def test_a_form_asks_in_the_readers_language(as_editor, draft):
    page = as_editor.get(PYTHON, headers={"Accept-Language": "de"}).content.decode()
    for said in ("Zusammenfassung: ein Satz", "Stunden, wahrscheinlich", ">Werkzeug<", "Fähigkeiten in skills/"):
        assert said in page


def test_what_the_checker_says_is_marked_as_english(as_editor, editor, draft):
    editor.language = "de"
    editor.save(update_fields=["language"])
    page = say(as_editor, PYTHON, title="").content.decode()
    assert '<span lang="en" dir="ltr">Is missing; add it.</span>' in page
    editor.language = "en-gb"
    editor.save(update_fields=["language"])
    page = say(as_editor, PYTHON, title="").content.decode()
    assert "Is missing; add it." in page
    assert "<span lang=" not in page


@pytest.mark.parametrize(
    ("said", "german"),
    [
        ("answers 404", "antwortet 404"),
        (f"takes more than {links.IN_ALL_SECONDS} s", "braucht mehr als 20 s"),
        ("does not answer: TimeoutError", "antwortet nicht: TimeoutError"),
        (f"leads on more than {links.REDIRECTS} times", "leitet mehr als 5-mal weiter"),
        ("has a name that nobody knows", "hat einen Namen, den niemand kennt"),
        ("something new", "something new"),
    ],
)
def test_what_was_written_down_about_an_address_is_said_in_the_readers_language(said, german):
    assert words.link_word(said) == said
    with translation.override("de"):
        assert words.link_word(said) == german
