"""What templates keep is kept by all that it depends on."""

import pytest
from django.template import Context, Template
from django.urls import set_script_prefix
from django.utils import translation

from roadmap import flat


def printed(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_a_sentence_is_kept_for_each_language():
    template = Template('{% translate "Undo" %}')
    said = []
    for language in ("en", "de", "es", "de"):
        with translation.override(language):
            said.append(template.render(Context()))

    assert said == ["Undo", "Rückgängig", "Deshacer", "Rückgängig"]


def test_an_address_is_kept_for_each_of_its_values():
    source = '{% url "roadmap:roadmap_detail" number %}'

    assert [printed(source, number=number) for number in (1, 2, 1)] == ["/roadmap/1/", "/roadmap/2/", "/roadmap/1/"]


def test_an_address_is_kept_for_each_place_that_the_site_stands_in():
    assert printed('{% url "roadmap:today" %}') == "/today/"
    set_script_prefix("/waymark/")
    try:
        assert printed('{% url "roadmap:today" %}') == "/waymark/today/"
    finally:
        set_script_prefix("/")


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_a_line_is_printed_flat_as_a_template_prints_it(language):
    parts = {"percent": 40, "swapped": "", "id": 7, "title": "A", "summary": "B", "chip": ""}
    with translation.override(language):
        flatly = flat.join("roadmap/roadmap_detail.html#stage_head", "stage", [parts])
        usually = Template('{% include "roadmap/roadmap_detail.html#stage_head" %}').render(Context({"stage": parts}))

    assert flatly == usually
