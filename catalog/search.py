"""A search that both databases can do: every word somewhere in what a page says of itself, the best matches first."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from catalog.models import Area, Item, Pathway, Resource, Role, RoleFact, Skill, Template

WORDS_AT_MOST = 8
LETTERS_AT_MOST = 100
HITS_AT_MOST = 40


@dataclass(frozen=True)
class Hit:
    label: str
    title: str
    summary: str
    url: str
    icon: str
    rank: tuple[int, int]


def tidy(query: str) -> str:
    """Keep what can be seen of the first hundred letters."""
    seen = "".join(letter for letter in query[:LETTERS_AT_MOST] if unicodedata.category(letter)[0] != "C")
    return " ".join(seen.split())


def words(query: str) -> list[str]:
    """Give the words to look for; a plural finds its singular, because words match inside longer ones."""
    found = re.findall(r"[^\s,;]+", query.lower())[:WORDS_AT_MOST]
    return [word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word for word in found]


def search(query: str) -> list[Hit]:
    """Find pages of the catalog, in seven statements whatever the query."""
    wanted = words(query)
    if not wanted:
        return []
    hits = sorted(matches(query.lower(), wanted), key=lambda hit: hit.rank)
    return hits[:HITS_AT_MOST]


def matches(query: str, wanted: list[str]) -> Iterator[Hit]:
    for item in Item.objects.current().public().matching(wanted):
        yield hit(item, item.get_kind_display(), item.kind, query, wanted)
    for area in Area.objects.current().matching(wanted):
        yield hit(area, "Skill area", "skill", query, wanted)
    for role in Role.objects.current().matching(wanted):
        yield hit(role, "Role", "role", query, wanted)
    for pathway in Pathway.objects.current().matching(wanted):
        yield hit(pathway, "Pathway", "pathway", query, wanted)
    for template in Template.objects.current().matching(wanted):
        yield hit(template, "Roadmap", "roadmap", query, wanted)
    for fact in RoleFact.objects.current().select_related("role").matching(wanted):
        yield hit(fact, fact.get_kind_display(), "role", query, wanted)
    for resource in Resource.objects.current().matching(wanted):
        label = "Platform" if resource.is_platform else f"{resource.kind.capitalize()}, {resource.provider}"
        yield hit(resource, label, "book", query, wanted, later=1)


def hit(page: Any, label: str, icon: str, query: str, wanted: list[str], *, later: int = 0) -> Hit:
    url = page.get_absolute_url()
    return Hit(label, page.title, page.summary, url, icon, (rank(page, query, wanted) + 3 * later, page.position))


def rank(page: Any, query: str, wanted: list[str]) -> int:
    """Put the thing that is asked for by name before those that mention it."""
    title = page.title.lower()
    if query in (title, page.key):
        return 0
    if query in (alias.lower() for alias in getattr(page, "aliases", [])):
        return 1
    if title.startswith(query):
        return 2
    return 3 if all(word in title for word in wanted) else 4 if isinstance(page, Skill | Area) else 5
