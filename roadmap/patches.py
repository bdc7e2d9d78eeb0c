"""What one act changed in a roadmap, row by row, so that it can be taken back without losing what came after it."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from roadmap.models import Roadmap, Stage, Step, StepLink
from roadmap.traces import with_traces

Row = dict[str, Any]
Rows = dict[str, Row]
Snapshot = dict[str, Rows]
Patch = dict[str, dict[str, Any]]

# In this order rows can be made; in the other, removed.
KINDS: dict[str, type[models.Model]] = {"roadmap": Roadmap, "stage": Stage, "step": Step, "link": StepLink}
# Fields that only mean something together go back together or not at all.
TOGETHER = (("starts_on", "due_on", "reason"), ("stage_id", "position"), ("template_version_id", "pack_version"))


def rows_of(kind: str, roadmap: Roadmap) -> models.QuerySet[Any]:
    scope: dict[str, Any] = {"roadmap": roadmap}
    if kind in ("roadmap", "link"):
        scope = {"pk": roadmap.pk} if kind == "roadmap" else {"step__roadmap": roadmap}
    return KINDS[kind]._default_manager.filter(**scope).order_by("pk")


def snapshot(roadmap: Roadmap) -> Snapshot:
    """Give every row of a roadmap with every field, as JSON knows it."""
    found = {kind: {str(row.pk): fields_of(row) for row in rows_of(kind, roadmap)} for kind in KINDS}
    plain: Snapshot = json.loads(json.dumps(found, cls=DjangoJSONEncoder))
    return plain


def fields_of(row: models.Model) -> Row:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def difference(before: Snapshot, after: Snapshot) -> Patch:
    return {
        kind: {
            "added": [pk for pk in after[kind] if pk not in rows],
            "removed": {pk: row for pk, row in rows.items() if pk not in after[kind]},
            "changed": {
                pk: changes
                for pk, row in rows.items()
                if pk in after[kind] and (changes := changed_fields(row, after[kind][pk]))
            },
        }
        for kind, rows in before.items()
    }


def changed_fields(before: Row, after: Row) -> dict[str, list[Any]]:
    return {name: [value, after[name]] for name, value in before.items() if after[name] != value}


def revert(roadmap: Roadmap, patch: Patch) -> None:
    """Take a patch back. What the person changed after it stays, and so does whatever they have worked on since."""
    now = snapshot(roadmap)
    for kind in KINDS:
        bring_back(kind, patch[kind]["removed"], now)
        put_back(kind, patch[kind]["changed"], now)
    take_away(roadmap, patch)


def bring_back(kind: str, rows: Rows, now: Snapshot) -> None:
    """Make removed rows again under their old ids, save where the person has made the same since."""
    taken = {natural(kind, row) for row in now[kind].values()}
    for pk, row in rows.items():
        if natural(kind, row) not in taken and all(value in now[there] for there, value in parents(kind, row)):
            restored(KINDS[kind], row).save(force_insert=True)
            now[kind][pk] = row


def natural(kind: str, row: Row) -> tuple[Any, ...]:
    names = {"step": ("item_id",), "link": ("step_id", "needs_id")}.get(kind, ("id",))
    return tuple(row[name] for name in names)


def parents(kind: str, row: Row) -> list[tuple[str, str]]:
    """Give what must be there for a row to be."""
    if kind == "step":
        return [("stage", str(row["stage_id"]))]
    return [("step", str(row["step_id"])), ("step", str(row["needs_id"]))] if kind == "link" else []


def restored(model: type[models.Model], row: Row) -> models.Model:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: fields[name].to_python(value) for name, value in row.items() if name in fields})


def put_back(kind: str, changes: Mapping[str, dict[str, list[Any]]], now: Snapshot) -> None:
    """Give fields their earlier values, where they still have those that the patch gave them."""
    model = KINDS[kind]
    fields = {field.attname: field for field in model._meta.concrete_fields}
    for pk, changed in changes.items():
        row = now[kind].get(pk)
        if row is None:
            continue
        moved_on = {name for name, (_, after) in changed.items() if name not in row or row[name] != after}
        moved_on |= {name for group in TOGETHER if moved_on & set(group) for name in group}
        values = {name: before for name, (before, _) in changed.items() if name in fields and name not in moved_on}
        values = {name: value for name, value in values.items() if name != "stage_id" or str(value) in now["stage"]}
        if values:
            model._default_manager.filter(pk=int(pk)).update(
                **{name: fields[name].to_python(value) for name, value in values.items()}
            )


def take_away(roadmap: Roadmap, patch: Patch) -> None:
    """Remove what the patch added: links, then steps without a trace, then stages that are empty."""
    StepLink.objects.filter(pk__in=map(int, patch["link"]["added"]), step__roadmap=roadmap).delete()
    added = list(roadmap.steps.filter(pk__in=map(int, patch["step"]["added"])))
    kept = with_traces(added, roadmap.owner_id)
    roadmap.steps.filter(pk__in=[step.pk for step in added if step.pk not in kept]).delete()
    roadmap.stages.filter(pk__in=map(int, patch["stage"]["added"]), steps=None).delete()
