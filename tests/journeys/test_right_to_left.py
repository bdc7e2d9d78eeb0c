"""Every page in a language that runs from right to left, and in those whose words are long: nothing stands out of the window.

The words are those of tests/languages/pseudo.py, in Arabic's place; what they look like is for eyes, where they stand is here.
"""

import pytest
from django.urls import reverse

from accounts.models import User
from catalog.own.actions import write_template
from catalog.own.matching import read_outline
from tests import factories
from tests.journeys import rich
from tests.journeys.rich import Rich
from tests.journeys.test_every_page import OF_LEARNERS, OF_MENTORS, OF_VISITORS, addresses_of
from tests.journeys.test_front_door import FOR_PERSONS, FOR_VISITORS
from tests.languages.pseudo import CODE
from tests.languages.test_every_word import pseudo  # noqa: F401  # the fixture

SIZES = {CODE: (1280, 390), "de": (390,), "es": (390,)}
LANGUAGES = pytest.mark.parametrize("language", SIZES)


@pytest.fixture
def ada(transactional_db) -> User:
    return factories.person("ada@example.org", name=rich.NAME, time_zone="Europe/Berlin")


@pytest.fixture
def made(ada, mentor) -> Rich:
    return rich.make(ada, mentor)


@pytest.fixture
def walk(page, fits, pseudo):  # noqa: F811
    """Read pages in a language and name what stands out of the window: walk("de", ["/"]) == {}."""

    def walked(language: str, addresses: list[str]) -> dict[str, list[str]]:
        page.set_extra_http_headers({"Accept-Language": language})
        found = {}
        for address in addresses:
            page.goto(address)
            direction = "rtl" if language == CODE else ""
            assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
                language,
                direction,
            ], address
            page.evaluate(
                "document.querySelectorAll('details:not([data-menu])').forEach(part => { part.open = true; })"
            )
            for width in SIZES[language]:
                page.set_viewport_size({"width": width, "height": 900})
                if faults := fits(page):
                    found[f"{address} at {width}"] = faults
        return found

    return walked


@LANGUAGES
def test_the_pages_of_visitors_fit(walk, made, language):
    front_door = [reverse(name, args=arguments) for name, arguments in FOR_VISITORS.items()]
    assert walk(language, [*front_door, *addresses_of(OF_VISITORS, made), "/nothing/", "/catalog/?q=o"]) == {}


@pytest.mark.slow
@LANGUAGES
def test_the_pages_of_learners_fit(walk, page, sign_in, ada, made, language):
    write_template(read_outline(f"# {rich.TITLE}\n## {rich.LONG[:80]}\n- Python", by=ada), by=ada)
    sign_in(page, "ada@example.org")
    answers = [answer.get_absolute_url() for answer in made.sitting.answers.all()]
    account = [reverse(name) for name in FOR_PERSONS]
    assert walk(language, [*account, *addresses_of(OF_LEARNERS, made), *answers]) == {}


@pytest.mark.slow
@LANGUAGES
def test_the_pages_of_mentors_fit(walk, page, sign_in, made, language):
    sign_in(page, "grace@example.org")
    assert walk(language, addresses_of(OF_MENTORS, made)) == {}


def test_what_points_onward_is_mirrored_and_what_people_wrote_is_not(walk, page, sign_in, made):
    sign_in(page, "ada@example.org")
    walk(CODE, [made.roadmap.get_absolute_url()])

    def look_of(selector: str, name: str) -> str:
        return page.evaluate("([of, name]) => getComputedStyle(document.querySelector(of))[name]", [selector, name])

    assert look_of(".step-title", "unicodeBidi") == "plaintext"
    assert look_of(".trail", "direction") == "ltr"
    page.goto(reverse("accounts:settings"))
    assert look_of("main .icon:has(> use[href$='#sign-out'])", "scale") == "-1 1"
