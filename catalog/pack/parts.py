"""What each part of a pack puts into the database, in an order in which every reference finds its row."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Model

from catalog.models import (
    Area,
    Choice,
    Credential,
    Criterion,
    Item,
    ItemResource,
    Milestone,
    Pathway,
    Prerequisite,
    Question,
    Resource,
    Role,
    RoleFact,
    RoleLevel,
    RoleStep,
    StatusFact,
    Template,
    TemplateStage,
    TemplateStep,
)
from catalog.pack import items
from catalog.pack.rows import Rows, words
from catalog.pack.syncing import Row, sync


def write_parts(rows: Rows) -> None:
    write_resources(rows)
    write_areas(rows)
    write_items(rows)
    write_roles(rows)
    write_role_facts(rows)
    write_pathways(rows)
    write_templates(rows)
    write_facts(rows)
    write_questions(rows)


def write_resources(rows: Rows) -> None:
    wanted = []
    for position, (key, entry) in enumerate(rows.entries("resources").items(), rows.start):
        says = entry.model_dump(include={"title", "provider", "url", "kind", "cost", "body", "learn"})
        wanted.append(says | {
            "key": key, "pack_id": rows.pack.pk, "summary": entry.summary or "", "is_platform": entry.platform,
            "is_verified": entry.verified, "seen_on": entry.seen_on or "", "position": position,
            "words": f"{words(key, entry)}\n{entry.provider}".lower(), "is_withdrawn": False,
        })  # fmt: skip
    rows.keyed(Resource, wanted)


def write_areas(rows: Rows) -> None:
    wanted = []
    for row, entry in rows.pages("areas"):
        taught = {"learn": entry.learn, "check_yourself": entry.check, "mistakes": entry.mistakes}
        wanted.append(row | taught | {"tier": entry.tier})
    rows.keyed(Area, wanted)
    rows.link_field(Area, "needs", "areas")
    rows.link_field(Area, "resources", "areas")


def write_items(rows: Rows) -> None:
    every = list(rows.content.items())
    areas = rows.ids[Area]
    wanted = []
    for position, (kind, key, placed) in enumerate(every, rows.start):
        wanted.append(rows.page(key, placed.entry, position) | items.common_fields(kind, placed, areas))
    rows.keyed(Item, wanted)
    ids = rows.ids[Item]
    parents = [{"key": key, "parent_id": ids.get(placed.entry.parent)} for _, key, placed in every]
    rows.changes += sync(Item.objects.filter(pack=rows.pack), ("key",), parents)
    rows.changes += items.write_kinds(every, ids)
    rows.children(Prerequisite, "item", ("item_id", "needs_id"), items.prerequisite_rows(every, ids))
    resources = items.resource_rows(every, ids, rows.ids[Resource])
    rows.children(ItemResource, "item", ("item_id", "resource_id"), resources)
    rows.children(Criterion, "milestone", ("milestone_id", "key"), items.criterion_rows(every, ids))
    rows.link_field(Credential, "needs_areas", "credentials", by=Item)


def write_roles(rows: Rows) -> None:
    wanted = []
    for row, entry in rows.pages("roles"):
        basis = rows.placed("roles")[row["key"]].file.levels_basis
        wanted.append(row | {
            "stage": entry.stage, "learn": entry.learn, "check_yourself": entry.check, "levels_basis": basis,
            "codes": [code.model_dump() for code in entry.codes],
        })  # fmt: skip
    rows.keyed(Role, wanted)
    rows.children(RoleLevel, "role", ("role_id", "area_id"), level_rows(rows))
    rows.children(RoleStep, "before", ("before_id", "after_id"), move_rows(rows))
    rows.link(Role, "key_items", {key: entry.items for key, entry in rows.entries("roles").items()})
    rows.link_field(Role, "resources", "roles")
    rows.link_field(Milestone, "roles", "milestones", by=Item)


def level_rows(rows: Rows) -> Iterator[Row]:
    for key, entry in rows.entries("roles").items():
        for area, level in entry.levels.items():
            yield {"role_id": rows.ids[Role][key], "area_id": rows.ids[Area][area], "level": level}


def move_rows(rows: Rows) -> Iterator[Row]:
    ids = rows.ids[Role]
    files = {id(placed.file): placed.file for placed in rows.placed("roles").values()}
    for file in files.values():
        for move in file.moves:
            ends = {"before_id": ids[move.before], "after_id": ids[move.after]}
            yield ends | {"years": move.years, "note": move.note, "is_verified": move.verified}


def write_role_facts(rows: Rows) -> None:
    wanted: list[Row] = []
    facts: dict[str, Any] = {}
    for kind, name in (("duties", RoleFact.Kind.DUTY), ("industries", RoleFact.Kind.INDUSTRY)):
        for key, placed in rows.placed(kind).items():
            row = rows.page(key, placed.entry, rows.start + len(wanted))
            role = rows.ids[Role][str(placed.path[1])]
            taught = {"check_yourself": placed.entry.check, "mistakes": placed.entry.mistakes}
            wanted.append(row | taught | {"role_id": role, "kind": name, "learn": placed.entry.learn})
            facts[key] = placed.entry
    rows.keyed(RoleFact, wanted)
    rows.link(RoleFact, "items", {key: entry.items for key, entry in facts.items()})
    rows.link(RoleFact, "resources", {key: entry.resources for key, entry in facts.items()})


def write_pathways(rows: Rows) -> None:
    wanted = []
    for row, entry in rows.pages("pathways"):
        wanted.append(row | {
            "months_low": entry.months.low, "months_high": entry.months.high, "cost_low": entry.cost.low,
            "cost_high": entry.cost.high, "currency": entry.cost.currency, "cost_basis": entry.cost.basis,
            "is_verified": entry.verified, "asks_for": entry.asks_for or "", "suits": entry.suits or "",
            "learn": entry.learn, "mistakes": entry.mistakes,
        })  # fmt: skip
    rows.keyed(Pathway, wanted)
    rows.link_field(Pathway, "adds", "pathways")
    rows.link_field(Pathway, "covers", "pathways")


def write_templates(rows: Rows) -> None:
    version = {"version": rows.content.pack.version}
    roles = rows.ids[Role]
    rows.keyed(Template, (row | version | {"role_id": roles[entry.role]} for row, entry in rows.pages("template")))
    rows.children(TemplateStage, "template", ("template_id", "key"), stage_rows(rows))
    choices = list(choice_rows(rows))
    kept = Choice.objects.filter(template__pack=rows.pack, key__in={choice["key"] for choice in choices})
    rows.changes += sync(kept, ("template_id", "key"), choices)
    rows.children(TemplateStep, "stage__template", ("stage_id", "item_id"), step_rows(rows))
    # Only now does no step hold on to a choice that is gone.
    rows.children(Choice, "template", ("template_id", "key"), choices)


def stage_rows(rows: Rows) -> Iterator[Row]:
    for key, template in rows.entries("template").items():
        for position, stage in enumerate(template.stages, 1):
            titles = {"title": stage.title, "short_title": stage.short_title, "summary": stage.summary or ""}
            yield titles | {"template_id": rows.ids[Template][key], "key": stage.id, "position": position}


def choice_rows(rows: Rows) -> Iterator[Row]:
    for key, template in rows.entries("template").items():
        for choice_key, choice in template.choices.items():
            says = {"title": choice.title, "summary": choice.summary or "", "pick": choice.pick}
            yield says | {"template_id": rows.ids[Template][key], "key": choice_key}


def step_rows(rows: Rows) -> Iterator[Row]:
    own = {"template__pack": rows.pack}
    stages = {(stage.template_id, stage.key): stage.pk for stage in TemplateStage.objects.filter(**own)}
    choices = {(choice.template_id, choice.key): choice.pk for choice in Choice.objects.filter(**own)}
    for key, template in rows.entries("template").items():
        pk = rows.ids[Template][key]
        for stage in template.stages:
            for position, step in enumerate(stage.steps, 1):
                yield {
                    "stage_id": stages[pk, stage.id],
                    "item_id": rows.ids[Item][step.item],
                    "position": position,
                    "is_optional": step.optional,
                    "choice_id": choices[pk, step.choice] if step.choice else None,
                    "is_default": step.starts_chosen,
                }


# What a status fact may be about, the first that knows an id.
ABOUT: tuple[type[Model], ...] = (Item, RoleFact, Resource)


def write_facts(rows: Rows) -> None:
    wanted = []
    facts = rows.entries("facts")
    for position, (key, entry) in enumerate(facts.items(), rows.start):
        wanted.append({
            "key": key, "pack_id": rows.pack.pk, "subject": entry.subject, "kind": entry.kind, "statement": entry.statement,
            "since": date.fromisoformat(entry.since) if entry.since else None, "successor": entry.successor or "",
            "as_of": date.fromisoformat(entry.as_of), "evidence": entry.evidence, "is_verified": entry.verified,
            "position": position, "is_withdrawn": False,
        })  # fmt: skip
    rows.keyed(StatusFact, wanted)
    for name, model in (("items", Item), ("role_facts", RoleFact), ("resources", Resource)):
        # An id that names an item and a resource means the item.
        taken = {key for earlier in ABOUT[: ABOUT.index(model)] for key in rows.ids[earlier]}
        known = rows.ids[model].keys() - taken
        links = {key: [subject for subject in entry.about if subject in known] for key, entry in facts.items()}
        rows.link(StatusFact, name, links)


def write_questions(rows: Rows) -> None:
    wanted = []
    for position, (key, placed) in enumerate(rows.placed("questions").items(), rows.start):
        entry = placed.entry
        wanted.append({
            "key": key, "pack_id": rows.pack.pk, "area_id": rows.ids[Area][placed.file.area], "topic": entry.topic,
            "topic_key": entry.topic_id, "level": entry.level, "kind": entry.kind, "prompt": entry.prompt,
            "options": entry.stored_options(), "answer": entry.stored_answer(), "explanation": entry.explanation,
            "position": position, "is_withdrawn": False,
        })  # fmt: skip
    rows.keyed(Question, wanted)
    rows.link_field(Question, "items", "questions")
