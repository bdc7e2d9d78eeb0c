"""What somebody has answered so far is kept until a roadmap is made of it."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from catalog.models import Template
from roadmap.actions.creating import create_roadmap
from roadmap.basis import basis_of, week_answers
from roadmap.models import Roadmap, StartDraft


def keep_draft(answers: Mapping[str, list[str]], *, by: User) -> None:
    StartDraft.objects.update_or_create(person=by, defaults={"answers": dict(answers), "changed_at": timezone.now()})


def first_answers(day: date, *, by: User) -> dict[str, list[str]]:
    """What the page begins with: the week of the person's latest roadmap, where there is one."""
    latest = Roadmap.objects.for_owner(by).order_by("-pk").first()
    week = week_answers(basis_of(latest), day) if latest else {"weekly_hours": ["8"]}
    return {"starts_on": [day.isoformat()]} | week


@transaction.atomic
def take_over_claims(
    template: Template,
    *,
    shown: Mapping[str, Collection[str]],
    areas: Collection[str],
    skills: Collection[str],
    placed: Collection[str],
    by: User,
    today: date,
) -> None:
    """Put what a person said yes to after a placement test into their answers; what they claimed elsewhere stays.

    `shown` holds the areas that the test was about with their skills, all by key; `areas` and `skills` are those of them
    that the person claims, `placed` those that the test itself found.
    """
    draft, _ = StartDraft.objects.get_or_create(person=by)
    asked_of = {skill for found in shown.values() for skill in found}
    answers = first_answers(today, by=by) | draft.answers | {"template": [template.key]}
    answers["areas"] = [key for key in answers.get("areas", []) if key not in shown] + sorted(areas)
    answers["skills"] = [key for key in answers.get("skills", []) if key not in asked_of] + sorted(skills)
    draft.answers, draft.changed_at = answers, timezone.now()
    draft.placed = sorted(set(draft.placed) - asked_of | set(placed) & set(skills))
    draft.save(update_fields=["answers", "placed", "changed_at"])


def forget_draft(*, by: User) -> None:
    StartDraft.objects.filter(person=by).delete()


@transaction.atomic
def start_roadmap(answers: Mapping[str, Any], *, by: User) -> Roadmap:
    """Make a roadmap of the answers, and forget the draft. Raises as `create_roadmap` does."""
    draft = StartDraft.objects.filter(person=by).first()
    roadmap = create_roadmap(by=by, placed=draft.placed if draft else (), **answers)
    forget_draft(by=by)
    return roadmap
