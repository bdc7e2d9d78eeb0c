"""One step, and what is done with it."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from roadmap import actions, alternatives, pages
from roadmap.forms import StatusChange, read_status_change
from roadmap.models import SentTick, Step


@require_safe
def step_detail(request: Request, step_id: int) -> HttpResponse:
    step = get_object_or_404(
        Step.objects.for_owner(request.user).select_related("item", "roadmap", "stage"), pk=step_id
    )
    template = "roadmap/step_detail.html#drawer" if request.htmx else "roadmap/step_detail.html"
    return render(request, template, pages.step_detail(step, request.user, request.GET))


@require_POST
def set_status(request: Request, step_id: int) -> HttpResponse:
    try:
        change = read_status_change(request.POST, request.GET)
        is_conflict = store_status(step_id, change, request)
    except ValidationError as error:
        return render(request, "roadmap/roadmap_detail.html#refused", {"errors": error.messages}, status=422)
    tick = pages.tick(step_id, request.user, page=change.page, open_step=change.open_step, kept=change.kept)
    if tick is None:
        raise Http404
    if not request.htmx:
        return redirect(tick.address)
    printed = tick.printed or render_to_string(tick.fragment, tick.context, request)
    return HttpResponse(printed, status=409 if is_conflict else 200)


def store_status(step_id: int, change: StatusChange, request: Request) -> bool:
    """True where a late tick met a change that was made elsewhere: then nothing is stored, and the answer tells what is."""
    if change.key is None:
        actions.set_status(step_id, change.status, by=request.user, expected=change.expected)
        return False
    by, expected = request.user, change.expected
    sent = actions.set_status_once(step_id, change.status, by=by, key=change.key, expected=expected)
    return sent is not None and sent.outcome == SentTick.Outcome.CONFLICT


@require_POST
def choose_step(request: Request, step_id: int) -> HttpResponse:
    step = get_object_or_404(Step.objects.for_owner(request.user).select_related("roadmap"), pk=step_id)
    if step.choice and not step.is_chosen and alternatives.can_stand_in(step):
        return redirect(f"{reverse('roadmap:alternatives', args=[step.roadmap_id])}?step={step.pk}")
    actions.choose_step(step, by=request.user)
    return redirect(f"{step.roadmap.get_absolute_url()}#step-row-{step.pk}")


@require_POST
def leave_out(request: Request, step_id: int) -> HttpResponse:
    step = get_object_or_404(Step.objects.for_owner(request.user).select_related("roadmap"), pk=step_id)
    actions.leave_out(step, by=request.user)
    return redirect(step.roadmap)
