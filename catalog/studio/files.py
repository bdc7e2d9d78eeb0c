"""The files of a draft, read and bent: where an entry stands, what it says, and the file with another one in its place."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from catalog.models import Draft, DraftFile
from catalog.pack.checking import ENTRIES, Content, check_pack, kind_of
from catalog.pack.problems import BrokenPack, Problem
from catalog.pack.publishing import known
from catalog.pack.reading import read_yaml
from catalog.pack.schema import KINDS
from catalog.pack.source import FILE_BYTES_AT_MOST, Files
from catalog.pack.wording import put_plainly
from catalog.pack.writing import write_part, write_yaml

Entry = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """An entry of a draft and the file that holds it."""

    name: str
    kind: str
    key: str
    data: Entry

    @property
    def path(self) -> str:
        return f"{ENTRIES[self.kind]}.{self.key}"

    @property
    def title(self) -> str:
        return title_of(self.key, self.data)


def title_of(key: str, entry: Any) -> str:
    """Give the words by which an author knows an entry."""
    says = entry if isinstance(entry, dict) else {}
    return next((str(says[name])[:120] for name in ("title", "prompt", "statement") if says.get(name)), key)


def texts(draft: Draft) -> Files:
    return {name: text.encode() for name, text in draft.files.values_list("name", "text")}


def read(name: str, text: str) -> Entry:
    data = read_yaml(name, text.encode())[0].data
    return data if isinstance(data, dict) else {}


def entries(name: str, data: Entry) -> Iterator[Found]:
    kind = kind_of(name)
    if kind in ENTRIES:
        held = data.get(ENTRIES[kind])
        for key, entry in held.items() if isinstance(held, dict) else ():
            yield Found(name, kind, key, entry if isinstance(entry, dict) else {})


def find(draft: Draft, kind: str, key: str) -> Found | None:
    for file in draft.files.filter(name__startswith=kind):
        for found in entries(file.name, read(file.name, file.text)):
            if (found.kind, found.key) == (kind, key):
                return found
    return None


def is_taken(draft: Draft, key: str) -> bool:
    return any(
        found.key == key for name, text in texts(draft).items() for found in entries(name, read(name, text.decode()))
    )


def with_entry(file: DraftFile, key: str, entry: Entry | None) -> str:
    """Give the file's text with `entry` under `key`, or without the key. In the form of the schema if it fits it."""
    data = read(file.name, file.text)
    held = data.setdefault(ENTRIES[str(kind_of(file.name))], {})
    if entry is None:
        held.pop(key, None)
    else:
        held[key] = entry
    return canonical(file.name, write_yaml(data))


def canonical(name: str, text: str) -> str:
    """Give `text` in the form in which packs are written, where it is sound; else as it is."""
    document, problems = read_yaml(name, text.encode())
    kind = kind_of(name)
    if problems or kind is None:
        return text
    try:
        return write_part(KINDS[kind].model_validate(document.data))
    except ValidationError:
        return text


def problems_of(name: str, text: str) -> list[Problem]:
    """Give what is wrong inside one file, by the same code that reads packs from files."""
    content = text.encode()
    if len(content) > FILE_BYTES_AT_MOST:
        return [Problem(name, 1, "(whole file)", "the file is larger than 1 MiB", "split it into two files")]
    document, problems = read_yaml(name, content)
    try:
        KINDS[str(kind_of(name))].model_validate(document.data)
    except ValidationError as error:
        problems += put_plainly(error, document) if document.is_whole else []
    return sorted(set(problems))


def check(files: Files) -> tuple[Content | None, list[Problem]]:
    """Check a whole draft against itself and against what is loaded."""
    try:
        return check_pack(files, known()), []
    except BrokenPack as broken:
        return None, broken.problems


def zipped(files: Files, folder: str) -> bytes:
    """Give the files as an archive; the same files give the same bytes."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return into.getvalue()
