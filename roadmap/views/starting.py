"""Where somebody starts, and what they come back to."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import planning
from accounts.http import Request
from roadmap import actions, faults, pages, previewing
from roadmap.models import Roadmap
from roadmap.prints import send_if_changed
from roadmap.start_forms import StartForm, answers_to_keep


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    day = pages.local_day(request.user)
    if request.method != "POST":
        context = previewing.read_start(request.user, request.GET.get("role", ""), day)
        return render(request, "roadmap/start.html", context)
    form = StartForm(request.POST, today=day, by=request.user)
    if form.is_valid():
        try:
            return redirect(actions.start_roadmap(form.answers, by=request.user))
        except planning.PlanningError as error:
            form.add_error(error.field if error.field in form.fields else None, faults.said(error))
    actions.keep_draft(answers_to_keep(request.POST), by=request.user)
    context = previewing.start_page(form, request.user) | {"refused": True}
    return render(request, "roadmap/start.html", context, status=422)


@require_POST
def preview_roadmap(request: Request) -> HttpResponse:
    """Keep the answers so far and show the plan that they make: beside the form, or as the page that holds both."""
    before = previewing.kept_answers(request.user).get("template")
    answers = answers_to_keep(request.POST)
    actions.keep_draft(answers, by=request.user)
    if not request.htmx:
        return redirect(reverse("roadmap:start") + "#preview")
    form = StartForm(request.POST, today=pages.local_day(request.user), by=request.user)
    context = previewing.start_page(form, request.user)
    context |= {"oob": True, "role_changed": before != answers.get("template")}
    return render(request, "roadmap/start.html#changed", context)


@require_POST
def forget_answers(request: Request) -> HttpResponse:
    actions.forget_draft(by=request.user)
    return redirect("roadmap:start")


@require_safe
@send_if_changed
def today(request: Request) -> HttpResponse:
    day = pages.local_day(request.user)
    roadmap = Roadmap.objects.for_owner(request.user).active().resting_last(day).first()
    if roadmap is None:
        return redirect("roadmap:start")
    context = pages.today(roadmap, request.user, pages.changed_step(request.GET))
    return render(request, "roadmap/today.html", context)
