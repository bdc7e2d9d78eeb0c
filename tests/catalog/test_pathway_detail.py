import pytest

from catalog.models import Area, Pathway
from tests import factories
from tests.catalog import shelves

pytestmark = pytest.mark.django_db


def pathway_with(count):
    pathway = shelves.page(
        Pathway,
        "bachelor",
        months_low=36,
        months_high=48,
        cost_high=24000,
        currency="EUR",
        cost_basis="Fees only.",
        asks_for="A school leaving exam.",
    )
    for number in range(count):
        area = shelves.page(Area, f"area-{number}")
        pathway.covers.add(factories.skill(f"skill-{number}", hours=10, area=area))
        pathway.adds.add(factories.skill(f"degree-{number}"))
    return pathway


def html(client):
    answer = client.get("/catalog/pathways/bachelor/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_pathway_tells_time_cost_and_what_it_covers(client):
    pathway_with(2)
    page = html(client)
    for said in (
        "36 to 48",
        "0 to 24,000",
        "EUR",
        "Fees only. An estimate.",
        "A school leaving exam.",
        "Skill-0",
        "Degree-1",
        "about 20 h of the roadmap",
    ):
        assert said in page, said


def test_an_unknown_pathway_is_not_found(client):
    assert client.get("/catalog/pathways/nothing/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_whatever_it_lists(client, count, django_assert_num_queries):
    pathway_with(count)
    with django_assert_num_queries(9):
        html(client)


def test_a_pathway_says_what_it_changes_in_a_roadmap(client, template):
    pathway = pathway_with(1)
    pathway.covers.set([factories.Item.objects.get(key="python"), factories.Item.objects.get(key="rust")])

    page = html(client)
    assert "1 of 4 steps are covered, so about 38 h are left of 54 h" in page
