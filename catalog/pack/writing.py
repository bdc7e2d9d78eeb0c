"""Packs as text, always in the same form: where two versions differ, they say different things."""

from typing import Any

import yaml

from catalog.pack.fields import Part

WIDTH = 120


class Writer(yaml.SafeDumper):
    """Blocks for long text, no aliases, keys in their own order."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def represent_text(writer: Writer, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else ">" if len(text) > WIDTH - 20 else None
    return writer.represent_scalar("tag:yaml.org,2002:str", str(text), style=style)


def represent_number(writer: Writer, number: float) -> yaml.ScalarNode:
    """Write 25 for 25.0, and never an exponent: a reader takes that for text."""
    if number.is_integer():
        return writer.represent_int(int(number))
    return writer.represent_scalar("tag:yaml.org,2002:float", f"{number:.12f}".rstrip("0"))


Writer.add_representer(str, represent_text)
Writer.add_multi_representer(str, represent_text)
Writer.add_representer(float, represent_number)


def write_yaml(data: Any) -> str:
    return yaml.dump(data, Dumper=Writer, sort_keys=False, allow_unicode=True, width=WIDTH)


def write_part(part: Part) -> str:
    """Give a file of a pack in its canonical form: fields in the order of the schema, defaults left out."""
    return write_yaml(part.model_dump(exclude_defaults=True))
