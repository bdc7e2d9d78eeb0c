import pytest

from catalog.models import Area, Role, RoleLevel
from tests import factories
from tests.catalog import shelves

pytestmark = pytest.mark.django_db


def area_with(count):
    area = shelves.page(Area, "mathematics", mistakes=["Skipping proofs."], check_yourself="You can derive it.")
    for number in range(count):
        factories.skill(f"skill-{number}", hours=4, area=area)
        area.needs.add(shelves.page(Area, f"before-{number}"))
        shelves.page(Area, f"after-{number}").needs.add(area)
        area.resources.add(shelves.resource(f"book-{number}"))
        RoleLevel.objects.create(role=shelves.page(Role, f"role-{number}", stage="core"), area=area, level=3)
    return area


def html(client):
    answer = client.get("/catalog/areas/mathematics/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_area_shows_its_skills_and_who_asks_for_it(client):
    area_with(2)
    page = html(client)
    for said in ("Skill-0", "2, about 8 h together", "Before-0", "After-0", "Role-0", "proficient", "Skipping proofs."):
        assert said in page, said


def test_an_unknown_area_is_not_found(client):
    assert client.get("/catalog/areas/nothing/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_whatever_it_lists(client, count, django_assert_num_queries):
    area_with(count)
    with django_assert_num_queries(6):
        html(client)
