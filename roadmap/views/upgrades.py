"""A newer version of the template that a roadmap was made from: seen, taken, left, taken back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

import planning
from accounts.http import Request
from roadmap import actions, faults, pages, upgrade_page
from roadmap.forms import read_number
from roadmap.models import Roadmap

PAGE = "roadmap/upgrade.html"


@require_safe
def upgrade(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)
    return render(request, PAGE, upgrade_page.upgrade(roadmap))


@require_POST
def take_upgrade(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)
    number, day = read_number(request.POST, "number"), pages.local_day(request.user)
    try:
        taken = actions.take_upgrade(roadmap, by=request.user, today=day, number=number)
    except planning.PlanningError as error:
        return render(request, PAGE, upgrade_page.upgrade(roadmap, error=faults.said(error)), status=422)
    return after(request, roadmap, worked=taken)


@require_POST
def decline_upgrade(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)
    number = read_number(request.POST, "number")
    if not actions.decline_upgrade(roadmap, by=request.user, number=number):
        return render(request, PAGE, upgrade_page.upgrade(roadmap, stale=True), status=409)
    return redirect(roadmap)


@require_POST
def undo_upgrade(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)
    undone = actions.undo_upgrade(roadmap, by=request.user, upgrade=read_number(request.POST, "upgrade"))
    return after(request, roadmap, worked=undone)


def after(request: Request, roadmap: Roadmap, *, worked: bool) -> HttpResponse:
    if not worked:
        return render(request, PAGE, upgrade_page.upgrade(roadmap, stale=True), status=409)
    return redirect("roadmap:upgrade", roadmap.pk)
