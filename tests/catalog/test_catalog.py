import re

import pytest

from catalog.models import Area, Item, Role, Skill
from tests.catalog import shelves

pytestmark = pytest.mark.django_db


def html(client, query=""):
    answer = client.get("/catalog/", {"q": query} if query else {})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_visitor_finds_all_that_there_is(client):
    shelves.catalog_with(1)
    page = html(client)
    for key in (
        "areas/area-0",
        "skill-0",
        "habit-0",
        "trend-0",
        "project-0",
        "exam-0",
        "platforms/platform-0",
        "pathways/way-0",
        "roles/role-0",
        "roadmaps/template-0",
    ):
        assert f'href="/catalog/{key}/"' in page, key
    assert 'href="/start/?role=role-0"' in page
    assert "retired Nov 2026" in page


def test_an_empty_catalog_says_how_to_fill_it(client):
    assert "manage.py load_content" in html(client)


def test_what_is_withdrawn_or_a_persons_own_is_not_listed(client, ada):
    shelves.catalog_with(1)
    for model in (Item, Area, Role):
        model.objects.update(is_withdrawn=True)
    Item.objects.create(key="own-1", title="My canary", kind="own", owner=ada, words="canary")
    page = html(client) + html(client, "canary")
    assert "skill-0" not in page
    assert "areas/area-0" not in page
    assert "roles/role-0" not in page
    assert "My canary" not in page


def search(client, query):
    return re.findall(r'<li><div><a href="/catalog/([a-z-]+)/"', html(client, query))


@pytest.fixture
def frameworks():
    torch = "pytorch\ntorch\ndeep learning framework\nnetworks as ordinary python"
    shelves.page(
        Skill, "pytorch", title="PyTorch", kind="skill", words=torch, aliases=["torch", "deep learning framework"]
    )
    shelves.page(Skill, "serving", title="Serving", kind="skill", words="serving\nserve a pytorch model")


@pytest.mark.parametrize(
    "query",
    ["pytorch", "PyTorch", "torch", "deep learning framework", "deep learning frameworks", " Framework,  deep "],
)
def test_a_skill_is_found_by_name_alias_or_what_it_is(client, frameworks, query):
    assert search(client, query)[0] == "pytorch"


def test_the_thing_itself_comes_before_those_that_mention_it(client, frameworks):
    assert [key for key in search(client, "pytorch") if key in {"pytorch", "serving"}] == ["pytorch", "serving"]


def test_a_search_without_a_match_says_what_to_try(client, frameworks):
    assert "Nothing here mentions all of these words" in html(client, "cobol")


@pytest.mark.parametrize(
    "query", ["%", "_", "'; drop table", "a\x00b", "\u202eabc", "x" * 5000, "\\", "<script>alert(1)</script>", "  "]
)
def test_a_strange_query_is_only_a_query(client, frameworks, query):
    page = html(client, query)
    assert "<script>alert" not in page
    assert "\x00" not in page


def test_htmx_gets_the_shelves_alone(client, frameworks):
    answer = client.get("/catalog/", {"q": "torch"}, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert page.strip().startswith('<div id="shelves"')
    assert "PyTorch" in page


def test_a_page_of_results_is_not_for_search_engines(client):
    assert '<meta name="robots" content="noindex">' in html(client, "torch")
    assert "noindex" not in html(client)


@pytest.mark.parametrize("count", [1, 3])
def test_the_catalog_costs_the_same_for_one_and_three(client, count, django_assert_num_queries):
    shelves.catalog_with(count)
    with django_assert_num_queries(10):
        html(client)


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_costs_the_same_for_one_and_three(client, count, django_assert_num_queries):
    shelves.role_with(count)
    with django_assert_num_queries(8):
        html(client, "area")
