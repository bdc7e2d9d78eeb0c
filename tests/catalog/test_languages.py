"""Who reads another language is told that the packs are English, and finds all else in their own."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation

from catalog.models import Credential, Resource
from catalog.templatetags.catalog_words import become, figure, level_word, links, money
from tests.catalog import shelves
from tests.catalog.test_compare_roles import two_roles

pytestmark = pytest.mark.django_db
NOTE = "Die Texte des Katalogs gibt es bisher nur auf Englisch."


def html(client, address, language="de"):
    answer = client.get(address, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/catalog/", "/catalog/?q=python", "/catalog/search/?q=python", "/catalog/python/"]
)
def test_a_page_says_once_that_its_texts_are_english(client, address):
    shelves.item_with(1)
    assert html(client, address).count(NOTE) == 1
    assert "content-note" not in html(client, address, "en")


def test_the_texts_of_a_pack_are_marked_as_english(client):
    item = shelves.item_with(1)
    shelves.fact("news", about=item, kind="changed", since="2026-03-31")
    page = html(client, "/catalog/python/")
    assert '<p class="lead measure" lang="en" dir="ltr">Python in one sentence.</p>' in page
    assert 'lang="en"' not in html(client, "/catalog/python/", "en").replace('<html lang="en', "")


def test_a_retired_exam_says_so_in_the_readers_language(client):
    exam = shelves.page(Credential, "exam", kind="credential", form="certification", retired_on="2026-03-31")
    fact = shelves.fact("mls", about=exam.item_ptr, kind="retired", since="2026-03-31")
    page = html(client, "/catalog/exam/")
    assert "Eingestellt seit 31. M" in page
    assert "Zertifizierung" in page
    fact.refresh_from_db()
    with translation.override("es"):
        assert become(fact) == f"{fact.subject}: retirado desde el 31 mar 2026."


def test_figures_and_levels_are_said_in_the_readers_way():
    told = {}
    for language in ("en-gb", "de"):
        with translation.override(language):
            told[language] = (figure(1955.4), figure(4.5), money(240_000), level_word(3))
    assert told == {
        "en-gb": ("1,955", "4.5", "240,000", "proficient"),
        "de": ("1.955", "4,5", "240.000", "Routine"),
    }


def test_names_in_a_sentence_are_links_and_only_text(client):
    book = shelves.resource("book", title="<b>Book</b>", cost=Resource.Cost.PAID)
    assert links([book]) == (f'<a href="{book.url}" rel="noopener noreferrer">&lt;b&gt;Book&lt;/b&gt;</a>')


def test_a_search_without_a_match_advises_english(client):
    assert "Versuche es auf Englisch" in html(client, "/catalog/search/?q=quatsch")


def test_the_chart_keeps_its_points(client):
    """What a browser draws is no text: "180,5" would be two numbers."""
    two_roles([(1, 3), (0, 4), (2, 2)])
    chart = (
        html(client, "/catalog/roles/compare/?from=analyst&to=architect").split('class="radar"')[1].split("</svg>")[0]
    )
    places = re.findall(r' (?:c?[xy][12]?)="([^"]+)"', chart)
    assert len(places) > 20
    assert any("." in place for place in places)
    assert [place for place in places if not re.fullmatch(r"[\d.]+", place)] == []


def test_a_report_without_tables_says_what_to_run_first(monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", lambda *args, **kwargs: [])
    with pytest.raises(CommandError, match="migrate"):
        call_command("content_report")
