"""What a roadmap's plan is made from, and what changing it would move."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

import planning
from accounts.http import Request
from roadmap import actions, faults, pages, parts
from roadmap.forms import read_version
from roadmap.models import Roadmap
from roadmap.overview import read_overview
from roadmap.settings_forms import SettingsForm
from roadmap.settings_page import settings_page


@require_http_methods(["GET", "HEAD", "POST"])
def roadmap_settings(request: Request, roadmap_id: int) -> HttpResponse:
    """A post with a `version` takes the change; one without shows what it would move."""
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)
    form = SettingsForm(request.POST if request.method == "POST" else None, roadmap=roadmap)
    if "version" in request.POST and form.is_valid():
        return take(request, roadmap, form)
    context = settings_page(roadmap, request.user, form)
    page = "roadmap/roadmap_settings.html#changed" if request.htmx else "roadmap/roadmap_settings.html"
    wrong = bool(context.get("wrong")) and not request.htmx
    return render(request, page, context | {"oob": bool(request.htmx)}, status=422 if wrong else 200)


def take(request: Request, roadmap: Roadmap, form: SettingsForm) -> HttpResponse:
    title, day, version = form.cleaned_data["title"], pages.local_day(request.user), read_version(request.POST)
    stale = False
    try:
        stale = not actions.change_settings(roadmap, title, form.basis, by=request.user, today=day, version=version)
    except planning.PlanningError as error:
        form.add_error(error.field if error.field in form.fields else None, faults.said(error))
    if stale or form.errors:
        context = settings_page(roadmap, request.user, form, stale=stale)
        return render(request, "roadmap/roadmap_settings.html", context, status=409 if stale else 422)
    finish = parts.finish_day(read_overview(roadmap))
    messages.success(request, _("Kept. The road ends on %(day)s.") % {"day": finish} if finish else _("Kept."))
    return redirect("roadmap:roadmap_settings", roadmap.pk)
