import pytest

from catalog.models import Area, Role, RoleLevel
from tests import factories
from tests.catalog import shelves

pytestmark = pytest.mark.django_db

ADDRESS = "/catalog/roles/compare/"


def html(client, before="analyst", after="architect", status=200):
    answer = client.get(ADDRESS, {"from": before, "to": after})
    assert answer.status_code == status
    return answer.content.decode()


def two_roles(levels):
    """Make an analyst and an architect, with their levels of each of these areas, which take 40 hours each."""
    before = shelves.page(Role, "analyst", stage="entry")
    after = shelves.page(Role, "architect", stage="growth", levels_basis="Our own judgement.")
    for number, (here, there) in enumerate(levels, 1):
        area = shelves.page(Area, f"area-{number}", position=number)
        factories.skill(f"skill-{number}", area=area, hours=40)
        RoleLevel.objects.create(role=before, area=area, level=here)
        RoleLevel.objects.create(role=after, area=area, level=there)


def test_the_gap_is_one_sentence(client):
    two_roles([(1, 3), (0, 4), (2, 2), (4, 1)])
    page = html(client)
    assert "From Analyst to Architect: 2 areas, about 60 h." in page
    assert "a quarter for each level that is missing" in page
    assert "Our own judgement." in page


def test_the_way_back_may_ask_for_nothing(client):
    two_roles([(1, 3), (2, 2), (0, 1)])
    assert "From Architect to Analyst: no area asks for more than you bring." in html(client, "architect", "analyst")


def test_levels_stand_in_numbers_and_words(client):
    two_roles([(1, 3), (2, 2), (4, 4)])
    page = html(client)
    assert '<span class="num">1</span> aware' in page
    assert '<span class="num">3</span> proficient' in page
    assert '<span class="more num">2 levels</span>, <span class="num">20 h</span>' in page


def test_the_chart_has_a_corner_for_each_area_and_says_what_it_shows(client):
    two_roles([(1, 4), (2, 2), (0, 3)])
    page = html(client)
    assert '<polygon class="after" points="180.0,40.0 240.6,215.0 89.1,232.5"/>' in page
    assert "Levels that Analyst and Architect ask for" in page
    assert "style=" not in page


def test_two_areas_make_no_chart_but_a_table(client):
    two_roles([(1, 4), (2, 2)])
    page = html(client)
    assert 'class="radar"' not in page
    assert "1 area, about 30 h" in page


def test_an_area_that_neither_asks_for_is_left_out(client):
    two_roles([(1, 4), (0, 0), (2, 2)])
    assert "Area-2" not in html(client)


@pytest.mark.parametrize("key", ["astronaut", "<b>", "a\x00b", "x" * 5000])
def test_an_unknown_role_is_told_beside_the_form(client, key):
    two_roles([(1, 4)])
    page = html(client, after=key, status=404)
    assert "There is no role “" in page
    assert '<option value="analyst" selected>' in page
    assert "<b>" not in page


def test_a_withdrawn_role_is_unknown(client):
    two_roles([(1, 4)])
    Role.objects.filter(key="architect").update(is_withdrawn=True)
    assert "There is no role “architect”" in html(client, status=404)


def test_one_role_or_none_asks_for_the_other(client):
    two_roles([(1, 4)])
    assert "Choose a role" in client.get(ADDRESS).content.decode()
    assert '<option value="analyst" selected>' in html(client, after="")
    assert "These are the same role" in html(client, after="analyst")


def test_a_role_leads_to_its_comparisons(client):
    shelves.role_with(1)
    page = client.get("/catalog/roles/engineer/").content.decode()
    assert f'{ADDRESS}?from=engineer"' in page
    assert f'{ADDRESS}?from=engineer&amp;to=later-0"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_whatever_it_lists(client, count, django_assert_num_queries):
    two_roles([(1, 4)] * count)
    with django_assert_num_queries(3):
        html(client)
