"""The second pack rests on the first, and nothing is hard-coded to either."""

from datetime import date

import pytest
from django.core.management import call_command
from django.template import Context
from django.template import Template as Page

from catalog.models import Item, Pathway, Prerequisite, Role, Template, TemplateStep
from config import demo
from roadmap import actions
from roadmap.overview import read_overview


@pytest.fixture
def loaded(db):
    call_command("load_content", verbosity=0)


def roadmap_for(person, key):
    return actions.create_roadmap(
        Template.objects.get(key=key), by=person, weekly_hours=8, starts_on=date(2026, 11, 23)
    )


def test_a_skill_ticked_in_one_roadmap_is_ticked_in_the_other(loaded, ada):
    first, second = roadmap_for(ada, "machine-learning-engineer"), roadmap_for(ada, "data-engineer")
    done = first.steps.get(item__key="sql")
    actions.set_status(done.pk, "done", by=ada)
    statuses = {step.title: step.status for step in read_overview(second).steps}
    assert statuses["SQL and databases"] == "done"
    assert statuses["Python"] == "todo"


def test_most_of_it_is_shared_and_its_own_part_stands_in_the_catalog(loaded, client):
    steps = Item.objects.filter(pk__in=TemplateStep.objects.filter(stage__template__key="data-engineer").values("item"))
    own = steps.filter(pack__key="data-engineer")
    assert (steps.count(), own.count()) == (48, 7)
    for item in own:
        assert all((item.body, item.check_yourself, item.learn, item.mistakes))
        assert "free" in item.resources.values_list("cost", flat=True)
        assert client.get(item.get_absolute_url()).status_code == 200


def test_no_step_stands_before_what_it_needs(loaded):
    steps = TemplateStep.objects.filter(stage__template__key="data-engineer").order_by("stage__position", "position")
    order = {item: place for place, item in enumerate(steps.values_list("item", flat=True))}
    needs = Prerequisite.objects.filter(item__in=order, needs__in=order).select_related("item", "needs")
    assert [str(need) for need in needs if order[need.needs_id] > order[need.item_id]] == []


def test_one_chooses_between_both_on_the_first_page(loaded, as_ada):
    page = as_ada.get("/start/").content.decode()
    assert page.index("Machine Learning Engineer") < page.index("Data Engineer")


def test_the_landing_page_still_tells_of_the_first(loaded):
    shown = Page("{% load catalog_figures %}{% first_template as shown %}{{ shown.title }}").render(Context())
    assert shown == "Machine Learning Engineer"
    assert Template.objects.get(role__key=demo.ROLE).title == shown


def test_its_role_leads_to_it(loaded, client):
    role = Role.objects.get(key="role-data-engineer")
    assert "/start/?role=role-data-engineer" in client.get(role.get_absolute_url()).content.decode()


def test_each_of_its_own_skills_is_asked_about_and_each_way_in_covers_steps_of_it(loaded, client):
    own = Item.objects.filter(pack__key="data-engineer")
    assert list(own.filter(questions=None).values_list("key", flat=True)) == []
    for pathway in Pathway.objects.filter(pack__key="data-engineer"):
        page = client.get(pathway.get_absolute_url()).content.decode()
        assert "What it changes in a roadmap" in page
        assert 'href="/catalog/roadmaps/data-engineer/"' in page
