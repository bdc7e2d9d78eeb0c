"""Form fields out of the pack's own schema, so that the browser asks for exactly what the files may say.

A field is called as its place in the entry is spelled in an error: `hours.low`, `criteria[0].title`, `learn`.
"""

from collections.abc import Iterator
from itertools import zip_longest
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from django import forms
from django.utils.translation import gettext as _
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from catalog.pack.schema import KINDS
from catalog.studio import words

Fields = dict[str, forms.Field]
Entry = dict[str, Any]

LONG = 401  # text that may be longer than this gets room for several lines
ROWS_TO_ADD = 2


def model_of(kind: str, entry: Entry) -> type[BaseModel]:
    """Give the schema of the entries of `kind`; that of a question hangs on its own kind."""
    field = next(one for name, one in KINDS[kind].model_fields.items() if get_origin(one.annotation) is dict)
    model = bare(get_args(field.annotation)[1])
    if isinstance(model, type):
        return model
    members: list[type[BaseModel]] = list(get_args(model))
    wanted = entry.get("kind")
    return next((one for one in members if get_args(one.model_fields["kind"].annotation)[0] == wanted), members[0])


def question_kinds() -> list[str]:
    field = KINDS["questions"].model_fields["questions"]
    return [get_args(one.model_fields["kind"].annotation)[0] for one in get_args(bare(get_args(field.annotation)[1]))]


def bare(annotation: Any) -> Any:
    """Take off Annotated and “or None”."""
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        members = [one for one in get_args(annotation) if one is not NoneType]
        return bare(members[0]) if len(members) == 1 else Union[tuple(members)]  # noqa: UP007  # made at run time
    return annotation


def is_part(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def is_list_of_parts(annotation: Any) -> bool:
    """Rows of a form: criteria, options, codes."""
    return get_origin(annotation) is list and is_part(bare(get_args(annotation)[0])) and not is_elsewhere(annotation)


def is_elsewhere(annotation: Any) -> bool:
    """Mappings (the duties of a role) and lists in lists (the stages of a template) have no room in one form."""
    if get_origin(annotation) is dict:
        return True
    model: Any = bare(get_args(annotation)[0]) if get_origin(annotation) is list else None
    if not is_part(model):
        return False
    lists = [bare(one.annotation) for one in model.model_fields.values() if get_origin(bare(one.annotation)) is list]
    return any(is_part(bare(get_args(one)[0])) for one in lists)


def most(field: FieldInfo) -> int:
    """Give how long a text or list may be."""
    limits = [getattr(one, "max_length", None) for one in field.metadata]
    inner = field.annotation
    while get_origin(inner) in {Annotated, Union, UnionType}:
        if get_origin(inner) is Annotated:
            limits += [getattr(one, "max_length", None) for one in get_args(inner)[1:]]
        inner = next(one for one in get_args(inner) if one is not NoneType)
    return min((limit for limit in limits if limit), default=LONG)


def form_fields(model: type[BaseModel], entry: Entry, before: str = "") -> Iterator[tuple[str, forms.Field]]:
    """Yield the fields for `entry`. What is a mapping inside (the duties of a role) is for the file's text."""
    for name, field in model.model_fields.items():
        place, kind = f"{before}{name}", bare(field.annotation)
        if is_part(kind):
            yield from form_fields(kind, entry.get(name) or {}, f"{place}.")
        elif is_list_of_parts(kind):
            rows = entry.get(name) or []
            for number in range(min(len(rows) + ROWS_TO_ADD, most(field))):
                row = rows[number] if number < len(rows) else {}
                yield from form_fields(bare(get_args(kind)[0]), row, f"{place}[{number}].")
        elif not is_elsewhere(kind):
            yield place, form_field(place, kind, field, entry.get(name, field.get_default(call_default_factory=True)))


def form_field(place: str, kind: Any, field: FieldInfo, value: Any) -> forms.Field:
    told: dict[str, Any] = {"label": words.label(place), "required": False, "initial": shown(value)}
    if get_origin(kind) is Literal:
        offered = [(word, words.answer(word)) for word in get_args(kind)]
        blank = [("", _("Not said"))] if field.is_required() or value is None else []
        return forms.CharField(widget=forms.Select(choices=[*blank, *offered]), **told)
    if kind is bool:
        return forms.BooleanField(**told)
    if get_origin(kind) is list or (kind is str and most(field) >= LONG):
        rows = 3 if get_origin(kind) is list else 6
        return forms.CharField(widget=forms.Textarea({"rows": rows}), **told)
    if kind in {int, float}:
        return forms.CharField(widget=forms.TextInput({"inputmode": "decimal"}), **told)
    return forms.CharField(**told)


def shown(value: Any) -> Any:
    if isinstance(value, list):
        return "\n".join(map(str, value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return (
        value
        if isinstance(value, bool)
        else ""
        if value is None or not isinstance(value, str | int | float)
        else str(value)
    )


def read_entry(model: type[BaseModel], said: dict[str, Any], before: str = "") -> Entry:
    """Give the entry that a form says; what is empty is left out, whether it may be is for the schema to say."""
    entry: Entry = {}
    for name, field in model.model_fields.items():
        place, kind = f"{before}{name}", bare(field.annotation)
        value: Any
        if is_part(kind):
            value = read_entry(kind, said, f"{place}.")
        elif is_list_of_parts(kind):
            value = [row for row in read_rows(bare(get_args(kind)[0]), said, place) if row]
        elif is_elsewhere(kind) or place not in said:
            continue
        else:
            value = meant(kind, said[place])
        if value is not False and value not in ("", [], {}):
            entry[name] = value
    return entry


def read_rows(model: type[BaseModel], said: dict[str, Any], place: str) -> Iterator[Entry]:
    number = 0
    while any(name.startswith(f"{place}[{number}].") for name in said):
        yield read_entry(model, said, f"{place}[{number}].")
        number += 1


def meant(kind: Any, text: Any) -> Any:
    if isinstance(text, bool):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if get_origin(kind) is list:
        return [line.strip() for line in text.split("\n") if line.strip()]
    if kind in {int, float} and text:
        return number(kind, text)
    return text


def like(before: Any, after: Any) -> Any:
    """Give `after`, with texts as they were where only the space around them differs: a browser does not keep it."""
    if isinstance(before, dict) and isinstance(after, dict):
        return {name: like(before.get(name), value) for name, value in after.items()}
    if isinstance(before, list) and isinstance(after, list):
        return [like(*pair) for pair in zip_longest(before[: len(after)], after)]
    same = isinstance(before, str) and isinstance(after, str) and before.strip() == after.strip()
    return before if same else after


def number(kind: type[int] | type[float], text: str) -> int | float | str:
    """Give the number, or the text, which the schema then refuses."""
    try:
        found = kind(text.replace(",", "."))
    except ValueError:
        return text
    return found if abs(found) < 1e15 else text
