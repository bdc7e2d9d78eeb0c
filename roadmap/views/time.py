"""Time is logged, measured, looked at and corrected."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from roadmap import actions, pages
from roadmap import time_log as times
from roadmap.durations import exactly
from roadmap.models import Step, TimeEntry
from roadmap.time_forms import StopForm, TimeForm

PANEL = "roadmap/panels/time.html"


def own_step(request: Request, step_id: int | str) -> Step:
    steps = Step.objects.for_owner(request.user).select_related("item", "roadmap", "stage")
    return get_object_or_404(steps, pk=step_id)


def answer(
    request: Request, step: Step, said: str, form: TimeForm | None = None, stop_form: StopForm | None = None
) -> HttpResponse:
    """Show the step's panel as it is now: by itself for htmx, else on the step's page."""
    panel = {"time": times.step_time(step, request.user, form=form, stop_form=stop_form) | {"said": said}}
    status = 422 if form or stop_form else 200
    if request.htmx:
        return render(request, PANEL, panel, status=status)
    if status == 200:
        messages.success(request, said)
        return redirect(f"{step.get_absolute_url()}#time")
    context = pages.step_detail(step, request.user, request.GET)
    return render(request, "roadmap/step_detail.html", context | panel, status=status)


def logged(entry: TimeEntry) -> str:
    return _("Logged %(time)s.") % {"time": exactly(entry.minutes)}


@require_POST
def log_time(request: Request, step_id: int) -> HttpResponse:
    step = own_step(request, step_id)
    form = times.new_form(request.user, timezone.now(), request.POST)
    if form.is_valid():
        try:
            entry = actions.log_time(step.item, by=request.user, **form.cleaned_data)
            return answer(request, step, logged(entry))
        except ValidationError as error:
            form.add_error(None, error)
    return answer(request, step, "", form=form)


@require_POST
def start_session(request: Request, step_id: int) -> HttpResponse:
    step = own_step(request, step_id)
    try:
        actions.start_session(step.item, by=request.user)
    except ValidationError:
        messages.warning(request, _("Another session was forgotten. Correct it first, then start the next one."))
        return redirect("roadmap:time_log")
    if request.POST.get("page") == "today":
        return redirect("roadmap:today")
    return answer(request, step, _("The clock runs."))


@require_POST
def stop_session(request: Request) -> HttpResponse:
    """Stop what runs. The form names the step whose page the person is on, or nothing."""
    form = StopForm(request.POST, auto_id="stop_%s")
    step = own_step(request, request.POST["step"]) if request.POST.get("step", "").isdecimal() else None
    if form.is_valid():
        try:
            entry = actions.stop_session(by=request.user, **form.cleaned_data)
            said = logged(entry) if entry else _("Nothing was logged: no minute had passed.")
            return answer(request, step, said) if step else stopped(request, said)
        except ValidationError as error:
            form.add_error(None, error)
    if step:
        return answer(request, step, "", stop_form=form)
    return render(
        request, "roadmap/time_log.html", times.time_log(request.user, request.GET, stop_form=form), status=422
    )


def stopped(request: Request, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("roadmap:today" if request.POST.get("page") == "today" else "roadmap:time_log")


@require_POST
def discard_session(request: Request) -> HttpResponse:
    actions.discard_session(by=request.user)
    said = _("The session is gone. Nothing was logged.")
    if request.POST.get("step", "").isdecimal():
        return answer(request, own_step(request, request.POST["step"]), said)
    return stopped(request, said)


@require_safe
def time_log(request: Request) -> HttpResponse:
    return render(request, "roadmap/time_log.html", times.time_log(request.user, request.GET))


@require_http_methods(["GET", "HEAD", "POST"])
def time_entry(request: Request, entry_id: int) -> HttpResponse:
    """Show one entry to be corrected; POST corrects it."""
    entry = get_object_or_404(TimeEntry.objects.for_owner(request.user).select_related("item"), pk=entry_id)
    if request.method != "POST":
        return render(request, "roadmap/time_entry.html", times.time_entry(entry, request.user))
    form = TimeForm(request.POST, today=request.user.local_date(timezone.now()))
    if form.is_valid():
        try:
            actions.edit_time(entry, by=request.user, **form.cleaned_data)
            messages.success(request, f"{entry.item.title}: {exactly(entry.minutes)}.")
            return redirect("roadmap:time_log")
        except ValidationError as error:
            form.add_error(None, error)
            entry.refresh_from_db()
    return render(request, "roadmap/time_entry.html", times.time_entry(entry, request.user, form), status=422)


@require_POST
def delete_time(request: Request, entry_id: int) -> HttpResponse:
    entry = get_object_or_404(TimeEntry.objects.for_owner(request.user).select_related("item"), pk=entry_id)
    actions.delete_time(entry, by=request.user)
    said = _("%(time)s of %(step)s are deleted.")
    messages.success(request, said % {"time": exactly(entry.minutes), "step": entry.item.title})
    return redirect("roadmap:time_log")
