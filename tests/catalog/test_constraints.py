"""What the database promises of the catalog, each promise broken once."""

import pytest
from django.db import IntegrityError, transaction

from catalog.models import (
    Area,
    Choice,
    Criterion,
    Item,
    ItemResource,
    Pathway,
    Prerequisite,
    Question,
    Role,
    RoleLevel,
    RoleStep,
    TemplateStage,
    TemplateStep,
)
from tests import factories
from tests.catalog import shelves

pytestmark = pytest.mark.django_db


def refused(name, act):
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        act()
    # SQLite names the columns of a broken uniqueness, PostgreSQL its constraint.
    assert name in str(broken.value) or "UNIQUE constraint failed" in str(broken.value)


def test_hours_go_from_low_over_likely_to_high():
    item = factories.skill("python")
    for wrong in ({"hours_low": 9}, {"hours_high": 7}, {"hours_low": -1}):
        refused("item_hours_low_likely_high", lambda wrong=wrong: Item.objects.filter(pk=item.pk).update(**wrong))


def test_only_an_own_step_has_an_owner_and_it_has_one(ada):
    python = factories.skill("python")
    refused("item_owned_iff_own", lambda: Item.objects.filter(pk=python.pk).update(owner=ada))
    refused("item_owned_iff_own", lambda: Item.objects.create(key="own-1", title="Mine", kind="own"))


def test_an_id_names_one_item():
    factories.skill("python")
    refused("catalog_item_key", lambda: factories.skill("python"))


def test_a_prerequisite_stands_once_and_is_another_item():
    python, numpy = factories.skill("python"), factories.skill("numpy")
    numpy.needs.add(python)
    refused("prerequisite_once", lambda: Prerequisite.objects.create(item=numpy, needs=python))
    refused("prerequisite_is_another_item", lambda: Prerequisite.objects.create(item=numpy, needs=numpy))


def test_a_resource_stands_once_at_an_item():
    python, book = factories.skill("python"), shelves.resource("book")
    ItemResource.objects.create(item=python, resource=book, position=1)
    refused("item_resource_once", lambda: ItemResource.objects.create(item=python, resource=book, position=2))


def test_a_criterion_has_its_own_key_in_a_milestone():
    fraud = factories.milestone("fraud", "Fraud")
    again = {"milestone": fraud, "key": "baseline", "title": "B", "detail": "D", "position": 9}
    refused("criterion_key_once_a_milestone", lambda: Criterion.objects.create(**again))


def test_a_role_asks_one_level_from_none_to_expert_of_an_area():
    role, area, other = shelves.page(Role, "r", stage="core"), shelves.page(Area, "a"), shelves.page(Area, "b")
    RoleLevel.objects.create(role=role, area=area, level=3)
    refused("role_level_once_an_area", lambda: RoleLevel.objects.create(role=role, area=area, level=2))
    refused("role_level_zero_to_four", lambda: RoleLevel.objects.create(role=role, area=other, level=5))


def test_a_step_between_roles_stands_once_and_leads_elsewhere():
    role, later = shelves.page(Role, "r", stage="core"), shelves.page(Role, "l", stage="growth")
    RoleStep.objects.create(before=role, after=later)
    refused("role_step_once", lambda: RoleStep.objects.create(before=role, after=later))
    refused("role_step_leads_elsewhere", lambda: RoleStep.objects.create(before=role, after=role))


def test_months_and_cost_of_a_pathway_go_from_low_to_high():
    refused("pathway_months_low_high", lambda: shelves.page(Pathway, "p", months_low=3, months_high=2))
    refused(
        "pathway_cost_low_high",
        lambda: shelves.page(Pathway, "p", months_low=1, months_high=2, cost_low=1, cost_high=0),
    )


def test_stages_choices_and_steps_stand_once(template):
    stage, choice = template.stages.first(), template.choices.first()
    names = {"title": "T", "short_title": "T", "position": 9}
    refused("template_stage_key_once", lambda: TemplateStage.objects.create(template=template, key=stage.key, **names))
    refused("choice_key_once_a_template", lambda: Choice.objects.create(template=template, key=choice.key, title="T"))
    refused(
        "choice_picks_one_at_least", lambda: Choice.objects.create(template=template, key="other", title="T", pick=0)
    )
    item = stage.steps.first().item
    refused("template_step_once_a_stage", lambda: TemplateStep.objects.create(stage=stage, item=item, position=9))


def test_a_question_has_a_level_and_is_explained():
    area = shelves.page(Area, "a")
    asked = {"pack": factories.pack(), "area": area, "topic": "T", "kind": "short", "prompt": "P"}
    refused("question_level_one_to_four", lambda: Question.objects.create(key="q", level=5, explanation="E", **asked))
    refused("question_is_explained", lambda: Question.objects.create(key="q", level=1, explanation="", **asked))
