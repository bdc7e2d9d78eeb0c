"""Every word of every page is there to be translated: read in a language of brackets, nothing stands outside of them."""

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse

from accounts.models import User
from catalog.own.actions import write_template
from catalog.own.matching import read_outline
from catalog.studio.actions import begin_draft
from common.languages import OF_CONTENT
from tests import factories
from tests.catalog import packs
from tests.conftest import signed_in
from tests.journeys import rich, test_every_page, test_front_door
from tests.journeys.conftest import NOW, clock, fresh_limits  # noqa: F401  # the moment that `rich` is made for
from tests.journeys.rich import Rich
from tests.journeys.test_every_page import OF_LEARNERS, OF_MENTORS, OF_STAFF, OF_VISITORS
from tests.languages.pseudo import CODE, data_of_database, unmarked, write_catalog

# Names, units and signs that stay as they are in every language.
ALLOWED = frozenset(
    {"Waymark", "AGPL", "Markdown", "UTC", "CSV", "JSON", "English", "Deutsch", "Español", "العربيّة", "h", "min"}
)
# What the drawing on the first page names.
TECHNOLOGIES = frozenset({"Python", "Git", "Linux", "SQL", "PyTorch", "Transformers", "Docker"})


@pytest.fixture
def pseudo(settings, tmp_path):
    sources = configured.LOCALE_PATHS[0] / "de" / "LC_MESSAGES" / "django.po"
    settings.LANGUAGES = [*configured.LANGUAGES, (CODE, "Brackets")]
    settings.LOCALE_PATHS = [write_catalog(sources, tmp_path / "locale"), *configured.LOCALE_PATHS]


@pytest.fixture
def made(transactional_db, mentor) -> Rich:
    return rich.make(factories.person("ada@example.org", name=rich.NAME, time_zone="Europe/Berlin"), mentor)


def find_unmarked(person: User | None, pages, made: Rich | None) -> dict[str, list[str]]:
    client = signed_in(person) if person else signed_in(factories.person("nobody@example.org"))
    if person is None:
        client.logout()
    data, found = data_of_database(), {}
    for name, arguments in pages.items():
        address = reverse(name, args=arguments(made))
        answer = client.get(address, follow=True, headers={"Accept-Language": CODE})
        assert answer.status_code == 200, address
        if left := list(unmarked(answer.content.decode(), data, ALLOWED | TECHNOLOGIES)):
            found[address] = left
    return found


def test_visitors(made, pseudo):
    assert find_unmarked(None, OF_VISITORS, made) == {}


def test_learners(made, pseudo):
    owner = made.roadmap.owner
    write_template(read_outline("# Mine\n## First\n- Python\n- Juggling (2 h)", by=owner), by=owner)
    assert find_unmarked(owner, OF_LEARNERS, made) == {}


def test_the_front_door(made, pseudo):
    pages = {name: lambda made, given=arguments: given for name, arguments in test_front_door.FOR_VISITORS.items()}
    assert find_unmarked(None, pages, made) == {}
    pages = {name: lambda made: [] for name in test_front_door.FOR_PERSONS}
    assert find_unmarked(made.roadmap.owner, pages, made) == {}


@pytest.mark.parametrize("address", ["bad", "forbidden", "nothing", "too-fast", "broken", "away"])
def test_pages_that_say_what_is_wrong(transactional_db, pseudo, settings, address):
    settings.ROOT_URLCONF = test_every_page.__name__
    answer = Client(raise_request_exception=False).get(f"/{address}/", headers={"Accept-Language": CODE})
    assert answer.status_code >= 400
    assert list(unmarked(answer.content.decode(), "", ALLOWED)) == []


def test_mentors(made, mentor, pseudo):
    assert find_unmarked(mentor, OF_MENTORS, made) == {}


def test_staff(transactional_db, pseudo):
    edith = factories.person("edith@example.org", name="Edith", is_staff=True)
    begin_draft("small", packs.bent("areas.yaml", "title: Programming", f"title: {rich.TITLE}"), by=None)
    assert find_unmarked(edith, OF_STAFF, None) == {}


def test_the_content_is_english():
    assert configured.LANGUAGE_CODE.startswith(OF_CONTENT)
