"""What staff do to a draft. Each is one transaction; whoever acts on what is no longer so is told what changed."""

from collections.abc import Callable, Iterable
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from catalog.models import Draft, DraftChange, DraftFile, Pack
from catalog.pack.checking import ENTRIES
from catalog.pack.exporting import export_pack
from catalog.pack.problems import BrokenPack, Problem
from catalog.pack.publishing import Loaded, fingerprint, publish
from catalog.pack.source import Files
from catalog.pack.versions import following, numbers
from catalog.pack.writing import write_yaml
from catalog.studio.files import Entry, canonical, check, entries, problems_of, read, texts, with_entry


class Stale(Exception):
    """Somebody else has changed the same place since it was read; carries what they did."""

    def __init__(self, changes: Iterable[DraftChange]) -> None:
        self.changes = list(changes)
        super().__init__("This has changed since you opened it.")


class Gone(Exception):
    """The draft has been published or discarded meanwhile."""


@transaction.atomic
def begin_draft(key: str, files: Files, *, by: User | None, base_version: str = "") -> Draft:
    """Open a draft with `files`, or give the one that is open."""
    draft, is_new = Draft.objects.get_or_create(key=key, defaults={"base_version": base_version, "begun_by": by})
    if is_new:
        DraftFile.objects.bulk_create(
            DraftFile(draft=draft, name=name, text=content.decode()) for name, content in files.items()
        )
    return draft


def begin_draft_of(pack: Pack, *, by: User) -> Draft:
    return begin_draft(pack.key, export_pack(pack), by=by, base_version=pack.version)


def save_entry(draft: Draft, name: str, path: str, entry: Entry | None, *, by: User, seen: int) -> None:
    """Put `entry` in its place (None takes it out). Raises BrokenPack, Stale or Gone; nothing is written then."""
    key = path.partition(".")[2]
    before = next((one.data for one in entries(name, read_file(draft, name)) if one.key == key), None)
    texts = [write_yaml(one) if one is not None else "" for one in (before, entry)]
    write(draft, name, path, lambda file: with_entry(file, key, entry), texts[0], texts[1], by=by, seen=seen)


def read_file(draft: Draft, name: str) -> Entry:
    file = draft.files.filter(name=name).first()
    return read(name, file.text) if file else {}


def save_text(draft: Draft, name: str, text: str, *, by: User, seen: int) -> None:
    before = "\n".join(draft.files.filter(name=name).values_list("text", flat=True))
    write(draft, name, "", lambda file: canonical(name, text), before, canonical(name, text), by=by, seen=seen)


@transaction.atomic
def add_file(draft: Draft, name: str, *, by: User, seen: int) -> None:
    """Put an empty file into the draft; skills and questions in it belong to the area that the name says."""
    claim(draft, seen, lambda changes: [one for one in changes if one.name == name])
    kind, _, area = name.removesuffix(".yaml").partition("/")
    areas = [
        found.key
        for file in draft.files.filter(name__startswith="areas")
        for found in entries(file.name, read(file.name, file.text))
    ]
    has_area = area and (kind == "questions" or (kind == "skills" and area in areas))
    says: Entry = ({"area": area} if has_area else {}) | ({"levels_basis": "Not said yet."} if kind == "roles" else {})
    text = canonical(name, write_yaml(says | {ENTRIES[kind]: {}}))
    DraftFile.objects.create(draft=draft, name=name, text=text)
    edition = Draft.objects.values_list("edition", flat=True).get(pk=draft.pk)
    DraftChange.objects.create(draft=draft, edition=edition, name=name, after=text, by=by)


@transaction.atomic
def write(
    draft: Draft,
    name: str,
    path: str,
    make: Callable[[DraftFile], str],
    before: str,
    after: str,
    *,
    by: User,
    seen: int,
) -> None:
    there = draft.files.filter(name=name).first()
    if there is None:
        raise Gone
    if make(there) == there.text:
        return
    claim(draft, seen, lambda changes: [one for one in changes if touches(one, name, path)])
    file = DraftFile.objects.get(draft=draft, name=name)
    text = make(file)
    problems = problems_of(name, text)
    if problems:
        raise BrokenPack(problems)
    DraftFile.objects.filter(pk=file.pk).update(text=text)
    edition = Draft.objects.values_list("edition", flat=True).get(pk=draft.pk)
    DraftChange.objects.create(draft=draft, edition=edition, name=name, path=path, before=before, after=after, by=by)


def touches(change: DraftChange, name: str, path: str) -> bool:
    return change.name == name and (not path or not change.path or change.path == path)


def claim(draft: Draft, seen: int, in_the_way: Callable[[list[DraftChange]], list[DraftChange]]) -> None:
    """Count an edition on, which holds the draft until the transaction ends; then see what came between."""
    if not Draft.objects.filter(pk=draft.pk).update(edition=F("edition") + 1):
        raise Gone
    missed = in_the_way(list(DraftChange.objects.filter(draft=draft, edition__gt=seen).select_related("by")))
    if missed:
        raise Stale(missed)


@transaction.atomic
def publish_draft(draft: Draft, version: str, text: str, *, by: User, day: date, seen: int) -> Loaded:
    """Make the draft the pack's new version. Raises BrokenPack with every problem, Stale or Gone."""
    claim(draft, seen, lambda changes: changes)
    current = Pack.objects.filter(key=draft.key).values_list("version", flat=True).first() or ""
    refuse_version(draft, current, version)
    files = texts(draft)
    says = read("pack.yaml", files.get("pack.yaml", b"").decode())
    change = {"version": version, "date": day.isoformat(), "text": text}
    says |= {"version": version, "changelog": [change, *earlier(says, version)]}
    files["pack.yaml"] = canonical("pack.yaml", write_yaml(says)).encode()
    content, problems = check(files)
    if content is None:
        raise BrokenPack(problems)
    loaded = publish(content, fingerprint(files))
    draft.delete()
    return loaded


def earlier(says: Entry, version: str) -> list[Entry]:
    """Give the changelog so far; a pack that was never published may speak of this very version already."""
    told = says.get("changelog")
    return (
        [one for one in told if isinstance(one, dict) and one.get("version") != version]
        if isinstance(told, list)
        else []
    )


def refuse_version(draft: Draft, current: str, version: str) -> None:
    if current != draft.base_version:
        said = _("version %(current)s is loaded now, and this draft was begun from %(base)s")
        what = said % {"current": current or _("none"), "base": draft.base_version or _("none")}
        raise BrokenPack([Problem("pack.yaml", 1, "version", what, _("export the draft, discard it and begin anew"))])
    if current and numbers(version) <= numbers(current):
        what = _("%(version)s does not come after %(current)s") % {"version": version, "current": current}
        todo = _("write %(version)s or more") % {"version": following(current)}
        raise BrokenPack([Problem("pack.yaml", 1, "version", what, todo)])


@transaction.atomic
def discard_draft(draft: Draft, *, seen: int) -> None:
    claim(draft, seen, lambda changes: changes)
    draft.delete()
