"""The steps of an outline found in the catalog; what it does not know is a step of the author's own."""

from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from catalog.models import Item
from catalog.own.markdown import read_markdown
from catalog.own.outline import CHARACTERS_AT_MOST, Fault, Outline, Step, Unreadable
from catalog.own.table import is_table, read_table


@dataclass
class Match:
    """A step, and the item of the catalog that it means; none for a step of the author's own."""

    step: Step
    item: Item | None

    @property
    def title(self) -> str:
        return self.item.title if self.item else self.step.title

    @property
    def hours(self) -> float:
        if self.item and (self.item.owner_id is None or self.step.hours is None):
            return float(self.item.hours_likely)
        return float(self.step.hours or 0)


@dataclass
class Arrangement:
    """A roadmap that can be stored: the outline, with every step found or new."""

    outline: Outline
    matches: dict[int, Match]

    def stages(self) -> list[dict[str, object]]:
        return [
            {"stage": stage, "matches": [self.matches[id(step)] for step in stage.steps]}
            for stage in self.outline.stages
        ]

    @property
    def hours(self) -> float:
        return sum(match.hours for match in self.matches.values() if self.starts_chosen(match.step))

    def starts_chosen(self, step: Step) -> bool:
        if not step.choice:
            return not step.is_optional
        members = [one for one in self.outline.steps() if one.choice == step.choice]
        marked = [one for one in members if one.is_chosen]
        return any(one is step for one in (marked or members[: self.outline.choices[step.choice].pick]))


def read_outline(text: str, *, by: User, title: str = "") -> Arrangement:
    """Read a Markdown outline or a CSV table, or raise Unreadable with every fault by its line."""
    if len(text) > CHARACTERS_AT_MOST:
        said = _("the text is longer than %(most)s characters; shorten it.")
        raise Unreadable([Fault(1, said % {"most": CHARACTERS_AT_MOST})])
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    outline = read_table(text) if is_table(text) else read_markdown(text)
    if title:
        outline.title = outline.line(1, "title", title, 160)
    if not outline.title:
        outline.fault(1, _("the roadmap has no title; write “# Title” at the top, or fill in the field above."))
    outline.check_shape()
    matches = match(outline, by)
    if outline.faults:
        raise Unreadable(outline.faults)
    return Arrangement(outline, matches)


def match(outline: Outline, by: User) -> dict[int, Match]:
    items = list(Item.objects.current().filter(Q(owner=None) | Q(owner=by)))
    by_key = {item.key: item for item in items}
    names: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        for name in {item.title.casefold(), *(str(alias).casefold() for alias in item.aliases)}:
            names[name].append(item)
    matches: dict[int, Match] = {}
    seen: dict[str, int] = {}
    for step in outline.steps():
        found = Match(step, find(outline, step, by_key, names))
        matches[id(step)] = found
        same = found.item.key if found.item else step.title.casefold()
        if same in seen:
            said = _("“%(step)s” is a step already, on line %(line)s; keep one of the two.")
            outline.fault(step.line, said % {"step": step.title, "line": seen[same]})
        seen.setdefault(same, step.line)
    return matches


def find(outline: Outline, step: Step, by_key: dict[str, Item], names: dict[str, list[Item]]) -> Item | None:
    if step.key:
        if step.key not in by_key:
            outline.fault(step.line, no_such_id(step.key, by_key))
        return by_key.get(step.key)
    found = names.get(step.title.casefold(), [])
    titled = [item for item in found if item.title.casefold() == step.title.casefold()]
    of_catalog = [item for item in titled if item.owner_id is None]
    for exact in (of_catalog or titled, found):
        if len(exact) == 1 or (exact and exact[0].owner_id):  # two steps of one's own with one name are the same thing
            return exact[0]
    if found:
        either = _("or")
        ids = f" {either} ".join(f"{{{item.key}}}" for item in found[:4])
        said = _("“%(step)s” is the name of several entries; say which with %(ids)s.")
        outline.fault(step.line, said % {"step": step.title, "ids": ids})
    elif step.hours is None:
        outline.fault(step.line, no_such_name(step.title, names))
    return None


def no_such_id(key: str, by_key: dict[str, Item]) -> str:
    near = get_close_matches(key, by_key, 1)
    if near:
        return _("the catalog has nothing with the id “%(id)s”; did you mean “%(near)s”?") % {
            "id": key[:80],
            "near": near[0],
        }
    said = _("the catalog has nothing with the id “%(id)s”; leave the id out for a step of your own.")
    return said % {"id": key[:80]}


def no_such_name(title: str, names: dict[str, list[Item]]) -> str:
    near = get_close_matches(title.casefold(), names, 1)
    said = _("“%(step)s” is not in the catalog; say how many hours it takes, as in “(8 h)”.") % {"step": title[:80]}
    hint = _("Did you mean “%(near)s”?") % {"near": names[near[0]][0].title} if near else ""
    return f"{said} {hint}".strip()
