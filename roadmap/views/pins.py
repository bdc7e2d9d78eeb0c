"""The date of one step, as its person wants it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

import planning
from accounts.http import Request
from roadmap import actions, faults, moving, pages
from roadmap.forms import PinForm
from roadmap.models import Step


def step_of(request: Request, step_id: int) -> Step:
    return get_object_or_404(Step.objects.for_owner(request.user).select_related("roadmap"), pk=step_id)


@require_safe
def step_date(request: Request, step_id: int) -> HttpResponse:
    step, day = step_of(request, step_id), pages.local_day(request.user)
    form = PinForm(today=day, step=step)
    return render(request, "roadmap/step_date.html", {**moving.step_date(step, day), "form": form})


@require_POST
def pin_step(request: Request, step_id: int) -> HttpResponse:
    step, day = step_of(request, step_id), pages.local_day(request.user)
    form = PinForm(request.POST, today=day, step=step)
    if form.is_valid():
        try:
            actions.pin_step(step, form.cleaned_data["kind"], form.cleaned_data["day"], by=request.user, today=day)
        except planning.PlanningError as error:
            form.add_error("day", faults.said(error))
    return answer(request, step, form)


@require_POST
def unpin_step(request: Request, step_id: int) -> HttpResponse:
    step = step_of(request, step_id)
    actions.unpin_step(step, by=request.user)
    return answer(request, step, None)


def answer(request: Request, step: Step, form: PinForm | None) -> HttpResponse:
    """Show the timeline where one moves with keys, else the step's date again; with the form where it is wrong."""
    day, is_wrong = pages.local_day(request.user), form is not None and bool(form.errors)
    status = 422 if is_wrong else 200
    if request.htmx:
        step.refresh_from_db()
        context = pages.roadmap_timeline(step.roadmap, request.user)
        told = {**moving.step_date(step, day), "form": form}
        return render(request, "roadmap/roadmap_timeline.html#timeline", {**context, "moved": told}, status=status)
    if is_wrong:
        context = {**moving.step_date(step, day), "form": form}
        return render(request, "roadmap/step_date.html", context, status=status)
    return redirect("roadmap:step_date", step.pk)
