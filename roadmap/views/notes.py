"""Notes, links and a checklist beside a step. Each act answers with its panel, or leads back to the step's page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from roadmap import actions, desk, pages
from roadmap.models import ChecklistLine, OwnLink, Step
from roadmap.note_forms import LineForm, LinkForm, NoteForm
from roadmap.views.time import own_step


def answer(request: Request, step: Step, name: str, panel: dict[str, Any], status: int = 200) -> HttpResponse:
    """Show one panel as it is now: by itself for htmx, else on the step's page."""
    if request.htmx:
        return render(request, f"roadmap/panels/{name}.html", {name: panel}, status=status)
    if status == 200:
        return redirect(f"{step.get_absolute_url()}#{name}")
    context = pages.step_detail(step, request.user, request.GET)
    return render(request, "roadmap/step_detail.html", context | {name: panel}, status=status)


@require_POST
def save_note(request: Request, step_id: int) -> HttpResponse:
    step = own_step(request, step_id)
    form = NoteForm(request.POST, auto_id="note_%s")
    if not form.is_valid():
        return answer(request, step, "note", desk.note_of(step, request.user, form), status=422)
    try:
        actions.save_note(step.item, by=request.user, **form.cleaned_data)
    except actions.NoteChanged:
        mine = form.cleaned_data["text"]
        return answer(request, step, "note", desk.note_of(step, request.user, mine=mine), status=409)
    return answer(request, step, "note", desk.note_of(step, request.user, said=_("The note is stored.")))


@require_POST
def add_link(request: Request, step_id: int) -> HttpResponse:
    step = own_step(request, step_id)
    form = LinkForm(request.POST, auto_id="link_%s")
    if form.is_valid():
        try:
            actions.add_link(step.item, by=request.user, **form.cleaned_data)
            return answer(request, step, "links", desk.links_of(step, request.user))
        except ValidationError as error:
            form.add_error(None, error)
    return answer(request, step, "links", desk.links_of(step, request.user, form), status=422)


@require_POST
def remove_link(request: Request, step_id: int, link_id: int) -> HttpResponse:
    step = own_step(request, step_id)
    link = get_object_or_404(OwnLink.objects.for_owner(request.user).of_item(step.item_id), pk=link_id)
    actions.remove_link(link, by=request.user)
    return answer(request, step, "links", desk.links_of(step, request.user))


@require_POST
def add_line(request: Request, step_id: int) -> HttpResponse:
    step = own_step(request, step_id)
    form = LineForm(request.POST, auto_id="line_%s")
    if form.is_valid():
        try:
            actions.add_line(step.item, by=request.user, **form.cleaned_data)
            return answer(request, step, "checklist", desk.checklist_of(step, request.user))
        except ValidationError as error:
            form.add_error(None, error)
    return answer(request, step, "checklist", desk.checklist_of(step, request.user, form), status=422)


@require_POST
def tick_line(request: Request, step_id: int, line_id: int) -> HttpResponse:
    """Set a box to what its button says, so that a second click or a stale page changes nothing by surprise."""
    step, line = own_line(request, step_id, line_id)
    actions.tick_line(line, by=request.user, is_ticked=request.POST.get("ticked") == "yes")
    return answer(request, step, "checklist", desk.checklist_of(step, request.user))


@require_POST
def remove_line(request: Request, step_id: int, line_id: int) -> HttpResponse:
    step, line = own_line(request, step_id, line_id)
    actions.remove_line(line, by=request.user)
    return answer(request, step, "checklist", desk.checklist_of(step, request.user))


def own_line(request: Request, step_id: int, line_id: int) -> tuple[Step, ChecklistLine]:
    step = own_step(request, step_id)
    return step, get_object_or_404(ChecklistLine.objects.for_owner(request.user).of_item(step.item_id), pk=line_id)


@require_safe
def notes(request: Request) -> HttpResponse:
    return render(request, "roadmap/notes.html", desk.notes(request.user, request.GET))
