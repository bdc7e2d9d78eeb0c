"""One entry of a draft, one file of it, one template's order; each saved on its own."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from catalog.english import in_english
from catalog.models import Draft
from catalog.pack.checking import ENTRIES, kind_of
from catalog.pack.problems import BrokenPack, Problem
from catalog.studio import actions, files, pages, stages
from catalog.studio.forms import EntryForm, NewEntryForm, NewQuestionForm, SeenForm, TextForm

FORM_METHODS = ["GET", "HEAD", "POST"]


def open_entry(key: str, kind: str, entry: str) -> tuple[Draft, files.Found]:
    draft = get_object_or_404(Draft, key=key)
    found = files.find(draft, kind, entry)
    if found is None:
        raise Http404
    return draft, found


@dataclass
class Outcome:
    """How an attempt ended: the status of the answer, what others changed where that is in the way, and what is wrong."""

    status: int = 200
    conflict: list[pages.Shown] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        return self.status == 302


def attempt(act: Callable[[], None]) -> Outcome:
    try:
        act()
    except BrokenPack as broken:
        return Outcome(422, faults=broken.problems)
    except actions.Stale as stale:
        return Outcome(409, pages.differences(stale.changes))
    except actions.Gone as gone:
        raise Http404 from gone
    return Outcome(302)


def attempt_entry(
    request: Request, draft: Draft, name: str, path: str, entry: files.Entry | None, form: SeenForm
) -> Outcome:
    seen = form.cleaned_data["seen"]
    return attempt(lambda: actions.save_entry(draft, name, path, entry, by=request.user, seen=seen))


def show_entry(request: Request, draft: Draft, found: files.Found, form: EntryForm, outcome: Outcome) -> HttpResponse:
    form.tell(outcome.faults, found.key)
    shown = {"draft": draft, "form": form, "conflict": outcome.conflict} | pages.place_of(found)
    return render(request, "studio/draft_entry.html", shown, status=outcome.status)


@require_http_methods(FORM_METHODS)
def draft_entry(request: Request, key: str, kind: str, entry: str) -> HttpResponse:
    draft, found = open_entry(key, kind, entry)
    form = EntryForm(request.POST or None, kind=kind, entry=found.data, initial={"seen": draft.edition})
    outcome = Outcome(422 if request.method == "POST" else 200)
    if form.is_valid():
        outcome = attempt_entry(request, draft, found.name, found.path, form.entry(), form)
    if outcome.is_done:
        messages.success(request, _("Stored in the draft."))
        return redirect("studio:draft_entry", key, kind, entry)
    return show_entry(request, draft, found, form, outcome)


@require_POST
def remove_entry(request: Request, key: str, kind: str, entry: str) -> HttpResponse:
    draft, found = open_entry(key, kind, entry)
    form, outcome = SeenForm(request.POST), Outcome(422)
    if form.is_valid():
        outcome = attempt_entry(request, draft, found.name, found.path, None, form)
    if outcome.is_done:
        messages.success(request, _("“%(entry)s” is out of the draft.") % {"entry": found.title})
        return redirect("studio:pack_draft", key)
    unbound = EntryForm(kind=kind, entry=found.data, initial={"seen": draft.edition})
    return show_entry(request, draft, found, unbound, Outcome(outcome.status, outcome.conflict))


@require_http_methods(FORM_METHODS)
def new_entry(request: Request, key: str, name: str) -> HttpResponse:
    draft = get_object_or_404(Draft, key=key)
    kind = kind_of(name)
    if kind not in ENTRIES or not draft.files.filter(name=name).exists():
        raise Http404
    first = {"seen": draft.edition, "kind": request.GET.get("kind", "single")}
    form = (NewQuestionForm if kind == "questions" else NewEntryForm)(request.POST or None, draft=draft, initial=first)
    entry = {"kind": form["kind"].value()} if kind == "questions" else {}
    body = EntryForm(request.POST or None, kind=kind, entry=entry, initial=first)
    outcome = Outcome(422 if request.method == "POST" else 200)
    if form.is_valid() and body.is_valid():
        new = form.cleaned_data["key"]
        outcome = attempt_entry(request, draft, name, f"{ENTRIES[kind]}.{new}", body.entry(), form)
        if outcome.is_done:
            return redirect("studio:draft_entry", key, kind, new)
        body.tell(outcome.faults, new)
    shown = {"draft": draft, "form": form, "body": body, "name": name, "kind": kind, "conflict": outcome.conflict}
    return render(request, "studio/new_entry.html", shown, status=outcome.status)


@require_http_methods(FORM_METHODS)
def draft_text(request: Request, key: str, name: str) -> HttpResponse:
    draft = get_object_or_404(Draft, key=key)
    file = get_object_or_404(draft.files, name=name)
    form = TextForm(request.POST or None, initial={"seen": draft.edition, "text": file.text})
    outcome = Outcome(422 if request.method == "POST" else 200)
    if form.is_valid():
        said = form.cleaned_data
        outcome = attempt(lambda: actions.save_text(draft, name, said["text"], by=request.user, seen=said["seen"]))
    if outcome.is_done:
        messages.success(request, _("%(file)s is stored in the draft.") % {"file": name})
        return redirect("studio:pack_draft", key)
    for fault in outcome.faults[:50]:
        form.add_error("text", in_english(str(fault)))
    shown = {"draft": draft, "form": form, "name": name, "conflict": outcome.conflict}
    return render(request, "studio/draft_text.html", shown, status=outcome.status)


@require_http_methods(FORM_METHODS)
def draft_stages(request: Request, key: str, entry: str) -> HttpResponse:
    draft, found = open_entry(key, "template", entry)
    form = SeenForm(request.POST or None)
    outcome, refusal = Outcome(422 if request.method == "POST" else 200), ""
    if form.is_valid():
        try:
            said = arranged(found.data, request)
            outcome = attempt_entry(request, draft, found.name, found.path, said, form)
        except stages.NoSuchMove as refused:
            refusal = str(refused)
    if outcome.is_done:
        return redirect("studio:draft_stages", key, entry)
    shown = {"draft": draft, "found": found, "conflict": outcome.conflict}
    shown["stages"] = pages.read_stages(found.data, pages.titles_of(files.texts(draft)))
    shown["faults"] = [refusal] if refusal else [in_english(str(fault)) for fault in outcome.faults[:10]]
    return render(request, "studio/draft_stages.html", shown, status=outcome.status)


def arranged(template: files.Entry, request: Request) -> files.Entry:
    item, stage = request.POST.get("item", "").strip()[:80], request.POST.get("stage", "")
    if item and stage.isdecimal() and len(stage) < 5:
        return stages.added(template, int(stage), item)
    return stages.moved(template, request.POST.get("move", ""))


@require_safe
def draft_preview(request: Request, key: str, kind: str, entry: str) -> HttpResponse:
    draft, found = open_entry(key, kind, entry)
    content, problems = files.check(files.texts(draft))
    if content is None or kind not in pages.PREVIEWS:
        why = (
            _("This kind of entry has no page of its own.")
            if content
            else _("Mend these first; then there is a preview.")
        )
        shown = {"draft": draft, "found": found, "why": why, "problems": problems, "page": "base.html"}
        return render(request, "studio/draft_preview.html", shown, status=200 if content else 422)
    with pages.previewing(content):
        seen = pages.read_preview(kind, entry)
        if seen is None:
            raise Http404
        page, shown = seen
        return render(request, "studio/draft_preview.html", shown | {"page": page, "draft": draft, "found": found})
