"""A fragment of text and plain names as one format string, for the one line that a page prints 150 times.

Django resolves, localises and escapes each name of each line, at about 3 µs; a line of the list has six, all of them strings
that are safe already (see Row). The markup stays in the page's template, where other pages and a tick include it as usual.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from django.core.exceptions import ImproperlyConfigured
from django.template.base import NodeList, TextNode, VariableNode
from django.template.loader import get_template
from django.utils.safestring import SafeString


@cache
def format_of(fragment: str, name: str) -> str:
    """Turn a fragment such as "roadmap/roadmap_detail.html#step_row" into a format string; `name` is the variable whose
    parts it prints. Raises ImproperlyConfigured where the fragment holds more than text and `{{ name.part }}`."""
    nodes: NodeList = get_template(fragment).template.nodelist  # type: ignore[attr-defined]  # Django's own backend
    return "".join(piece(node, name, fragment) for node in nodes)


def piece(node: object, name: str, fragment: str) -> str:
    if isinstance(node, TextNode):
        return node.s.replace("{", "{{").replace("}", "}}")
    if isinstance(node, VariableNode):
        owner, _, part = str(node.filter_expression).partition(".")
        if owner == name and part.isidentifier():
            return f"{{{part}}}"
    raise ImproperlyConfigured(
        f"{fragment} is printed flat and may hold only text and {{{{ {name}.part }}}}, not {node!r}."
    )


def join(fragment: str, name: str, lines: Iterable[Mapping[str, object]]) -> SafeString:
    """Print `fragment` once a line. Every value of a line must be safe: nothing is escaped here."""
    return SafeString("".join(map(format_of(fragment, name).format_map, lines)))
