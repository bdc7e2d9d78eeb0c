"""Whoever writes a roadmap is helped in their own language; the words that a program reads stay."""

import re

import pytest
from django.utils import translation

from catalog.own.markdown import read_markdown
from catalog.own.outline import LINES
from catalog.own.table import is_table, read_table
from catalog.own.views import EXAMPLE

BROKEN = """# Titel
## Werkzeuge
- Jonglieren
- Python {pyhton}
- Python
- Python
### Tiefer
## Leer
"""


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_the_example_is_an_outline_in_every_language(language):
    with translation.override(language):
        read = read_markdown(str(EXAMPLE))
    read.check_shape()
    assert read.faults == []
    assert [len(stage.steps) for stage in read.stages] == [2, 2]
    assert [choice.pick for choice in read.choices.values()] == [1]
    assert [step.is_chosen for step in read.steps()] == [False, False, True, False]


@pytest.mark.parametrize("language", ["de", "es"])
def test_the_examples_beside_the_form_can_be_stored(language, as_ada, template):
    page = as_ada.get("/catalog/own/new/", headers={"Accept-Language": language}).content.decode()
    shown = re.findall(r'<pre class="own-example"[^>]*>(.*?)</pre>', page, re.DOTALL)
    outlines = [read_table(text) if is_table(text) else read_markdown(text) for text in shown]
    for read in outlines:
        read.check_shape()
        assert read.faults == []
    assert [len(read.steps()) for read in outlines] == [5, 4]
    assert [read.steps()[-1].key for read in outlines] == ["jax", "jax"]


def test_faults_are_told_by_line_in_the_readers_language(as_ada, template):
    data = {"text": BROKEN, "preview": ""}
    page = as_ada.post("/catalog/own/new/", data, headers={"Accept-Language": "de"}).content.decode()
    for said in (
        "Zeile 3: „Jonglieren“ steht nicht im Katalog; sage, wie viele Stunden es braucht",
        "Zeile 4: Im Katalog gibt es nichts mit der ID „pyhton“; meintest du „python“?",
        "Zeile 6: „Python“ ist schon ein Schritt, in Zeile 4; behalte einen der beiden.",
        "Zeile 7: Schreibe „# Titel“ oder „## Etappe“",
        "Zeile 8: Die Etappe „Leer“ hat keinen Schritt",
    ):
        assert said in page


def test_hours_may_be_written_with_a_comma_and_are_read_so(as_ada, template):
    data = {"text": "# Mía\n## Uno\n- Algo (2,5 h)\n", "preview": ""}
    page = as_ada.post("/catalog/own/new/", data, headers={"Accept-Language": "es"}).content.decode()
    assert "1 paso · unas 2,5 h de trabajo propio." in page


def test_each_line_has_a_sentence_of_its_own():
    said = [str(sentence) for sentences in LINES.values() for sentence in sentences]
    assert len(set(said)) == 2 * len(LINES)
