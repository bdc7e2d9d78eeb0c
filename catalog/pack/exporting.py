"""A loaded pack as files again: what loading reads, in the canonical form, so that the same rows give the same bytes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import ManyToManyField, Model

from catalog.models import (
    Area,
    Credential,
    Item,
    Milestone,
    Pack,
    Pathway,
    Question,
    Resource,
    Role,
    RoleFact,
    StatusFact,
    Template,
)
from catalog.pack import unwriting
from catalog.pack.checking import ENTRIES, kind_of
from catalog.pack.schema import KINDS
from catalog.pack.source import Files
from catalog.pack.writing import write_part

Entry = dict[str, Any]
Linked = dict[int, list[str]]


def export_pack(pack: Pack) -> Files:
    """Give the files of `pack` as it stands in the database, by their name inside it."""
    return {name: write_part(KINDS[str(kind_of(name))].model_validate(data)).encode() for name, data in parts(pack)}


def parts(pack: Pack) -> Iterator[tuple[str, Entry]]:
    yield "pack.yaml", unwriting.pack_fields(pack)
    for kind, found in (
        ("areas", areas(pack)),
        *items(pack),
        ("resources", ((row, unwriting.resource(row), {}) for row in own(Resource, pack))),
        ("facts", facts(pack)),
        ("roles", roles(pack)),
        ("pathways", pathways(pack)),
        ("template", templates(pack)),
        ("questions", questions(pack)),
    ):
        yield from placed(pack, kind, found)


def placed(pack: Pack, kind: str, found: Iterable[tuple[Any, Entry, Entry]]) -> Iterator[tuple[str, Entry]]:
    """Put each entry into the file that it came from; what came from none goes where its area stands."""
    came_from = {key: name for name, keys in pack.layout.items() if kind_of(name) == kind for key in keys}
    files: dict[str, Entry] = {}
    for row, entry, around in found:
        room = f"{kind}/{around['area'] or 'general'}" if "area" in around else kind
        file = files.setdefault(came_from.get(row.key, f"{room}.yaml"), {**around, ENTRIES[kind]: {}})
        file[ENTRIES[kind]][row.key] = entry
        if "moves" in around and file["moves"] is not around["moves"]:
            file["moves"] = file["moves"] + around["moves"]
    yield from files.items()


def own(model: type[Model], pack: Pack) -> Any:
    return model._default_manager.filter(pack=pack, is_withdrawn=False).order_by("position")


def linked(model: type[Model], name: str) -> Linked:
    """Give the keys that the many-to-many field `name` links to, by the id of the near side, in the order they were said."""
    field = model._meta.get_field(name)
    assert isinstance(field, ManyToManyField)
    through = field.remote_field.through
    assert through
    keys = dict(field.related_model._default_manager.values_list("pk", "key"))
    found: Linked = defaultdict(list)
    order = "position" if any(one.name == "position" for one in through._meta.fields) else "pk"
    ends = (field.m2m_column_name(), field.m2m_reverse_name())
    for here, there in through._default_manager.order_by(order, "pk").values_list(*ends):
        found[here].append(keys[there])
    return found


def areas(pack: Pack) -> Iterator[tuple[Any, Entry, Entry]]:
    needs, resources = linked(Area, "needs"), linked(Area, "resources")
    for row in own(Area, pack):
        more = {"tier": row.tier, "needs": needs[row.pk], "resources": resources[row.pk]}
        yield row, unwriting.taught(row) | more, {}


def items(pack: Pack) -> Iterator[tuple[str, Iterator[tuple[Any, Entry, Entry]]]]:
    needs, resources = linked(Item, "needs"), linked(Item, "resources")
    roles, asked = linked(Milestone, "roles"), linked(Credential, "needs_areas")
    rows = own(Item, pack).select_related("area", "parent", "skill", "course", "credential", "milestone")
    every = list(rows.prefetch_related("milestone__criteria"))

    def entries(kind: str) -> Iterator[tuple[Any, Entry, Entry]]:
        for row in every:
            if row.kind != kind:
                continue
            links = {"needs": needs[row.pk], "resources": resources[row.pk]}
            mine = {"milestone": {"roles": roles[row.pk]}, "credential": {"needs_areas": asked[row.pk]}}.get(kind, {})
            around = {"area": row.area.key if row.area else None} if kind == Item.Kind.SKILL else {}
            yield row, unwriting.item(row) | links | mine, around

    for name, kind in (
        ("skills", Item.Kind.SKILL),
        ("courses", Item.Kind.COURSE),
        ("credentials", Item.Kind.CREDENTIAL),
        ("milestones", Item.Kind.MILESTONE),
    ):
        yield name, entries(kind)


def facts(pack: Pack) -> Iterator[tuple[Any, Entry, Entry]]:
    about = [linked(StatusFact, name) for name in ("items", "role_facts", "resources")]
    for row in own(StatusFact, pack):
        yield row, unwriting.status_fact(row) | {"about": [key for one in about for key in one[row.pk]]}, {}


def roles(pack: Pack) -> Iterator[tuple[Any, Entry, Entry]]:
    key_items, resources = linked(Role, "key_items"), linked(Role, "resources")
    known: dict[int, dict[str, dict[str, Entry]]] = defaultdict(lambda: {"duties": {}, "industries": {}})
    drawn_on, read = linked(RoleFact, "items"), linked(RoleFact, "resources")
    for fact in own(RoleFact, pack):
        links = {"items": drawn_on[fact.pk], "resources": read[fact.pk]}
        kind = "duties" if fact.kind == RoleFact.Kind.DUTY else "industries"
        known[fact.role_id][kind][fact.key] = unwriting.taught(fact) | links
    for row in own(Role, pack).prefetch_related("levels__area", "moves_on__after"):
        links = {"items": key_items[row.pk], "resources": resources[row.pk]}
        around = {"levels_basis": row.levels_basis, "moves": unwriting.moves(row)}
        yield row, unwriting.role(row) | links | known[row.pk], around


def pathways(pack: Pack) -> Iterator[tuple[Any, Entry, Entry]]:
    adds, covers = linked(Pathway, "adds"), linked(Pathway, "covers")
    for row in own(Pathway, pack):
        yield row, unwriting.pathway(row) | {"adds": adds[row.pk], "covers": covers[row.pk]}, {}


def templates(pack: Pack) -> Iterator[tuple[Any, Entry, Entry]]:
    rows = own(Template, pack).select_related("role")
    for row in rows.prefetch_related("choices", "stages__steps__item", "stages__steps__choice"):
        yield row, unwriting.template(row), {}


def questions(pack: Pack) -> Iterator[tuple[Any, Entry, Entry]]:
    about = linked(Question, "items")
    for row in own(Question, pack).select_related("area"):
        yield row, unwriting.question(row) | {"items": about[row.pk]}, {"area": row.area.key}
