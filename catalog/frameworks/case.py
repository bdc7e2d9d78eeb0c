"""1EdTech CASE 1.0 packages: JSON with CFDocument, CFItems and CFAssociations."""

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings

from catalog.frameworks.competencies import BrokenFramework, Competency, Framework, plain
from catalog.models import Area, Item, Pack, Prerequisite

Json = dict[str, Any]


def read_case(text: str) -> Framework:
    package = parse(text)
    said = package.get("CFDocument")
    document: Json = said if isinstance(said, dict) else {}
    faults: list[str] = [] if document else ["CFDocument: is missing; a CASE package begins with it."]
    language = plain(document.get("language"))[:2].lower()
    is_language = language.isascii() and language.isalpha() and len(language) == 2
    framework = Framework(plain(document.get("title")), language if is_language else "en")
    for number, item in enumerate(rows(package, "CFItems", faults)):
        title = plain(item.get("abbreviatedStatement")) or plain(item.get("fullStatement"))
        code = plain(item.get("identifier"))
        if not code or not title:
            faults.append(f"CFItems[{number}]: has no {'identifier' if not code else 'fullStatement'}.")
        elif code in framework.competencies:
            faults.append(f"CFItems[{number}]: the identifier {code} stands here a second time.")
        else:
            framework.add(competency(code, title, item))
    for number, association in enumerate(rows(package, "CFAssociations", faults)):
        associate(framework, number, association, plain(document.get("identifier")), faults)
    if faults:
        raise BrokenFramework(faults)
    return framework


def parse(text: str) -> Json:
    try:
        package = json.loads(text, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        raise BrokenFramework([f"Line {error.lineno}: this is not JSON ({error.msg})."]) from error
    except RecursionError as error:
        raise BrokenFramework(["The JSON is nested too deeply."]) from error
    except ValueError as error:
        raise BrokenFramework([f"This is not JSON that can be read ({error})."]) from error
    if not isinstance(package, dict):
        raise BrokenFramework(["A CASE package is a JSON object with CFDocument, CFItems and CFAssociations."])
    return package


def once(pairs: list[tuple[str, Any]]) -> Json:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BrokenFramework(["A name stands twice in one object; keep one of the two."])
    return found


def rows(package: Json, name: str, faults: list[str]) -> list[Json]:
    found = package.get(name, [])
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        faults.append(f"{name}: should be a list of objects.")
        return []
    return found


def competency(code: str, title: str, item: Json) -> Competency:
    statement, notes = plain(item.get("fullStatement")), plain(item.get("notes"))
    told = [text for text in (statement, notes) if text and text != title]
    names = [plain(item.get("humanCodingScheme"))]
    keywords = item.get("conceptKeywords")
    names += [plain(word) for word in keywords] if isinstance(keywords, list) else []
    return Competency(code, title, " ".join(told), names=[name for name in names if name])


def associate(framework: Framework, number: int, association: Json, document: str, faults: list[str]) -> None:
    ends = [association.get(name) for name in ("originNodeURI", "destinationNodeURI")]
    origin, destination = (plain(end.get("identifier")) if isinstance(end, dict) else "" for end in ends)
    kind = association.get("associationType")
    if kind not in {"isChildOf", "precedes"}:
        return
    for end in (origin, destination):
        if end not in framework.competencies and end != document:
            faults.append(f"CFAssociations[{number}]: there is no item {end or 'without an identifier'}.")
            return
    if kind == "isChildOf" and destination != document and origin != document:
        framework.competencies[origin].parent = destination
    elif kind == "precedes" and document not in {origin, destination}:
        framework.competencies[destination].needs.append(origin)


def write_case(pack: Pack) -> str:
    """Give a loaded pack as a CASE package: areas and items, what is part of what, what precedes what."""
    changed = pack.loaded_at.isoformat()
    areas = list(Area.objects.current().filter(pack=pack).order_by("position"))
    items = list(Item.objects.current().filter(pack=pack).select_related("area", "parent").order_by("position"))
    needs = (
        Prerequisite.objects.filter(item__pack=pack, needs__pack=pack).select_related("item", "needs").order_by("pk")
    )
    document = node(pack, "pack", pack.title)
    children: list[tuple[Area | Item, Json]] = [(area, document) for area in areas]
    children += [(item, above(pack, item, document)) for item in items]
    links: list[tuple[str, Json, Json, int | None]] = [
        ("isChildOf", named(pack, child), parent, place) for place, (child, parent) in enumerate(children, 1)
    ]
    links += [("precedes", named(pack, need.needs), named(pack, need.item), None) for need in needs]
    package = {
        "CFDocument": document_of(pack, document, changed),
        "CFItems": [item_of(pack, page, document, changed) for page, _ in children],
        "CFAssociations": [link_of(pack, *link, document, changed) for link in links],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def identifier(pack: Pack, key: str) -> str:
    """The same entry has the same identifier in every export."""
    return str(uuid5(NAMESPACE_URL, f"urn:waymark:{pack.key}:{key}"))


def node(pack: Pack, key: str, title: str) -> Json:
    own = identifier(pack, key)
    return {"title": title, "identifier": own, "uri": f"{settings.SITE_URL}/catalog/#{own}"}


def named(pack: Pack, page: Area | Item) -> Json:
    return node(pack, f"{page._meta.model_name}:{page.key}", page.title)


def above(pack: Pack, item: Item, document: Json) -> Json:
    """Give what an item is part of: another item, its area, or the whole."""
    parent = item.parent or item.area
    return named(pack, parent) if parent and parent.pack_id == pack.pk else document


def document_of(pack: Pack, document: Json, changed: str) -> Json:
    return {
        "identifier": document["identifier"],
        "uri": document["uri"],
        "creator": "Waymark",
        "title": pack.title,
        "version": pack.version,
        "language": pack.language,
        "notes": f"Licence: {pack.licence}",
        "statusStartDate": pack.as_of.isoformat(),
        "lastChangeDateTime": changed,
        "CFPackageURI": {**document, "title": pack.title},
    }


def item_of(pack: Pack, page: Area | Item, document: Json, changed: str) -> Json:
    own = named(pack, page)
    return {
        "identifier": own["identifier"],
        "uri": f"{settings.SITE_URL}{page.get_absolute_url()}",
        "fullStatement": page.title,
        "humanCodingScheme": page.key,
        "CFItemType": page.kind.capitalize() if isinstance(page, Item) else "Area",
        "notes": page.summary,
        "conceptKeywords": page.aliases,
        "language": pack.language,
        "lastChangeDateTime": changed,
        "CFDocumentURI": document,
    }


def link_of(pack: Pack, kind: str, origin: Json, end: Json, place: int | None, document: Json, changed: str) -> Json:
    own = identifier(pack, f"{kind}:{origin['identifier']}:{end['identifier']}")
    return {
        "identifier": own,
        "uri": f"{settings.SITE_URL}/catalog/#{own}",
        "associationType": kind,
        **({"sequenceNumber": place} if place is not None else {}),
        "originNodeURI": origin,
        "destinationNodeURI": end,
        "lastChangeDateTime": changed,
        "CFDocumentURI": document,
    }
