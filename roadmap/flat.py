"""A fragment as one format string for each language, for the one line that a page prints 150 times.

Django resolves, localises and escapes each name of each line, at about 3 µs; a line of the list has a dozen, all of them
safe already (see Row). The markup stays in the page's template, where other pages and a tick include it as usual.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.template.base import NodeList, TextNode, VariableNode
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.safestring import SafeString

from common.languages import per_language

PART = re.compile("\ue000([a-z_]+)\ue001")


class Marks(dict[str, str]):
    """Stands for the line while its fragment is printed once: each part leaves its own name as a mark."""

    def __missing__(self, name: str) -> SafeString:
        return SafeString(f"\ue000{name}\ue001")


@dataclass(frozen=True, slots=True)
class Line:
    """A fragment in one language: its text with a %s for each part of a line, and what takes these parts from it."""

    text: str
    parts: Callable[[Mapping[str, object]], Any]

    def each(self, lines: Iterable[Mapping[str, object]]) -> list[SafeString]:
        """Print the fragment for each line. Every value of a line must be safe: nothing is escaped here."""
        text, parts = self.text, self.parts
        return [SafeString(text % parts(line)) for line in lines]

    def join(self, lines: Iterable[Mapping[str, object]]) -> SafeString:
        text, parts = self.text, self.parts
        return SafeString("".join([text % parts(line) for line in lines]))


@per_language()
def line_of(fragment: str, name: str) -> Line:
    """Read a fragment such as "roadmap/roadmap_detail.html#step_row"; `name` is the variable whose parts it prints. Raises
    ImproperlyConfigured where the fragment holds more than text, translations and `{{ name.part }}`."""
    template: Any = get_template(fragment)
    nodes: NodeList = template.template.nodelist
    for node in nodes:
        if not is_plain(node, name):
            raise ImproperlyConfigured(
                f"{fragment} is printed flat and may hold only text, translations and {{{{ {name}.part }}}}, not {node!r}."
            )
    printed = template.render({name: Marks()}).replace("%", "%%")
    return Line(PART.sub("%s", printed), itemgetter(*PART.findall(printed)))


def is_plain(node: object, name: str) -> bool:
    if isinstance(node, BlockTranslateNode):
        return all(is_part(value.token, name) for value in node.extra_context.values()) and node.counter is None
    if isinstance(node, VariableNode):
        return is_part(str(node.filter_expression), name)
    return isinstance(node, TextNode | TranslateNode)


def is_part(expression: str, name: str) -> bool:
    owner, _, part = expression.partition(".")
    return owner == name and part.isidentifier()


def each(fragment: str, name: str, lines: Iterable[Mapping[str, object]]) -> list[SafeString]:
    return line_of(fragment, name).each(lines)


def join(fragment: str, name: str, lines: Iterable[Mapping[str, object]]) -> SafeString:
    return line_of(fragment, name).join(lines)
