"""From where she stands to a role: skills that are missing, and their hours."""

import pytest

from catalog.models import Area, Role, RoleLevel, RoleStep
from roadmap import actions
from roadmap.standing import ways_to
from tests import factories


@pytest.fixture
def role(roadmap) -> Role:
    """Asks for level 2 of foundations (its roadmap starts with 34 h of it) and for level 4 of serving (40 h)."""
    role = Role.objects.get(key="test-engineer")
    serving = Area.objects.create(key="serving", title="Serving", pack=factories.pack())
    factories.skill("docker", hours=40, area=serving)
    RoleLevel.objects.create(role=role, area=Area.objects.get(key="foundations"), level=2)
    RoleLevel.objects.create(role=role, area=serving, level=4)
    return role


def far(role, user) -> list[tuple[int, int]]:
    return [(way.areas, way.hours) for way in ways_to([role], user)]


def test_who_has_done_nothing_is_told_nothing(as_ada, ada, role):
    assert far(role, ada) == []
    assert "From where you stand" not in as_ada.get("/catalog/roles/test-engineer/").content.decode()


def test_what_is_done_counts(ada, roadmap, role):
    actions.set_status(factories.step(roadmap, "pandas").pk, "done", by=ada)
    assert far(role, ada) == [(2, 50)]  # 17 - 8 and 40

    actions.set_status(factories.step(roadmap, "python").pk, "done", by=ada)
    assert far(role, ada) == [(1, 40)]


def test_she_reads_it_on_the_page_of_the_role_and_of_where_it_leads(as_ada, client, ada, roadmap, role):
    later = Role.objects.create(key="later", title="Later", stage="growth", pack=factories.pack())
    RoleLevel.objects.create(role=later, area=Area.objects.get(key="serving"), level=1)
    RoleStep.objects.create(before=role, after=later, years="2-5")
    for key in ("python", "pandas"):
        actions.set_status(factories.step(roadmap, key).pk, "done", by=ada)

    page = as_ada.get("/catalog/roles/test-engineer/").content.decode()
    assert "1 skill area, about 40 h" in page
    assert "1 skill area, about 10 h" in page
    assert "From where you stand" not in client.get("/catalog/roles/test-engineer/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_three_statements_for_one_role_as_for_three(ada, roadmap, role, count, django_assert_num_queries):
    actions.set_status(factories.step(roadmap, "python").pk, "done", by=ada)
    roles = [
        role,
        *(Role.objects.create(key=f"r{n}", title="R", stage="growth", pack=factories.pack()) for n in range(count - 1)),
    ]
    with django_assert_num_queries(3):
        ways_to(roles, ada)
