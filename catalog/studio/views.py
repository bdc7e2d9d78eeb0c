"""Drafts: begun, read, taken away as files, published, discarded. To anybody but staff none of it exists."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from catalog.models import Draft, Pack
from catalog.pack.exporting import export_pack
from catalog.pack.problems import BrokenPack
from catalog.pack.publishing import Loaded
from catalog.studio import actions, files, pages
from catalog.studio.forms import NewFileForm, PublishForm, SeenForm


def of_draft(view: Callable[[Request, Draft], HttpResponse]) -> Callable[[Request, str], HttpResponse]:
    """Find the draft, and tell what came between where somebody else has changed it or ended it."""

    @wraps(view)
    def found(request: Request, key: str) -> HttpResponse:
        draft = get_object_or_404(Draft, key=key)
        try:
            return view(request, draft)
        except actions.Stale as stale:
            return show_draft(request, draft, None, status=409, stale=stale)
        except actions.Gone as gone:
            raise Http404 from gone

    return found


@require_safe
def studio(request: Request) -> HttpResponse:
    return render(request, "studio/studio.html", pages.read_studio())


@require_POST
def begin_pack_draft(request: Request, key: str) -> HttpResponse:
    draft = actions.begin_draft_of(get_object_or_404(Pack, key=key), by=request.user)
    return redirect("studio:pack_draft", draft.key)


@require_safe
def pack_draft(request: Request, key: str) -> HttpResponse:
    return show_draft(request, get_object_or_404(Draft, key=key), None)


def show_draft(
    request: Request,
    draft: Draft,
    form: PublishForm | None,
    *,
    status: int = 200,
    stale: actions.Stale | None = None,
    file_form: NewFileForm | None = None,
) -> HttpResponse:
    shown = pages.read_draft(draft)
    first = {"version": shown["next_version"], "seen": draft.edition}
    conflict = pages.differences(stale.changes) if stale else []
    shown |= {"form": form or PublishForm(initial=first), "conflict": conflict}
    shown["file_form"] = file_form or NewFileForm(draft=draft, initial=first)
    return render(request, "studio/pack_draft.html", shown, status=status)


@require_POST
@of_draft
def publish_pack_draft(request: Request, draft: Draft) -> HttpResponse:
    form = PublishForm(request.POST)
    if form.is_valid():
        said, day = form.cleaned_data, request.user.local_date(timezone.now())
        news = {"version": said["version"], "text": said["changelog"]}
        try:
            loaded = actions.publish_draft(draft, **news, by=request.user, day=day, seen=said["seen"])
        except BrokenPack as broken:
            form.tell(broken.problems)
        else:
            messages.success(request, news_of(loaded))
            return redirect("studio:studio")
    return show_draft(request, draft, form, status=422)


def news_of(loaded: Loaded) -> str:
    done = loaded.changes
    said = ngettext(
        "%(pack)s is published: %(added)s row added, %(changed)s changed, %(removed)s removed.",
        "%(pack)s is published: %(added)s rows added, %(changed)s changed, %(removed)s removed.",
        done.added,
    )
    return said % {"pack": loaded.pack, "added": done.added, "changed": done.changed, "removed": done.removed}


@require_POST
@of_draft
def discard_pack_draft(request: Request, draft: Draft) -> HttpResponse:
    form = SeenForm(request.POST)
    if not form.is_valid():
        return show_draft(request, draft, None, status=422)
    key = draft.key
    actions.discard_draft(draft, seen=form.cleaned_data["seen"])
    said = _("The draft of %(pack)s is discarded. What is published stays as it is.")
    messages.success(request, said % {"pack": key})
    return redirect("studio:studio")


@require_POST
@of_draft
def add_draft_file(request: Request, draft: Draft) -> HttpResponse:
    form = NewFileForm(request.POST, draft=draft)
    if not form.is_valid():
        return show_draft(request, draft, None, status=422, file_form=form)
    actions.add_file(draft, form.name, by=request.user, seen=form.cleaned_data["seen"])
    return redirect("studio:new_entry", draft.key, form.name)


@require_safe
def pack_zip(request: Request, key: str) -> HttpResponse:
    """Hand out the draft that is open, else the pack as published."""
    draft = Draft.objects.filter(key=key).first()
    held = files.texts(draft) if draft else export_pack(get_object_or_404(Pack, key=key))
    name = f"{key}-draft" if draft else key
    disposition = {"Content-Disposition": f'attachment; filename="{name}.zip"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(files.zipped(held, key), content_type="application/zip", headers=disposition)
