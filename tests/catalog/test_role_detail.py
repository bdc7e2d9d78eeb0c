import pytest

from catalog.models import Template
from tests.catalog import shelves

pytestmark = pytest.mark.django_db


def html(client):
    answer = client.get("/catalog/roles/engineer/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_role_shows_its_levels_in_words(client):
    shelves.role_with(1)
    page = html(client)
    assert "</span> aware" in page
    assert "Our own judgement." in page


def test_a_role_shows_where_it_leads_and_what_is_missing(client):
    shelves.role_with(1)
    page = html(client)
    assert "Later-0" in page
    assert "2-5 years, an estimate" in page
    assert "Area-0: aware to proficient" in page
    assert "Earlier-0" in page


def test_duties_and_industries_can_be_pointed_at(client):
    shelves.role_with(1)
    page = html(client)
    assert 'id="duty-0"' in page
    assert 'id="industry-0"' in page
    assert "industry-fact-0 has changed." in page


def test_one_starts_its_roadmap_from_here(client):
    role = shelves.role_with(1)
    assert "/start/?role=engineer" not in html(client)
    shelves.page(Template, "engineer", role=role, version="1.0.0")
    assert "/start/?role=engineer" in html(client)


def test_an_unknown_role_is_not_found(client):
    assert client.get("/catalog/roles/nobody/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_whatever_it_lists(client, count, django_assert_num_queries):
    shelves.role_with(count)
    with django_assert_num_queries(13):
        html(client)
