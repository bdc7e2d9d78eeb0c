"""Pydantic's errors in the words of someone who edits a file."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from catalog.pack.problems import Path, Problem
from catalog.pack.reading import Document

SAYINGS = {
    "missing": ("is missing", "add it"),
    "extra_forbidden": ("is not a field here", "remove it, or correct its name"),
    "string_type": ("should be text", "put it in quotes"),
    "string_too_long": ("is longer than {max_length} characters", "shorten it"),
    "string_too_short": ("is empty", "write something"),
    "string_pattern_mismatch": ("does not have the form {pattern}", "correct it"),
    "int_type": ("should be a whole number", "write it without quotes"),
    "float_type": ("should be a number", "write it without quotes"),
    "bool_type": ("should be true or false", "write one of the two"),
    "list_type": ("should be a list", "begin each line with “- ”"),
    "dict_type": ("should be a mapping", "write “name: value” lines below it"),
    "model_type": ("should be a mapping", "write “name: value” lines below it"),
    "model_attributes_type": ("should be a mapping", "write “name: value” lines below it"),
    "literal_error": ("should be {expected}", "write one of these"),
    "too_short": ("has {actual_length} entries and needs {min_length} at least", "add some"),
    "too_long": ("has {actual_length} entries and may have {max_length} at most", "remove some"),
    "greater_than_equal": ("is less than {ge}", "correct it"),
    "less_than_equal": ("is more than {le}", "correct it"),
    "value_error": ("{error}", "correct it"),
    "union_tag_not_found": ("does not say its kind", "add “kind:”"),
    "union_tag_invalid": ("has a kind that there is not", "write one of {expected_tags}"),
}


def put_plainly(error: ValidationError, document: Document) -> Iterator[Problem]:
    for found in error.errors(include_url=False, include_input=False):
        what, todo = SAYINGS.get(found["type"], (found["msg"], "correct it"))
        context: dict[str, Any] = found.get("ctx", {})
        yield document.problem(place(found["loc"], document.data), fill(what, context), fill(todo, context))


def fill(text: str, context: dict[str, Any]) -> str:
    for name, value in context.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def place(location: tuple[int | str, ...], data: Any) -> Path:
    """Keep what leads through `data`, and the last word, which may be missing; pydantic adds union tags and “[key]”."""
    path: Path = ()
    for number, part in enumerate(location):
        if holds(data, part):
            data = data[part]
        elif number < len(location) - 1 or part == "[key]" or not isinstance(data, dict):
            continue
        path = (*path, part)
    return path


def holds(data: Any, part: int | str) -> bool:
    if isinstance(data, dict):
        return part in data
    return isinstance(data, list) and isinstance(part, int) and part < len(data)
