"""The whole pack, checked before it is loaded: each file against its schema, then the files against each other."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from catalog.pack import templates
from catalog.pack.circles import find_circle
from catalog.pack.fields import Part, Reference
from catalog.pack.problems import BrokenPack, Path, Problem
from catalog.pack.reading import Document, read_yaml
from catalog.pack.schema import KINDS, Item, PackFile
from catalog.pack.source import Files
from catalog.pack.wording import put_plainly

# What a file holds beside its own fields: kind of entry -> the field with the entries.
ENTRIES = {kind: kind for kind in KINDS if kind not in {"pack", "template"}} | {"template": "templates"}
ITEMS = ("skills", "courses", "credentials", "milestones")
# Ids that share one room of addresses, so none of them may stand twice.
PAGES = ("areas", *ITEMS, "roles", "duties", "industries")


def stored_kind(kind: str) -> str:
    """Once loaded, skills, courses, credentials and milestones are all items; duties and industries are role facts."""
    return "items" if kind in ITEMS else "role_facts" if kind in {"duties", "industries"} else kind


@dataclass
class Placed:
    """An entry of the pack, and where it stands."""

    entry: Any
    document: Document
    path: Path
    file: Any

    def problem(self, what: str, todo: str, *below: str | int) -> Problem:
        return self.document.problem((*self.path, *below), what, todo)


@dataclass
class Known:
    """What is loaded already: packs with the packs that they use, and of each kind the ids with their owner."""

    packs: dict[str, list[str]] = field(default_factory=dict)
    owners: dict[str, dict[str, str]] = field(default_factory=dict)

    def owner(self, kind: str, key: str) -> str | None:
        rooms = {stored_kind(room) for room in (PAGES if kind in PAGES else (kind,))}
        return next((self.owners[room][key] for room in rooms if key in self.owners.get(room, {})), None)

    def ids(self, kind: str, packs: list[str]) -> set[str]:
        return {key for key, owner in self.owners.get(kind, {}).items() if owner in packs}


@dataclass
class Content:
    """A pack without problems; the entries of each kind in the order of the files."""

    pack: PackFile
    entries: dict[str, dict[str, Placed]]

    def items(self) -> Iterator[tuple[str, str, Placed]]:
        for kind in ITEMS:
            for key, placed in self.entries[kind].items():
                yield kind, key, placed

    def layout(self) -> dict[str, list[str]]:
        """Give the ids that each file holds."""
        files: dict[str, list[str]] = {}
        for kind in ENTRIES:
            for key, placed in self.entries[kind].items():
                files.setdefault(placed.document.file, []).append(key)
        return files


def kind_of(name: str) -> str | None:
    """Give what the file `name` holds, by its first word."""
    first = name.removesuffix(".yaml").split("/")[0]
    deep = name.count("/")
    return first if first in KINDS and deep <= (first != "pack") else None


class Check:
    def __init__(self, files: Files, known: Known) -> None:
        self.files = files
        self.known = known
        self.problems: list[Problem] = []
        self.pack: PackFile | None = None
        self.entries: dict[str, dict[str, Placed]] = {kind: {} for kind in (*ENTRIES, "duties", "industries")}
        self.parts: list[tuple[Document, Part]] = []
        self.remembered: dict[str, set[str]] = {}

    def run(self) -> Content:
        for name, content in self.files.items():
            self.read(name, content)
        if "pack.yaml" not in self.files:
            self.problems.append(
                Problem("pack.yaml", 1, "(whole file)", "is missing", "add it: it names the pack and its version")
            )
        self.check_uses()
        self.check_ids()
        self.check_references()
        self.check_circles()
        self.problems += templates.problems(self.entries["template"].values())
        if self.problems or self.pack is None:
            raise BrokenPack(self.problems)
        return Content(self.pack, self.entries)

    def read(self, name: str, content: bytes) -> None:
        kind = kind_of(name)
        if kind is None:
            near = get_close_matches(name.split("/")[0].removesuffix(".yaml"), KINDS, 1)
            todo = f"did you mean {near[0]}.yaml?" if near else f"known are {', '.join(KINDS)}"
            self.problems.append(Problem(name, 1, "(whole file)", "no part of a pack has this name", todo))
            return
        document, problems = read_yaml(name, content)
        self.problems += problems
        try:
            part = KINDS[kind].model_validate(document.data)
        except ValidationError as error:
            self.problems += put_plainly(error, document) if document.is_whole else []
            self.remember(kind, document.data)
            return
        self.parts.append((document, part))
        if isinstance(part, PackFile):
            self.pack = part
        else:
            self.collect(kind, document, part)

    def remember(self, kind: str, data: Any) -> None:
        """Note the ids in a file that is wrong otherwise, so that references to them are not called wrong too."""
        entries = data.get(ENTRIES.get(kind, "")) if isinstance(data, dict) else None
        for key, entry in entries.items() if isinstance(entries, dict) else ():
            self.remembered.setdefault(stored_kind(kind), set()).add(key)
            for facts in ("duties", "industries"):
                inside = entry.get(facts) if isinstance(entry, dict) else None
                self.remembered.setdefault("role_facts", set()).update(inside if isinstance(inside, dict) else ())

    def collect(self, kind: str, document: Document, part: Part) -> None:
        for key, entry in getattr(part, ENTRIES[kind]).items():
            path: Path = (ENTRIES[kind], key)
            self.add(kind, key, Placed(entry, document, path, part))
            if kind == "roles":
                for facts in ("duties", "industries"):
                    for fact_key, fact in getattr(entry, facts).items():
                        self.add(facts, fact_key, Placed(fact, document, (*path, facts, fact_key), entry))

    def add(self, kind: str, key: str, placed: Placed) -> None:
        rooms = PAGES if kind in PAGES else (kind,)
        first = next((self.entries[room][key] for room in rooms if key in self.entries[room]), None)
        if first:
            place = f"{first.document.file}:{first.document.line(first.path)}"
            self.problems.append(
                placed.problem(f"the id “{key}” is taken, by {place}", "give one of the two another id")
            )
        else:
            self.entries[kind][key] = placed

    def check_ids(self) -> None:
        """An id that another pack has loaded stays with that pack."""
        for kind, entries in self.entries.items():
            for key, placed in entries.items():
                owner = self.known.owner(kind, key)
                if owner and self.pack and owner != self.pack.key:
                    todo = f"refer to it with “uses: [{owner}]” in pack.yaml, or choose another id"
                    self.problems.append(placed.problem(f"the id “{key}” belongs to the pack “{owner}”", todo))

    def check_references(self) -> None:
        ids = self.referable()
        for document, part in self.parts:
            for reference, path in references(part, ()):
                if reference not in ids[reference.kind]:
                    near = get_close_matches(reference, ids[reference.kind], 1)
                    todo = f"did you mean “{near[0]}”?" if near else "add it, or remove the reference"
                    what = f"there is no {reference.kind} “{reference}”"
                    self.problems.append(document.problem(path, what, todo))

    def referable(self) -> dict[str, set[str]]:
        """Give the ids that each kind of reference may name: the pack's own, and those of the packs that it uses."""
        found: dict[str, set[str]] = {}
        for kind, entries in self.entries.items():
            found.setdefault(stored_kind(kind), set()).update(entries)
        for kind, ids in found.items():
            ids |= self.known.ids(kind, self.pack.uses if self.pack else []) | self.remembered.get(kind, set())
        named = {"item": "items", "area": "areas", "role": "roles", "resource": "resources"}
        subjects = found["items"] | found["resources"] | found["role_facts"]
        return {kind: found[name] for kind, name in named.items()} | {"subject": subjects}

    def check_uses(self) -> None:
        """A pack may use what is loaded, and not what uses it in turn."""
        document = next((document for document, part in self.parts if part is self.pack), None)
        if not document or not self.pack:
            return
        for number, used in enumerate(self.pack.uses):
            if used not in self.known.packs or used == self.pack.key:
                what = f"the pack “{used}” is not loaded"
                self.problems.append(document.problem(("uses", number), what, "load it first"))
        circle = find_circle(self.known.packs | {self.pack.key: self.pack.uses})
        if circle:
            what = f"this is a circle: {' uses '.join(circle)}"
            self.problems.append(document.problem(("uses",), what, "take one of these links out"))

    def check_circles(self) -> None:
        items = {key: placed for kind in ITEMS for key, placed in self.entries[kind].items()}
        self.check_circle(items, "needs", {key: placed.entry.needs for key, placed in items.items()})
        self.check_circle(items, "parent", {key: parents(placed.entry) for key, placed in items.items()})
        areas = self.entries["areas"]
        self.check_circle(areas, "needs", {key: placed.entry.needs for key, placed in areas.items()})

    def check_circle(self, placed: dict[str, Placed], name: str, edges: dict[str, list[str]]) -> None:
        circle = find_circle(edges)
        if circle:
            what = f"this is a circle: {' needs '.join(circle) if name == 'needs' else ' is part of '.join(circle)}"
            self.problems.append(placed[circle[0]].problem(what, "take one of these links out", name))


def parents(item: Item) -> list[str]:
    return [item.parent] if item.parent else []


def references(value: Any, path: Path) -> Iterator[tuple[Reference, Path]]:
    """Find every reference below `value`, with its path."""
    if isinstance(value, Reference):
        yield value, path
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from references(getattr(value, name), (*path, name))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from references(one, (*path, number))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from references(key, (*path, key))
            yield from references(one, (*path, key))


def check_pack(files: Files, known: Known | None = None) -> Content:
    """Give what `files` say, or raise BrokenPack with every problem."""
    return Check(files, known or Known()).run()
