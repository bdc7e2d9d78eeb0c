"""What the studio's pages show."""

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import ndiff
from typing import Any

from django.db import transaction
from django.db.models import Model

from catalog import pages
from catalog.models import Area, Draft, DraftChange, Item, LinkCheck, Pack, Pathway, Question, Resource, Role, Template
from catalog.pack.checking import ENTRIES, ITEMS, Content, kind_of
from catalog.pack.publishing import publish
from catalog.pack.versions import following
from catalog.studio import files
from catalog.studio.stages import Entry

Shown = dict[str, Any]


def read_studio() -> Shown:
    drafts = {draft.key: draft for draft in Draft.objects.select_related("begun_by")}
    packs = list(Pack.objects.order_by("key"))
    rows = [{"key": pack.key, "pack": pack, "draft": drafts.pop(pack.key, None)} for pack in packs]
    return {
        "rows": rows + [{"key": key, "pack": None, "draft": draft} for key, draft in drafts.items()],
        "broken": list(LinkCheck.objects.broken()[:100]),
    }


def read_draft(draft: Draft) -> Shown:
    texts = files.texts(draft)
    content, problems = files.check(texts)
    shelves = []
    for name, text in texts.items():
        held = list(files.entries(name, files.read(name, text.decode())))
        shelves.append({"name": name, "kind": kind_of(name), "entries": held, "is_pack": name == "pack.yaml"})
    pack = files.read("pack.yaml", texts.get("pack.yaml", b"").decode())
    return {
        "draft": draft,
        "title": pack.get("title", draft.key),
        "shelves": shelves,
        "problems": problems,
        "is_sound": content is not None,
        "changes": list(draft.changes.select_related("by")[:30]),
        "next_version": following(draft.base_version) if draft.base_version else pack.get("version", "1.0.0"),
    }


@contextmanager
def previewing(content: Content) -> Iterator[None]:
    """Show the catalog as if `content` were published. All of it is taken back in the end: what a learner will see is
    drawn by the very code that will draw it."""
    with transaction.atomic():
        publish(content, "preview")
        yield
        transaction.set_rollback(True)


PREVIEWS: dict[str, tuple[type[Model], str, Any]] = {
    "areas": (Area, "catalog/area_detail.html", pages.read_area),
    "roles": (Role, "catalog/role_detail.html", pages.read_role),
    "pathways": (Pathway, "catalog/pathway_detail.html", pages.read_pathway),
    "template": (Template, "catalog/template_detail.html", pages.read_template),
    "resources": (Resource, "catalog/platform_detail.html", pages.read_platform),
    "questions": (Question, "studio/question_preview.html", lambda question: {"question": read_question(question)}),
} | {kind: (Item, "catalog/item_detail.html", pages.read_item) for kind in ITEMS}


def read_question(question: Question) -> Shown:
    correct = question.answer.get("correct", [])
    options = [option | {"correct": number in correct} for number, option in enumerate(question.options)]
    return {"asked": question, "options": options, "items": list(question.items.all())}


def read_preview(kind: str, key: str) -> tuple[str, Shown] | None:
    model, template, read = PREVIEWS[kind]
    page = model._default_manager.filter(key=key).first()
    return (template, read(page)) if page else None


def read_stages(entry: Entry, titles: dict[str, str]) -> list[Shown]:
    shown = []
    for stage in entry.get("stages", []):
        steps = [{"step": step, "title": titles.get(step["item"], step["item"])} for step in stage["steps"]]
        shown.append({"stage": stage, "steps": steps})
    return shown


def titles_of(texts: dict[str, bytes]) -> dict[str, str]:
    """Give the title of each item: of this draft, and of the packs that it may use."""
    own = {
        found.key: found.title
        for name, text in texts.items()
        if kind_of(name) in ITEMS
        for found in files.entries(name, files.read(name, text.decode()))
    }
    return dict(Item.objects.public().values_list("key", "title")) | own


def differences(changes: list[DraftChange]) -> list[Shown]:
    """Give what each change took away and put in, line by line."""
    return [
        {"change": change, "lines": [line for line in ndiff(*said(change)) if line[:1] in "+-"][:40]}
        for change in changes
    ]


def said(change: DraftChange) -> tuple[list[str], list[str]]:
    return change.before.splitlines(), change.after.splitlines()


def place_of(found: files.Found) -> Shown:
    return {"found": found, "entries_name": ENTRIES[found.kind], "can_preview": found.kind in PREVIEWS}
