"""One page to arrange a roadmap on, and what is done there."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from roadmap import actions, arranging
from roadmap.arranging import StepForm, read_order, read_seen
from roadmap.models import Edit, Roadmap, Stage, Step

BOARD = "roadmap/arrange.html#board"


def own_roadmap(request: Request, roadmap_id: int) -> Roadmap:
    return get_object_or_404(Roadmap.objects.for_owner(request.user).select_related("owner"), pk=roadmap_id)


def own_step(request: Request, step_id: int) -> Step:
    return get_object_or_404(Step.objects.for_owner(request.user).to_arrange(), pk=step_id)


@require_safe
def arrange(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = own_roadmap(request, roadmap_id)
    editing = own_step(request, step_id) if (step_id := arranging.read_edited(request.GET)) else None
    if editing and editing.roadmap_id != roadmap.pk:
        raise Http404
    said = str(roadmap.edits.last() or "") if request.GET.get("done") else ""
    context = arranging.arrange(roadmap, editing=editing, said=said)
    return render(request, "roadmap/arrange.html", context)


def answer(
    request: Request, roadmap: Roadmap, act: Callable[[], Edit | Step | None], *, anchor: str = "", **shown: Any
) -> HttpResponse:
    """Do one edit, and show the page as it is then: with what was done, what was missed, or what is not possible."""
    try:
        done = act()
    except actions.Stale as stale:
        return show(request, arranging.arrange(roadmap, missed=stale.changes, **shown), status=409)
    except actions.Refused as refused:
        form: StepForm | None = shown.get("added") or shown.get("edited")
        if form is not None:
            form.add_error(refused.field, refused.message)
        return show(request, arranging.arrange(roadmap, refused=refused.message, **shown), status=422)
    if not request.htmx:
        return redirect(f"{roadmap.get_absolute_url()}arrange/?done=1{anchor}")
    said = str(roadmap.edits.last()) if done else _("It stands at the end already.")
    return show(request, arranging.arrange(roadmap, said=said))


def show(request: Request, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return render(request, BOARD if request.htmx else "roadmap/arrange.html", context, status=status)


@require_POST
def add_step(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = own_roadmap(request, roadmap_id)
    form, seen = arranging.add_form(roadmap, request.POST), read_seen(request.POST)
    if not form.is_valid():
        return show(request, arranging.arrange(roadmap, added=form), status=422)
    act = partial(actions.add_step, roadmap, form.wanted(), by=request.user, seen=seen)
    return answer(request, roadmap, act, anchor="#add", added=form)


@require_POST
def edit_step(request: Request, step_id: int) -> HttpResponse:
    step = own_step(request, step_id)
    form, seen = arranging.edit_form(step, request.POST), read_seen(request.POST)
    if not form.is_valid():
        return show(request, arranging.arrange(step.roadmap, edited=form, editing=step), status=422)
    act = partial(actions.edit_step, step, form.wanted(), by=request.user, seen=seen)
    return answer(request, step.roadmap, act, anchor=f"#place-{step_id}", edited=form, editing=step)


@require_POST
def move_step(request: Request, step_id: int) -> HttpResponse:
    step = own_step(request, step_id)
    down, seen = request.POST.get("to") == "down", read_seen(request.POST)
    act = partial(actions.move_step, step, by=request.user, seen=seen, down=down)
    return answer(request, step.roadmap, act, anchor=f"#place-{step_id}")


@require_POST
def order_steps(request: Request, stage_id: int) -> HttpResponse:
    stage = get_object_or_404(Stage.objects.for_owner(request.user).select_related("roadmap__owner"), pk=stage_id)
    order, seen = read_order(request.POST), read_seen(request.POST)
    act = partial(actions.order_steps, stage, order, by=request.user, seen=seen)
    return answer(request, stage.roadmap, act, anchor=f"#shelf-{stage_id}")


@require_POST
def take_out(request: Request, step_id: int) -> HttpResponse:
    step, seen = own_step(request, step_id), read_seen(request.POST)
    act = partial(actions.take_out, step, by=request.user, seen=seen)
    return answer(request, step.roadmap, act, anchor=f"#shelf-{step.stage_id}")


@require_POST
def bring_back(request: Request, step_id: int) -> HttpResponse:
    step, seen = own_step(request, step_id), read_seen(request.POST)
    act = partial(actions.bring_back, step, by=request.user, seen=seen)
    return answer(request, step.roadmap, act, anchor=f"#place-{step_id}")


@require_POST
def remove_step(request: Request, step_id: int) -> HttpResponse:
    step, seen = own_step(request, step_id), read_seen(request.POST)
    act = partial(actions.remove_step, step, by=request.user, seen=seen)
    return answer(request, step.roadmap, act, anchor=f"#shelf-{step.stage_id}")
