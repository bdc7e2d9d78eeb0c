import pytest

from catalog.models import Credential, Item, Resource, Role
from tests import factories
from tests.catalog import shelves

pytestmark = pytest.mark.django_db


def html(client, key):
    answer = client.get(f"/catalog/{key}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_visitor_reads_what_why_and_how_to_know(client):
    Item.objects.filter(pk=shelves.item_with(1).pk).update(
        body="It has **loops**.", learn=["`for` loops"], check_yourself="You can loop.", mistakes=["Looping for ever."]
    )
    page = html(client, "python")
    for said in (
        "<strong>loops</strong>",
        "<code>for</code> loops",
        "You can loop.",
        "Looping for ever.",
        "python in one sentence",
    ):
        assert said.lower() in page.lower()


def test_the_page_has_a_title_and_a_description_to_be_found_by(client):
    shelves.item_with(1)
    page = html(client, "python")
    assert "<title>Python · Waymark</title>" in page
    assert '<meta name="description" content="Python in one sentence.">' in page


def test_hours_tell_where_they_come_from_and_as_of_when(client):
    Item.objects.filter(pk=shelves.item_with(1).pk).update(
        hours_low=4, hours_likely="6.5", hours_high=9, hours_basis="A course of 6 h"
    )
    page = html(client, "python")
    assert "6.5 h" in page
    assert "4 to 9 h" in page
    assert "A course of 6 h · an estimate · as of 20 Nov 2026" in page


def test_free_resources_come_first(client):
    item = shelves.item_with(1)
    paid = shelves.resource("paid-book", cost=Resource.Cost.PAID, position=0)
    item.resources.through.objects.create(item=item, resource=paid, position=0)
    page = html(client, "python")
    assert page.index("Course-0") < page.index("Paid-book")


def test_a_retired_exam_says_since_when_and_what_instead(client):
    exam = shelves.page(Credential, "exam", kind="credential", form="certification", retired_on="2026-03-31")
    shelves.fact("mls", about=exam.item_ptr, kind="retired", since="2026-03-31", successor="The associate exam")
    page = html(client, "exam")
    assert "Retired since 31 Mar 2026" in page
    assert "The associate exam" in page


def test_what_is_not_confirmed_says_so(client):
    shelves.fact("rumour", about=shelves.item_with(1), is_verified=False)
    assert "not confirmed" in html(client, "python")


def test_a_milestone_shows_what_a_reviewer_looks_for(client):
    milestone = shelves.project()
    milestone.roles.add(shelves.page(Role, "analyst", stage="entry"))
    page = html(client, "fraud")
    for said in (
        "The leakage is sound.",
        "A repository and a write-up.",
        "One of these positions is enough",
        "Analyst",
    ):
        assert said in page


def test_a_choice_shows_what_else_one_may_take(client):
    shelves.item_with(1)
    assert "One language: this, or" in html(client, "python")


def test_a_step_that_a_person_wrote_for_themselves_is_nobody_elses_page(client, ada, as_ada):
    Item.objects.create(key="own-1", title="My canary", kind="own", owner=ada)
    assert client.get("/catalog/own-1/").status_code == as_ada.get("/catalog/own-1/").status_code == 404


def test_own_steps_do_not_show_on_the_page_of_what_they_need(client, ada):
    item = shelves.item_with(1)
    Item.objects.create(key="own-1", title="My canary", kind="own", owner=ada).needs.add(item)
    assert "canary" not in html(client, "python")


def test_a_withdrawn_item_stays_for_those_who_have_it(client):
    Item.objects.filter(pk=shelves.item_with(1).pk).update(is_withdrawn=True)
    page = html(client, "python")
    assert "no longer part of the catalog" in page
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize("key", ["nothing", "python--", "x" * 90])
def test_what_never_existed_is_not_found(client, key):
    assert client.get(f"/catalog/{key}/").status_code == 404


def test_the_id_of_anything_else_leads_to_its_page(client):
    role = shelves.role_with(1)
    platform = shelves.resource("campus", is_platform=True)
    for key, target in [
        ("engineer", role.get_absolute_url()),
        ("area-0", "/catalog/areas/area-0/"),
        ("duty-0", f"{role.get_absolute_url()}#duty-0"),
        ("campus", platform.get_absolute_url()),
    ]:
        assert client.get(f"/catalog/{key}/").url == target
    assert client.get("/catalog/book-0/").status_code == 404


def test_nothing_in_the_prose_acts_in_the_browser(client):
    Item.objects.filter(pk=shelves.item_with(1).pk).update(
        body='<script>alert(1)</script> <b hx-get="/x">x</b>', learn=["<img src=x onerror=alert(1)>"]
    )
    page = html(client, "python")
    assert "<script>alert" not in page
    assert "<b hx-get" not in page
    assert "<img" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_whatever_it_lists(client, count, django_assert_num_queries):
    shelves.item_with(count)
    with django_assert_num_queries(11):
        html(client, "python")


@pytest.mark.parametrize("count", [1, 3])
def test_a_milestones_page_costs_the_same_whatever_it_lists(client, count, django_assert_num_queries):
    milestone = shelves.project()
    for number in range(count):
        milestone.roles.add(shelves.page(Role, f"role-{number}", stage="entry"))
        milestone.needs.add(factories.skill(f"skill-{number}"))
    with django_assert_num_queries(12):
        html(client, "fraud")
