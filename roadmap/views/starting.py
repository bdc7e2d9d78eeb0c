"""Where somebody starts, and what they come back to."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

import planning
from accounts.http import Request
from roadmap import actions, pages
from roadmap.forms import StartForm
from roadmap.models import Roadmap


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    day = request.user.local_date(timezone.now())
    first = {"starts_on": day, "weekly_hours": 8, "template": pages.template_for_role(request.GET.get("role", ""))}
    form = StartForm(request.POST or None, today=day, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.create_roadmap(by=request.user, **form.cleaned_data))
        except planning.PlanningError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    return render(request, "roadmap/start.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def today(request: Request) -> HttpResponse:
    roadmap = Roadmap.objects.for_owner(request.user).active().first()
    if roadmap is None:
        return redirect("roadmap:start")
    return render(request, "roadmap/today.html", pages.today(roadmap, request.user, pages.changed_step(request.GET)))
