"""Dates: how likely they are, and how they change."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from roadmap import actions, forecasting, pages
from roadmap.forms import read_version
from roadmap.models import Roadmap


@require_safe
def forecast(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)
    context = forecasting.forecast(roadmap, request.user, pages.local_day(request.user))
    return render(request, "roadmap/forecast.html", context)


@require_safe
def replan(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)
    return render(request, "roadmap/replan.html", pages.replan(roadmap, request.user))


@require_POST
def accept_replan(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)
    version, day = read_version(request.POST), pages.local_day(request.user)
    if not actions.accept_replan(roadmap, by=request.user, today=day, version=version):
        return render(request, "roadmap/replan.html", pages.replan(roadmap, request.user, stale=True), status=409)
    return redirect("roadmap:replan", roadmap.pk)


@require_POST
def undo_replan(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)
    if not actions.undo_replan(roadmap, by=request.user, version=read_version(request.POST)):
        return render(request, "roadmap/replan.html", pages.replan(roadmap, request.user, stale=True), status=409)
    return redirect("roadmap:replan", roadmap.pk)


@require_POST
def take_offer(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)
    kind, day = request.POST.get("offer", ""), pages.local_day(request.user)
    if not actions.take_offer(roadmap, kind, by=request.user, today=day):
        return render(request, "roadmap/replan.html", pages.replan(roadmap, request.user, stale=True), status=409)
    return redirect("roadmap:replan", roadmap.pk)
