"""A checked pack written into the database: all of it in one transaction, or nothing."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from catalog import outlines
from catalog.models import Area, Item, Pack, Pathway, Question, Resource, Role, RoleFact, StatusFact, Template
from catalog.pack.checking import Content, Known, check_pack
from catalog.pack.parts import write_parts
from catalog.pack.reading import read_yaml
from catalog.pack.rows import Rows
from catalog.pack.source import FILE_BYTES_AT_MOST, Files, read_files
from catalog.pack.syncing import Changes

# Raised when the same files should make other rows than before.
FORM = "3"

# As catalog.pack.checking.stored_kind names them.
STORED: dict[str, type[Model]] = {
    "items": Item,
    "areas": Area,
    "resources": Resource,
    "roles": Role,
    "role_facts": RoleFact,
    "pathways": Pathway,
    "template": Template,
    "facts": StatusFact,
    "questions": Question,
}

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Loaded:
    pack: Pack
    changes: Changes
    was_current: bool
    same_version: bool


def load_pack(place: Path, *, tell: Tell = lambda line: None) -> Loaded:
    """Load the pack at `place` (a folder or a zip file), or raise BrokenPack with every problem and change nothing."""
    files = read_files(place)
    digest = fingerprint(files)
    current = Pack.objects.filter(digest=digest).first()
    if current:
        return Loaded(current, Changes(), was_current=True, same_version=True)
    tell(f"Checking {len(files)} files …")
    content = check_pack(files, known())
    return publish(content, digest, tell=tell)


def fingerprint(files: Files) -> str:
    digest = hashlib.sha256(FORM.encode())
    for name in sorted(files):
        digest.update(f"\n{len(name)}:{name}\n{len(files[name])}:".encode() + files[name])
    return digest.hexdigest()


def known() -> Known:
    """What other packs have brought: their ids, and who owns them."""
    found = Known(packs=dict(Pack.objects.values_list("key", "uses")))
    for kind, model in STORED.items():
        rows = model._default_manager.values_list("key", "pack__key")
        found.owners[kind] = {key: pack or "own steps of people" for key, pack in rows}
    return found


@transaction.atomic
def publish(content: Content, digest: str, *, tell: Tell = lambda line: None) -> Loaded:
    before = Pack.objects.filter(key=content.pack.key).values_list("version", flat=True).first()
    pack = record(content, digest)
    rows = Rows(content, pack, tell)
    write_parts(rows)
    outlines.keep_all()
    return Loaded(pack, rows.changes, was_current=False, same_version=before == pack.version)


def record(content: Content, digest: str) -> Pack:
    says = content.pack
    pack, _ = Pack.objects.update_or_create(
        key=says.key,
        defaults={
            "title": says.title,
            "version": says.version,
            "licence": says.licence,
            "language": says.language,
            "as_of": says.as_of,
            "uses": says.uses,
            "changelog": [change.model_dump() for change in says.changelog],
            "layout": content.layout(),
            "digest": digest,
            "loaded_at": timezone.now(),
        },
    )
    return pack


def in_order(folder: Path) -> list[Path]:
    """Give the packs in `folder`, each after those that it uses."""
    packs = {path.parent.name: path for path in sorted(folder.glob("*/pack.yaml"))}
    uses = {name: stated_uses(path) for name, path in packs.items()}
    ordered: list[str] = []
    while uses:
        ready = [name for name, used in uses.items() if not used & uses.keys() - {name}] or list(uses)
        ordered += ready
        for name in ready:
            del uses[name]
    return [packs[name].parent for name in ordered]


def stated_uses(path: Path) -> set[str]:
    """Read which packs the pack at `path` says it uses; whether that is sound is for the check to say."""
    data = read_yaml(path.name, path.read_bytes()[:FILE_BYTES_AT_MOST])[0].data
    used = data.get("uses") if isinstance(data, dict) else None
    return {name for name in used if isinstance(name, str)} if isinstance(used, list) else set()
