"""What a person keeps beside a step, as its page and its drawer show it, and all their notes in one place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from catalog import search
from roadmap import words
from roadmap.models import ChecklistLine, Note, OwnLink, Step
from roadmap.note_forms import LineForm, LinkForm, NoteForm
from roadmap.rows import address_of_steps
from roadmap.time_log import step_time, steps_of
from roadmap.titles import own_titles

Context = dict[str, Any]

NOTES_A_PAGE = 20
LETTERS_BEFORE, LETTERS_OF_AN_EXCERPT = 60, 280


def desk_of(step: Step, user: User) -> Context:
    return {
        "time": step_time(step, user),
        "checklist": checklist_of(step, user),
        "note": note_of(step, user),
        "links": links_of(step, user),
    }


def checklist_of(step: Step, user: User, form: LineForm | None = None) -> Context:
    lines = list(ChecklistLine.objects.for_owner(user).of_item(step.item_id))
    ticked = sum(line.is_ticked for line in lines)
    return {
        "step": step,
        "lines": lines,
        "summary": part(ticked, len(lines)) if lines else "",
        "is_done": bool(lines) and ticked == len(lines),
        "form": form or LineForm(auto_id="line_%s"),
    }


def checklist_summary(step: Step, user: User) -> str:
    """ "3 of 5", or nothing where there is no checklist."""
    ticked, whole = ChecklistLine.objects.for_owner(user).of_item(step.item_id).ticked_and_all()
    return part(ticked, whole) if whole else ""


def part(ticked: int, whole: int) -> str:
    return _("%(ticked)s of %(whole)s") % {"ticked": ticked, "whole": whole}


def note_of(
    step: Step, user: User, form: NoteForm | None = None, *, said: str = "", mine: str | None = None
) -> Context:
    """What is stored, and the form; `form` where it comes back with errors, `mine` where what is stored is newer."""
    note = Note.objects.for_owner(user).filter(item=step.item_id).first()
    text, revision = (note.text, note.revision) if note else ("", 0)
    initial = {"text": text if mine is None else mine, "revision": revision}
    return {
        "step": step,
        "text": text,
        "said": said,
        "is_stale": mine is not None,
        "form": form or NoteForm(initial=initial, auto_id="note_%s"),
    }


def links_of(step: Step, user: User, form: LinkForm | None = None) -> Context:
    links = OwnLink.objects.for_owner(user).of_item(step.item_id)
    return {"step": step, "lines": list(links), "form": form or LinkForm(auto_id="link_%s")}


@dataclass(frozen=True, slots=True)
class NoteLine:
    title: str
    url: str
    excerpt: str
    changed: str


def excerpt(text: str, wanted: Sequence[str]) -> str:
    """Cut the part of a note around the first word that was looked for, without the marks of headings, bold and code."""
    text = re.sub(r"(?m)^#{1,6}\s+|\*\*|`", "", text)
    text = re.sub(r"\n{2,}", "\n", text)
    places = [place for word in wanted if (place := text.lower().find(word)) >= 0]
    start = max(0, min(places, default=0) - LETTERS_BEFORE)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    cut, rest = text[start : start + LETTERS_OF_AN_EXCERPT], text[start + LETTERS_OF_AN_EXCERPT :]
    if rest:
        cut = (cut.rpartition(" ")[0] or cut) + " …"
    return ("… " if start else "") + cut.strip()


def headline(found: int, query: str) -> str:
    facts = {"count": words.number(found), "query": query}
    if query:
        said = ngettext("one note about “%(query)s”", "%(count)s notes about “%(query)s”", found)
    else:
        said = ngettext("one note", "%(count)s notes", found)
    return words.capital(said % facts)


def notes(user: User, query: Mapping[str, str]) -> Context:
    """All notes, or those that have every word that is looked for, the newest first."""
    asked = search.tidy(query.get("q", ""))
    wanted = search.words(asked)
    found = Note.objects.for_owner(user).matching(wanted).select_related("item")
    page = Paginator(found, NOTES_A_PAGE).get_page(query.get("page"))
    steps, today = steps_of(user, {note.item_id: 0 for note in page}), user.local_date(timezone.now()).isoformat()

    def line(note: Note) -> NoteLine:
        step = steps.get(note.item_id)
        title, url = (step.title, f"{address_of_steps()}{step.pk}/") if step else (note.item.title, "")
        changed = words.day(user.local_date(note.changed_at).isoformat(), today)
        return NoteLine(title, url, excerpt(note.text, wanted), changed)

    return {
        "headline": headline(page.paginator.count, asked),
        "query": asked,
        "page": page,
        "notes": [line(note) for note in page],
        "own_titles": own_titles(user),
        "any_notes": bool(page.paginator.count) or bool(asked),
    }
