"""A framework as the files of a pack: what stands at the top becomes areas, what hangs below becomes skills."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from catalog.frameworks.case import read_case
from catalog.frameworks.competencies import BYTES_AT_MOST, BrokenFramework, Competency, Framework, Occupation
from catalog.frameworks.tables import FORMATS
from catalog.pack.circles import find_circle
from catalog.pack.publishing import known
from catalog.pack.source import Files
from catalog.pack.writing import write_yaml

Entry = dict[str, Any]

LINE, TITLE = 400, 160
ENTRIES_AT_MOST = 300  # in one file: it must stay within what a reader of packs takes


def read_framework(place: Path) -> Framework:
    """Read a CASE package, or a table of O*NET, ESCO or Moodle, told by its columns."""
    if not place.is_file():
        raise BrokenFramework([f"{place} is no file."])
    if place.stat().st_size > BYTES_AT_MOST:
        raise BrokenFramework([f"The file is larger than {BYTES_AT_MOST // 1024 // 1024} MB; take an extract."])
    try:
        text = place.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BrokenFramework(["The file is not UTF-8 text; save it as UTF-8."]) from error
    if text.lstrip()[:1] in {"{", "["}:
        return read_case(text)
    head = text.split("\n", 1)[0].lower()
    reader = next((read for column, (_, read) in FORMATS.items() if column in head), None)
    if reader is None:
        wanted = ", ".join(f"“{column}” ({name})" for column, (name, _) in FORMATS.items())
        raise BrokenFramework([f"Line 1: no known format; a table has one of the columns {wanted}, CASE is JSON."])
    return reader(text)


def make_pack(framework: Framework, *, key: str, title: str, licence: str, day: date) -> Files:
    """Give the files of a draft pack. Raises BrokenFramework where competencies are parts of each other."""
    found = framework.competencies
    circle = find_circle({code: [one.parent] if one.parent else [] for code, one in found.items()})
    if circle:
        raise BrokenFramework([f"This is a circle: {' is part of '.join(found[code].title for code in circle)}."])
    keys = choose_keys(framework, key)
    parents = {one.parent for one in found.values()}
    tops = {code: top_of(code, found) for code in found}
    areas = {code for code in found if not found[code].parent and code in parents}
    said = {
        "version": "1.0.0",
        "date": day.isoformat(),
        "text": short(f"Imported from {framework.title or key}.", LINE),
    }
    pack = {"key": key, "title": short(title or framework.title or key, TITLE), "version": "1.0.0", "licence": licence}
    files: dict[str, Entry] = {
        "pack.yaml": pack | {"language": framework.language, "as_of": day.isoformat(), "changelog": [said]},
        "areas.yaml": {"areas": {keys[code]: page(found[code]) for code in found if code in areas}},
    }
    shelves: dict[str, Entry] = defaultdict(dict)
    for code, one in found.items():
        if code not in areas:
            area = tops[code] if tops[code] in areas else ""
            shelves[area][keys[code]] = skill(one, keys, areas)
    for area, skills in shelves.items():
        for number, some in enumerate(batched(skills.items(), ENTRIES_AT_MOST), 1):
            name = f"skills/{keys[area] if area else 'general'}{f'-part-{number}' if number > 1 else ''}.yaml"
            files[name] = ({"area": keys[area]} if area else {}) | {"skills": dict(some)}
    if framework.occupations:
        files["roles.yaml"] = roles(framework, keys, areas)
    return {name: write_yaml(data).encode() for name, data in files.items() if name != "areas.yaml" or data["areas"]}


def batched(entries: Iterable[tuple[str, Entry]], most: int) -> Iterator[list[tuple[str, Entry]]]:
    rest = iter(entries)
    while some := list(islice(rest, most)):
        yield some


def top_of(code: str, found: dict[str, Competency]) -> str:
    while found[code].parent:
        code = found[code].parent
    return code


def choose_keys(framework: Framework, pack: str) -> dict[str, str]:
    """Give an id to each competency and occupation, out of its title; one that is taken gets a number."""
    loaded = known()
    taken = {
        key for kind in ("items", "areas", "roles", "role_facts", "resources") for key in loaded.owners.get(kind, {})
    }
    keys: dict[str, str] = {}
    rows: list[Competency | Occupation] = [*framework.competencies.values(), *framework.occupations.values()]
    for code, one in zip([*framework.competencies, *framework.occupations], rows, strict=True):
        base = slugify(one.title.replace("_", "-"))[:60].strip("-") or f"{pack}-entry"
        key, number = base, 2
        while key in taken:
            key, number = f"{base}-{number}", number + 1
        taken.add(key)
        keys[code] = key
    return keys


def short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def page(one: Competency | Occupation) -> Entry:
    """Give what a page needs; a text that is too long for a summary stands whole in the body."""
    told = one.description or one.title
    entry: Entry = {"title": short(one.title, TITLE), "summary": short(told, LINE)}
    whole = [text for text, most in ((one.title, TITLE), (told, LINE)) if len(text) > most]
    if whole:
        entry["body"] = short("\n\n".join(whole), 12_000)
    names = getattr(one, "names", [])
    if names:
        entry["aliases"] = [name for name in dict.fromkeys(names) if len(name) <= 120][:20]
    return entry


def skill(one: Competency, keys: dict[str, str], areas: set[str]) -> Entry:
    entry = page(one)
    if one.parent and one.parent not in areas:
        entry["parent"] = keys[one.parent]
    needs = [keys[code] for code in dict.fromkeys(one.needs) if code not in areas]
    return entry | ({"needs": needs} if needs else {})


def roles(framework: Framework, keys: dict[str, str], areas: set[str]) -> Entry:
    found: Entry = {}
    for code, one in framework.occupations.items():
        entry = page(one) | {"stage": "core"}
        asked = [keys[element] for element in one.asks_for if element not in areas]
        fit = "Imported from this classification."
        filed = {"scheme": one.scheme, "code": short(one.code, 120), "title": short(one.title, 120), "fit": fit}
        entry |= {"items": asked} if asked else {}
        found[keys[code]] = entry | {"codes": [filed | ({"url": one.url} if len(one.url) <= 500 and one.url else {})]}
    return {"levels_basis": "No levels were imported; set them in the draft.", "roles": found}
