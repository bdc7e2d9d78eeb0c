"""The files of a pack, from a folder or a zip archive, read into memory within limits; nothing is unpacked to disk."""

import stat
import zipfile
import zlib
from pathlib import Path

from catalog.pack.problems import BrokenPack, Problem

FILES_AT_MOST = 200
BYTES_AT_MOST = 20 * 1024 * 1024
FILE_BYTES_AT_MOST = 1024 * 1024

Files = dict[str, bytes]


def read_files(place: Path) -> Files:
    """Give the YAML files of the pack at `place`, by their name inside it; BrokenPack where a limit is passed."""
    if place.is_dir():
        return read_folder(place)
    if place.is_file():
        return read_zip(place)
    raise refuse(str(place), "is neither a folder nor a zip file", "check the address of the pack")


def refuse(name: str, what: str, todo: str) -> BrokenPack:
    return BrokenPack([Problem(name, 1, "(whole file)", what, todo)])


def read_folder(folder: Path) -> Files:
    files: Files = {}
    total = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            raise refuse(name, "is a link", "put the file itself in its place")
        if not path.is_file() or not name.endswith(".yaml"):
            continue
        total += path.stat().st_size
        check_limits(name, len(files) + 1, path.stat().st_size, total)
        files[name] = path.read_bytes()
    return files


def check_limits(name: str, count: int, size: int, total: int) -> None:
    if count > FILES_AT_MOST:
        raise refuse(name, f"the pack has more than {FILES_AT_MOST} files", "join small files")
    if size > FILE_BYTES_AT_MOST:
        raise refuse(name, "the file is larger than 1 MiB", "split it, for instance into skills/<area>.yaml")
    if total > BYTES_AT_MOST:
        raise refuse(name, "the pack is larger than 20 MB", "split it into two packs, one of which uses the other")


def read_zip(place: Path) -> Files:
    try:
        with zipfile.ZipFile(place) as archive:
            return read_entries(archive)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise refuse(
            place.name, f"the archive cannot be read ({error})", "make it anew with an ordinary zip program"
        ) from error


def read_entries(archive: zipfile.ZipFile) -> Files:
    entries = archive.infolist()
    if len(entries) > FILES_AT_MOST:
        raise refuse(
            "archive", f"the archive has more than {FILES_AT_MOST} entries", "leave out what is not part of the pack"
        )
    files: Files = {}
    total = 0
    for entry in entries:
        if entry.is_dir():
            continue
        name = safe_name(entry)
        with archive.open(entry) as stream:
            content = stream.read(FILE_BYTES_AT_MOST + 1)  # the entry's own word about its size counts for nothing
        total += len(content)
        check_limits(name, len(files) + 1, len(content), total)
        if name in files:
            raise refuse(name, "stands in the archive twice", "remove one of the two")
        if name.endswith(".yaml"):
            files[name] = content
    return without_common_folder(files)


def safe_name(entry: zipfile.ZipInfo) -> str:
    name = entry.filename
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise refuse(name, "is a link", "put the file itself in its place")
    if name.startswith("/") or "\\" in name or ":" in name or not name.isprintable() or ".." in name.split("/"):
        raise refuse(repr(name), "leads out of the archive", "make the archive from inside the pack's folder")
    return name


def without_common_folder(files: Files) -> Files:
    """Take off the folder around everything that most programs put into an archive."""
    tops = {name.split("/")[0] for name in files}
    if "pack.yaml" in files or len(tops) != 1:
        return files
    return {name.partition("/")[2]: content for name, content in files.items() if "/" in name} or files
