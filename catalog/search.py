"""The search of the catalog: every word, or one that means the same, somewhere in what a page says of itself.

PostgreSQL also finds other forms of a word ("training" finds "train"), and orders by how much a page is about it; SQLite
finds beginnings and parts of words, which is enough for typing. Best matches first, things before places to learn them.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalog.models import Area, Item, Pathway, Question, Resource, Role, RoleFact, Skill, Template
from catalog.synonyms import alternatives, things

WORDS_AT_MOST = 8
LETTERS_AT_MOST = 100
HITS_AT_MOST = 40
LANGUAGE = "english"
# Said often and about nothing.
SMALL_WORDS = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to", "with"})


@dataclass(frozen=True)
class Hit:
    label: str
    title: str
    summary: str
    url: str
    icon: str
    rank: tuple[int, float, int]


def tidy(query: str) -> str:
    """Keep what can be seen of the first hundred letters."""
    seen = "".join(letter for letter in query[:LETTERS_AT_MOST] if unicodedata.category(letter)[0] != "C")
    return " ".join(seen.split())


def words(query: str) -> list[str]:
    """Give the words to look for; a plural finds its singular, because words match inside longer ones."""
    found = re.findall(r"[^\s,;]+", query.lower())[:WORDS_AT_MOST]
    telling = [word for word in found if word not in SMALL_WORDS] or found
    return [singular(word) for word in telling]


def singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def find(query: str) -> dict[str, Any]:
    """Give what a page of results shows; where there are none, what may have been meant."""
    hits = search(query)
    meant = "" if hits or not query else nearest(query)
    return {"query": query, "hits": hits, "is_cut": len(hits) == HITS_AT_MOST, "meant": meant}


def search(query: str) -> list[Hit]:
    """Find pages of the catalog, in eight statements whatever the query."""
    wanted = words(query)
    if not wanted:
        return []
    hits = sorted(matches(query.lower(), wanted), key=lambda hit: hit.rank)
    return hits[:HITS_AT_MOST]


def matches(query: str, wanted: list[str]) -> Iterator[Hit]:
    asked = Asked(query, wanted)
    for item in asked.among(Item.objects.current().public()):
        yield asked.hit(item, item.get_kind_display(), item.kind)
    for area in asked.among(Area.objects.current()):
        yield asked.hit(area, _("Skill area"), "skill")
    for role in asked.among(Role.objects.current()):
        yield asked.hit(role, _("Role"), "role")
    for pathway in asked.among(Pathway.objects.current()):
        yield asked.hit(pathway, _("Pathway"), "pathway")
    for template in asked.among(Template.objects.current()):
        yield asked.hit(template, _("Roadmap"), "roadmap")
    for fact in asked.among(RoleFact.objects.current().select_related("role")):
        yield asked.hit(fact, fact.get_kind_display(), "role")
    for resource in asked.among(Resource.objects.current()):
        label = _("Platform") if resource.is_platform else f"{capfirst(resource.kind_word)}, {resource.provider}"
        yield asked.hit(resource, label, "book", later=1)
    questions = Question.objects.current().prefetch_related("items")
    for question in asked.among(questions, fields=("topic", "prompt"))[:HITS_AT_MOST]:
        yield asked.question(question)


class Asked:
    """One query, as each kind of page is asked it."""

    def __init__(self, query: str, wanted: list[str]) -> None:
        self.query = query
        self.wanted = wanted
        self.named = things(" ".join(wanted))

    def among(self, pages: QuerySet[Any], fields: tuple[str, ...] = ("words",)) -> QuerySet[Any]:
        by_parts = self.by_parts(fields)
        if connection.vendor != "postgresql":
            return pages.filter(by_parts)
        vector = SearchVector(*fields, config=LANGUAGE)
        asked = SearchQuery(self.by_forms(), search_type="raw", config=LANGUAGE)
        weighed: QuerySet[Any] = pages.annotate(forms=vector, weight=SearchRank(F("forms"), asked))
        return weighed.filter(by_parts | Q(forms=asked))

    def by_parts(self, fields: tuple[str, ...]) -> Q:
        """Say in SQL's own words: each word, or one that means the same, in one of the fields; or the thing itself."""
        every = Q()
        for word in self.wanted:
            every &= anywhere(fields, alternatives(word))
        return every | anywhere(fields, self.named) if self.named else every

    def by_forms(self) -> str:
        """Say the same for full text: 'train':* & ('k8s':* | 'kubernetes':*)."""
        every = [" | ".join(map(lexeme, alternatives(word))) for word in self.wanted]
        return " & ".join(f"({word})" for word in every)

    def hit(self, page: Any, label: str, icon: str, *, later: int = 0) -> Hit:
        place = (self.rank(page) + 3 * later, -getattr(page, "weight", 0.0), page.position)
        return Hit(label, page.title, page.summary, page.get_absolute_url(), icon, place)

    def question(self, question: Question) -> Hit:
        """A question is found on the page of what it asks about: its answer is for practice."""
        item = next(iter(question.items.all()), None)
        url = f"{item.get_absolute_url()}#questions" if item else question.area.get_absolute_url()
        place = (9, -getattr(question, "weight", 0.0), question.position)
        return Hit(_("Question"), question.topic, question.prompt[:200], url, "practice", place)

    def rank(self, page: Any) -> int:
        """Put the thing that is asked for by name before those that mention it."""
        title = page.title.lower()
        if self.query in (title, page.key):
            return 0
        if self.query in (alias.lower() for alias in getattr(page, "aliases", [])):
            return 1
        if title.startswith(self.query) or title in self.named:
            return 2
        return 3 if all(word in title for word in self.wanted) else 4 if isinstance(page, Skill | Area) else 5


def anywhere(fields: tuple[str, ...], texts: list[str]) -> Q:
    """A short word must begin a word: "ai" is not in "train"."""
    found = Q()
    for field in fields:
        for text in texts:
            if len(text) > 2:
                found |= Q(**{f"{field}__icontains": text})
            else:
                found |= Q(**{f"{field}__istartswith": text})
                for before in (" ", "\n", "(", "-", "/"):
                    found |= Q(**{f"{field}__icontains": before + text})
    return found


def lexeme(text: str) -> str:
    """Quote for to_tsquery; `:*` also takes what only begins so."""
    return "'" + text.replace("\\", " ").replace("'", "''") + "':*"


def nearest(query: str) -> str:
    """Give the name that a query without a match was probably meant to be, or nothing."""
    names: dict[str, str] = {}
    for title, aliases in Item.objects.current().public().values_list("title", "aliases"):
        names |= {name.lower(): name for name in (title, *aliases)}
    near = get_close_matches(query.lower(), names, 1, cutoff=0.7)
    return names[near[0]] if near else ""
