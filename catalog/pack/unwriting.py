"""Rows of the database as entries of a pack: the counterpart of catalog.pack.parts and catalog.pack.items."""

from collections.abc import Callable
from typing import Any

from catalog.models import Item, Pack, Pathway, Question, Resource, Role, StatusFact, Template, TemplateStep

Entry = dict[str, Any]


def pack_fields(pack: Pack) -> Entry:
    names = ("key", "title", "version", "licence", "language", "uses", "changelog")
    return {name: getattr(pack, name) for name in names} | {"as_of": pack.as_of.isoformat()}


def page(row: Any) -> Entry:
    return {name: getattr(row, name) for name in ("title", "summary", "body", "aliases")}


def taught(row: Any) -> Entry:
    return page(row) | {"learn": row.learn, "check": row.check_yourself, "mistakes": row.mistakes}


def resource(row: Resource) -> Entry:
    names = ("title", "provider", "url", "kind", "cost", "body", "learn")
    return {name: getattr(row, name) for name in names} | {
        "verified": row.is_verified,
        "seen_on": row.seen_on or None,
        "summary": row.summary or None,
        "platform": row.is_platform,
    }


def item(row: Item) -> Entry:
    shared = {
        "retired_on": row.retired_on.isoformat() if row.retired_on else None,
        "parent": row.parent.key if row.parent else None,
        "hours": hours(row) if row.hours_basis else None,
    }
    return taught(row) | shared | own_fields(row)


def hours(row: Item) -> Entry:
    return {
        "low": float(row.hours_low),
        "likely": float(row.hours_likely),
        "high": float(row.hours_high),
        "basis": row.hours_basis,
        "verified": row.hours_verified,
    }


def own_fields(row: Item) -> Entry:
    """Give what only the kind's own table holds; the area of a skill is its file's."""
    own: Any = getattr(row, row.kind)
    area = {"area": row.area.key if row.area else None}
    if row.kind == Item.Kind.SKILL:
        return {"form": own.form, "trend": own.is_trend}
    if row.kind == Item.Kind.COURSE:
        return area | {"provider": own.provider, "url": own.url, "cost": own.cost}
    if row.kind == Item.Kind.CREDENTIAL:
        return {"form": own.form, "issuer": own.issuer or None, "url": own.url or None}
    lines = [line for line in own.criteria.all() if not line.is_withdrawn]
    criteria = [{"id": line.key, "title": line.title, "detail": line.detail} for line in lines]
    return area | {"form": own.form, "evidence": own.evidence_wanted, "criteria": criteria}


def status_fact(row: StatusFact) -> Entry:
    return {
        "subject": row.subject,
        "kind": row.kind,
        "statement": row.statement,
        "since": row.since.isoformat() if row.since else None,
        "successor": row.successor or None,
        "as_of": row.as_of.isoformat(),
        "evidence": row.evidence,
        "verified": row.is_verified,
    }


def role(row: Role) -> Entry:
    levels = sorted(row.levels.all(), key=lambda level: level.pk)
    return page(row) | {
        "stage": row.stage,
        "learn": row.learn,
        "check": row.check_yourself,
        "levels": {level.area.key: level.level for level in levels},
        "codes": row.codes,
    }


def moves(row: Role) -> list[Entry]:
    return [
        {
            "before": row.key,
            "after": move.after.key,
            "years": move.years,
            "note": move.note,
            "verified": move.is_verified,
        }
        for move in sorted(row.moves_on.all(), key=lambda move: move.pk)
    ]


def pathway(row: Pathway) -> Entry:
    cost = {"low": row.cost_low, "high": row.cost_high, "currency": row.currency, "basis": row.cost_basis}
    return page(row) | {
        "months": {"low": row.months_low, "high": row.months_high},
        "cost": cost,
        "verified": row.is_verified,
        "asks_for": row.asks_for or None,
        "suits": row.suits or None,
        "learn": row.learn,
        "mistakes": row.mistakes,
    }


def template(row: Template) -> Entry:
    choices = sorted(row.choices.all(), key=lambda choice: choice.pk)
    return page(row) | {
        "role": row.role.key if row.role else None,
        "choices": {
            choice.key: {"title": choice.title, "summary": choice.summary or None, "pick": choice.pick}
            for choice in choices
        },
        "stages": [
            {
                "id": stage.key,
                "title": stage.title,
                "short_title": stage.short_title,
                "summary": stage.summary or None,
                "steps": [step(one) for one in stage.steps.all()],
            }
            for stage in row.stages.all()
        ],
    }


def step(row: TemplateStep) -> Entry:
    """`default` is said only where it is not what a reader would assume."""
    assumed = not row.is_optional and row.choice is None
    return {
        "item": row.item.key,
        "optional": row.is_optional,
        "choice": row.choice.key if row.choice else None,
        "default": None if row.is_default == assumed else row.is_default,
    }


def question(row: Question) -> Entry:
    names = ("topic", "level", "prompt", "explanation", "kind")
    return {name: getattr(row, name) for name in names} | {"topic_id": row.topic_key} | ANSWERS[row.kind](row)


def chosen(row: Question) -> Entry:
    correct = row.answer["correct"]
    options = [
        {"text": option["text"], "correct": number in correct, "why": option["why"] or None}
        for number, option in enumerate(row.options)
    ]
    return {"options": options}


def numeric(row: Question) -> Entry:
    return {name: row.answer[name] for name in ("value", "tolerance", "unit")}


def ordered(row: Question) -> Entry:
    return {"steps": [option["text"] for option in row.options]}


def short(row: Question) -> Entry:
    return {"accept": row.answer["accept"]}


def judged(row: Question) -> Entry:
    answer = row.answer
    return {"model_answer": answer["model"], "rubric": answer["rubric"], "pitfall": answer["pitfall"] or None}


ANSWERS: dict[str, Callable[[Question], Entry]] = {
    Question.Kind.SINGLE: chosen,
    Question.Kind.MULTIPLE: chosen,
    Question.Kind.NUMERIC: numeric,
    Question.Kind.ORDERING: ordered,
    Question.Kind.SHORT: short,
    Question.Kind.OPEN: judged,
}
