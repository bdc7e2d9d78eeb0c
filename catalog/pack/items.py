"""Items in the database: one row they share, and one in the table of their kind."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from catalog.models import Course, Credential, Item, Milestone, Skill
from catalog.pack.checking import Placed
from catalog.pack.syncing import Changes, Row

Entries = list[tuple[str, str, Placed]]

KINDS: dict[str, tuple[str, type[Item]]] = {
    "skills": (Item.Kind.SKILL, Skill),
    "courses": (Item.Kind.COURSE, Course),
    "credentials": (Item.Kind.CREDENTIAL, Credential),
    "milestones": (Item.Kind.MILESTONE, Milestone),
}


def common_fields(kind: str, placed: Placed, areas: dict[str, int]) -> Row:
    entry = placed.entry
    area = placed.file.area if kind == "skills" else getattr(entry, "area", None)
    spent = entry.hours
    return {
        "kind": KINDS[kind][0],
        "area_id": areas[area] if area else None,
        "hours_low": one_place(spent.low if spent else 0),
        "hours_likely": one_place(spent.likely if spent else 0),
        "hours_high": one_place(spent.high if spent else 0),
        "hours_basis": spent.basis if spent else "",
        "hours_verified": bool(spent and spent.verified),
        "retired_on": date.fromisoformat(entry.retired_on) if entry.retired_on else None,
        "learn": entry.learn,
        "check_yourself": entry.check,
        "mistakes": entry.mistakes,
    }


def one_place(hours: float) -> Decimal:
    return Decimal(str(round(hours, 1)))


def own_fields(kind: str, entry: Any) -> Row:
    """Give what only the kind's own table holds."""
    if kind == "skills":
        return {"form": entry.form, "is_trend": entry.trend}
    if kind == "courses":
        return {"provider": entry.provider, "url": entry.url, "cost": entry.cost}
    if kind == "credentials":
        return {"form": entry.form, "issuer": entry.issuer or "", "url": entry.url or ""}
    return {"form": entry.form, "evidence_wanted": entry.evidence}


def write_kinds(entries: Entries, ids: dict[str, int]) -> Changes:
    changes = Changes()
    for kind, (_, model) in KINDS.items():
        wanted = {ids[key]: own_fields(kind, placed.entry) for entry_kind, key, placed in entries if entry_kind == kind}
        for _, other in KINDS.values():
            if other is not model:  # an item that has become of another kind keeps its row, its progress and its steps
                for row in other._default_manager.filter(pk__in=wanted):
                    row.delete(keep_parents=True)
        changes += write_kind(model, wanted)
    return changes


def write_kind(model: type[Item], wanted: dict[int, Row]) -> Changes:
    there = {row.pk: row for row in model._default_manager.filter(pk__in=wanted)}
    changes = Changes()
    for pk, fields in wanted.items():
        found = there.get(pk)
        if found is None:
            model(**{"item_ptr_id": pk}, **fields).save_base(
                raw=True, force_insert=True
            )  # the shared row is written already
            changes += Changes(added=1)
        elif different := {name: value for name, value in fields.items() if getattr(found, name) != value}:
            model._default_manager.filter(pk=pk).update(**different)
            changes += Changes(changed=1)
    return changes


def prerequisite_rows(entries: Entries, ids: dict[str, int]) -> Iterator[Row]:
    for _, key, placed in entries:
        for needed in dict.fromkeys(placed.entry.needs):
            yield {"item_id": ids[key], "needs_id": ids[needed]}


def resource_rows(entries: Entries, ids: dict[str, int], resources: dict[str, int]) -> Iterator[Row]:
    for _, key, placed in entries:
        for position, resource in enumerate(dict.fromkeys(placed.entry.resources), 1):
            yield {"item_id": ids[key], "resource_id": resources[resource], "position": position}


def criterion_rows(entries: Entries, ids: dict[str, int]) -> Iterator[Row]:
    for kind, key, placed in entries:
        if kind != "milestones":
            continue
        for position, line in enumerate(placed.entry.criteria, 1):
            yield {
                "milestone_id": ids[key],
                "key": line.id,
                "title": line.title,
                "detail": line.detail,
                "position": position,
                "is_withdrawn": False,
            }
