"""A language in which every marked string stands in brackets: what a page shows without them is not marked.

It is built from the sources of the German catalog and takes the place of Arabic, so that pages run from right to left as well.
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import polib
from django.apps import apps
from django.db import models

from accounts.models import User

CODE = "ar"
OPEN, CLOSE = "⟦", "⟧"
SPOKEN = {"aria-label", "aria-description", "title", "placeholder", "alt", "content", "value"}
UNSPOKEN = {"script", "style", "code", "pre", "option-value", "textarea"}
VOID = {"meta", "link", "input", "br", "hr", "img", "use", "rect", "circle", "path", "source", "wbr", "col"}


def write_catalog(sources: Path, folder: Path) -> Path:
    """Write the .mo of the pseudo-language below `folder`, from the strings of the catalog `sources`; give the folder."""
    catalog = polib.POFile(encoding="utf-8")
    catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    for entry in polib.pofile(str(sources)):
        plural = {"msgid_plural": entry.msgid_plural} if entry.msgid_plural else {}
        said = polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt, **plural)
        if (entry.msgctxt or "").startswith(("date:", "time:", "moment:")):
            said.msgstr = f"\\{OPEN}{entry.msgid}\\{CLOSE}"
        elif plural:
            said.msgstr_plural = {0: OPEN + entry.msgid + CLOSE, 1: OPEN + entry.msgid_plural + CLOSE}
        else:
            said.msgstr = OPEN + entry.msgid + CLOSE
        catalog.append(said)
    target = folder / CODE / "LC_MESSAGES"
    target.mkdir(parents=True)
    catalog.save_as_mofile(str(target / "django.mo"))
    return folder


class Reader(HTMLParser):
    """Gathers what a page says to eyes and ears, outside of what is marked as another language."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.depth = 0  # of the brackets that are open: a sentence may hold a link
        self.opened_in = 0
        self.around: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        # What a person wrote finds its direction by itself.
        is_quiet = tag in UNSPOKEN or (tag != "html" and "lang" in given) or given.get("dir") == "auto"
        is_quiet = is_quiet or (bool(self.around) and self.around[-1][1])
        if not is_quiet:
            self.said += [words for name, words in attrs if words and self.is_spoken(tag, name, given)]
        if tag not in VOID:
            self.around.append((tag, is_quiet))

    @staticmethod
    def is_spoken(tag: str, name: str, given: dict[str, str | None]) -> bool:
        if name == "content":
            return given.get("name") == "description"
        if name == "value":
            return tag == "input" and given.get("type") in {"submit", "button"}
        return name in SPOKEN or name.startswith("data-say-")

    def handle_endtag(self, tag: str) -> None:
        while self.around and self.around.pop()[0] != tag:
            pass
        if len(self.around) < self.opened_in:
            self.depth = 0  # a bracket that is never closed hides the words of its own element alone

    def handle_data(self, data: str) -> None:
        if self.around and self.around[-1][1]:
            return
        self.said.append(OPEN * self.depth + data)
        was_open, self.depth = self.depth, depth_after(data, self.depth)
        if self.depth and not was_open:
            self.opened_in = len(self.around)


def depth_after(words: str, depth: int = 0) -> int:
    for letter in words:
        depth += (letter == OPEN) - (letter == CLOSE and depth > 0)
    return depth


def without_brackets(words: str) -> str:
    """What is left of a text when all that stands in brackets, nested ones too, is taken away."""
    left, depth = [], 0
    for letter in words:
        depth += letter == OPEN
        if not depth:
            left.append(letter)
        depth -= letter == CLOSE and depth > 0
    return "".join(left)


def data_of_database() -> str:
    """All text that people and content packs wrote, as one string to look in."""
    found: list[str] = []
    for model in apps.get_models():
        names = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, (models.CharField, models.TextField, models.JSONField))
        ]
        found += [str(value) for row in model._base_manager.values_list(*names) for value in row if value]
    found += [person.initials for person in User.objects.all()]
    return "\n".join(found)


SIGNS = " ·:,.;–—-…!?()“”„«»+/%#×→←|↑↓✓★&*=<>0123456789'\"@"


def unmarked(page: str, data: str, allowed: frozenset[str]) -> Iterator[str]:
    """Give each text of a page that is neither marked nor data nor allowed (names and signs that no language changes)."""
    reader = Reader()
    reader.feed(page)
    for words in reader.said:
        left = " ".join(without_brackets(words.removesuffix("· Waymark")).split()).strip(
            " ·:,.;–—-…!?()“”„«»+/%#×→←|↑↓✓★&*=<>0123456789'\"@"
        )
        is_said = any(letter.isalpha() for letter in left) and not left.startswith("http")
        if is_said and left not in data and left not in allowed:
            yield " ".join(words.split())
