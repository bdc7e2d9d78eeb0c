"""Rows of the database made equal to rows of a pack, with as few statements as there are kinds of change."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

Row = dict[str, Any]


@dataclass
class Changes:
    """What a load has done, in rows."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(self.added + other.added, self.changed + other.changed, self.removed + other.removed)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def sync(scope: models.QuerySet[Any], natural: tuple[str, ...], rows: Iterable[Row]) -> Changes:
    """Make the rows in `scope` equal to `rows`, which the fields `natural` identify.

    What is not among them is withdrawn where the model knows how, else deleted.
    """
    model = scope.model
    there = {identity(vars(found), natural): found for found in scope}
    wanted = {identity(row, natural): row for row in rows}
    new = [model(**row) for key, row in wanted.items() if key not in there]
    changed, fields = differing(there, wanted)
    model._default_manager.bulk_create(new, batch_size=200)
    if changed:
        model._default_manager.bulk_update(changed, sorted(fields), batch_size=50)
    gone = [found for key, found in there.items() if key not in wanted]
    return Changes(len(new), len(changed), remove(model, gone))


def identity(row: dict[str, Any], natural: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(row[name] for name in natural)


def differing(there: dict[Any, Any], wanted: dict[Any, Row]) -> tuple[list[Any], set[str]]:
    """Give the rows that must change, changed in memory, and the fields that any of them changes."""
    changed: list[Any] = []
    fields: set[str] = set()
    for key, row in wanted.items():
        found = there.get(key)
        if found is None:
            continue
        different = {name for name, value in row.items() if getattr(found, name) != value}
        for name in different:
            setattr(found, name, row[name])
        if different:
            changed.append(found)
            fields |= different
    return changed, fields


def remove(model: type[models.Model], gone: list[Any]) -> int:
    keys = [found.pk for found in gone]
    if not any(field.name == "is_withdrawn" for field in model._meta.fields):
        model._default_manager.filter(pk__in=keys).delete()
        return len(gone)
    return model._default_manager.filter(pk__in=keys, is_withdrawn=False).update(is_withdrawn=True)
