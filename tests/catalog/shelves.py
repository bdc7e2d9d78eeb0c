"""Rows of the catalog for the tests of its pages, one or three of each."""

from catalog.models import (
    Area,
    Choice,
    Credential,
    Item,
    ItemResource,
    Milestone,
    Pathway,
    Resource,
    Role,
    RoleFact,
    RoleLevel,
    RoleStep,
    Skill,
    StatusFact,
    Template,
    TemplateStage,
    TemplateStep,
)
from tests import factories

AS_OF = "2026-11-20"


def page(model, key, **fields):
    own = {"title": key.capitalize(), "summary": f"{key} in a sentence.", "pack": factories.pack(), "words": key}
    return model.objects.create(key=key, **(own | fields))


def resource(key, **fields):
    own = {
        "provider": "A school",
        "url": f"https://example.org/{key}/",
        "kind": "course",
        "cost": "free",
        "is_verified": True,
    }
    return page(Resource, key, **(own | fields))


def fact(key, *, about, **fields):
    own = {
        "subject": key.capitalize(),
        "kind": "changed",
        "statement": f"{key} has changed.",
        "as_of": AS_OF,
        "is_verified": True,
    }
    made = StatusFact.objects.create(key=key, pack=factories.pack(), **(own | fields))
    getattr(made, {Item: "items", Resource: "resources", RoleFact: "role_facts"}[type(about)]).add(about)
    return made


def item_with(count):
    """A skill with `count` of all that its page lists."""
    area = page(Area, "area")
    item = factories.skill("python", "Python", area=area)
    item = Item.objects.get(pk=item.pk)
    for number in range(count):
        item.needs.add(factories.skill(f"before-{number}", area=area))
        factories.skill(f"after-{number}", area=area).needs.add(item)
        Item.objects.filter(pk=factories.skill(f"part-{number}").pk).update(parent=item)
        ItemResource.objects.create(item=item, resource=resource(f"course-{number}"), position=number)
        fact(f"fact-{number}", about=item)
        page(Role, f"role-{number}", stage="core").key_items.add(item)
        page(Pathway, f"way-{number}", months_low=1, months_high=2).covers.add(item)
        template = page(Template, f"template-{number}", role=Role.objects.get(key=f"role-{number}"), version="1.0.0")
        stage = TemplateStage.objects.create(
            template=template, key="learn", title="Learn", short_title="Learn", position=1
        )
        choice = Choice.objects.create(template=template, key="language", title="One language")
        TemplateStep.objects.create(stage=stage, item=item, position=1, choice=choice)
        other = factories.skill(f"other-{number}")
        TemplateStep.objects.create(stage=stage, item=other, position=2, choice=choice, is_default=False)
    return item


def catalog_with(count):
    """`count` of everything that the first page of the catalog lists."""
    for number in range(count):
        area = page(Area, f"area-{number}")
        factories.skill(f"skill-{number}", area=area)
        factories.skill(f"habit-{number}")
        Skill.objects.filter(pk=factories.skill(f"trend-{number}", area=area).pk).update(is_trend=True)
        factories.milestone(f"project-{number}", f"Project {number}")
        page(Credential, f"exam-{number}", kind="credential", form="certification", retired_on=AS_OF)
        resource(f"platform-{number}", is_platform=True)
        page(Pathway, f"way-{number}", months_low=1, months_high=2)
        role = page(Role, f"role-{number}", stage="entry")
        template = page(Template, f"template-{number}", role=role, version="1.0.0")
        stage = TemplateStage.objects.create(
            template=template, key="learn", title="Learn", short_title="Learn", position=1
        )
        TemplateStep.objects.create(stage=stage, item=Item.objects.get(key=f"skill-{number}"), position=1)


def role_with(count):
    """A role with `count` of all that its page lists."""
    role = page(Role, "engineer", stage="core", levels_basis="Our own judgement.")
    for number in range(count):
        area = page(Area, f"area-{number}", position=number)
        RoleLevel.objects.create(role=role, area=area, level=1)
        later = page(Role, f"later-{number}", stage="growth")
        RoleLevel.objects.create(role=later, area=area, level=3)
        RoleStep.objects.create(before=role, after=later, years="2-5", note="The usual step.")
        earlier = page(Role, f"earlier-{number}", stage="entry")
        RoleStep.objects.create(before=earlier, after=role, years="1-2")
        item = factories.skill(f"skill-{number}")
        role.key_items.add(item)
        for kind in ("duty", "industry"):
            known = page(RoleFact, f"{kind}-{number}", role=role, kind=kind)
            known.items.add(item)
            known.resources.add(resource(f"{kind}-book-{number}"))
            fact(f"{kind}-fact-{number}", about=known)
        role.resources.add(resource(f"book-{number}"))
    return role


def project(key="fraud", **fields):
    made = factories.milestone(key, "Fraud detection")
    Milestone.objects.filter(pk=made.pk).update(**fields)
    return made
