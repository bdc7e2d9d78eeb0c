"""Rows for tests, made through the models and the actions that people use."""

from datetime import UTC, date, datetime

from allauth.account.models import EmailAddress

from accounts.models import User
from catalog.models import (
    Area,
    Choice,
    Criterion,
    Item,
    Milestone,
    Pack,
    Role,
    Skill,
    Template,
    TemplateStage,
    TemplateStep,
)
from roadmap import actions
from roadmap.models import Roadmap, Step


def person(email: str, **fields) -> User:
    user = User.objects.create_user(email, "correct horse battery", **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def pack(key: str = "test-pack") -> Pack:
    fields = {
        "title": "Test pack",
        "version": "1.0.0",
        "licence": "CC0",
        "as_of": date(2026, 11, 20),
        "loaded_at": datetime(2026, 11, 20, tzinfo=UTC),
    }
    return Pack.objects.get_or_create(key=key, defaults=fields)[0]


def skill(
    key: str, title: str = "", *, hours: int = 8, area: Area | None = None, needs: tuple[Item, ...] = ()
) -> Skill:
    made = Skill.objects.create(
        key=key, title=title or key.capitalize(), kind=Item.Kind.SKILL, pack=pack(), area=area,
        summary=f"{title or key} in one sentence.", hours_low=hours, hours_likely=hours, hours_high=hours,
    )  # fmt: skip
    made.needs.set(needs)
    return made


def milestone(key: str, title: str, *, hours: int = 20, needs: tuple[Item, ...] = ()) -> Milestone:
    made = Milestone.objects.create(
        key=key, title=title, kind=Item.Kind.MILESTONE, pack=pack(), form=Milestone.Form.PROJECT,
        summary=f"{title} in one sentence.", hours_low=hours, hours_likely=hours, hours_high=hours,
        evidence_wanted="A repository and a write-up.",
    )  # fmt: skip
    made.needs.set(needs)
    for position, name in enumerate(["baseline", "leakage", "metric", "reproducible"]):
        Criterion.objects.create(
            milestone=made, key=name, title=name.capitalize(), detail=f"The {name} is sound.", position=position
        )
    return made


def small_template() -> Template:
    """Give the template "Test engineer": python 16 h, pandas 8 h (needs python), pytorch or jax 10 h each, rust 12 h optional,
    and the milestone fraud 20 h (needs pandas)."""
    area = Area.objects.create(key="foundations", title="Foundations", pack=pack())
    python = skill("python", "Python", hours=16, area=area)
    pandas = skill("pandas", "pandas", hours=8, area=area, needs=(python,))
    pytorch = skill("pytorch", "PyTorch", hours=10, area=area, needs=(python,))
    jax = skill("jax", "JAX", hours=10, area=area, needs=(python,))
    rust = skill("rust", "Rust", hours=12, area=area)
    fraud = milestone("fraud", "Fraud detection model", needs=(pandas,))
    role = Role.objects.create(key="test-engineer", title="Test engineer", stage=Role.Stage.CORE, pack=pack())
    template = Template.objects.create(
        key="test-engineer", title="Test engineer", role=role, version="1.0.0", pack=pack()
    )
    learn = TemplateStage.objects.create(
        template=template, key="learn", title="Learn the tools", short_title="Learn", position=1
    )
    prove = TemplateStage.objects.create(
        template=template, key="prove", title="Prove it", short_title="Prove", position=2
    )
    framework = Choice.objects.create(template=template, key="framework", title="One framework", pick=1)
    TemplateStep.objects.create(stage=learn, item=python, position=1)
    TemplateStep.objects.create(stage=learn, item=pandas, position=2)
    TemplateStep.objects.create(stage=learn, item=pytorch, position=3, choice=framework)
    TemplateStep.objects.create(stage=learn, item=jax, position=4, choice=framework, is_default=False)
    TemplateStep.objects.create(stage=learn, item=rust, position=5, is_optional=True, is_default=False)
    TemplateStep.objects.create(stage=prove, item=fraud, position=1)
    return template


def roadmap_of(
    owner: User, template: Template, *, starts_on: date = date(2027, 1, 4), weekly_hours: int = 8
) -> Roadmap:
    return actions.create_roadmap(template, by=owner, weekly_hours=weekly_hours, starts_on=starts_on)


def step(roadmap: Roadmap, key: str) -> Step:
    """Give the step of `roadmap` that places the item `key`."""
    return roadmap.steps.select_related("item", "roadmap").get(item__key=key)
