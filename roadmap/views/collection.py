"""All roadmaps of a person, and what is done with a whole one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from roadmap import actions, collection
from roadmap.collection import PauseForm, RenameForm, paused_until
from roadmap.models import Roadmap
from roadmap.pages import changed_step, local_day

PAGE = "roadmap/roadmap_list.html"


def back_to_all(about: int | None = None) -> HttpResponse:
    return redirect(f"{reverse('roadmap:roadmap_list')}?all=1" + (f"&deleted={about}" if about else ""))


def own_roadmap(request: Request, roadmap_id: int) -> Roadmap:
    return get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)


@require_safe
def roadmap_list(request: Request) -> HttpResponse:
    about = changed_step({"changed": request.GET.get("deleted", "")})
    context = collection.roadmap_list(request.user, local_day(request.user), about=about)
    if len(context["lines"]) == 1 and "all" not in request.GET:
        return redirect(context["lines"][0].roadmap)
    return render(request, PAGE, context)


@require_POST
def rename_roadmap(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap, form = own_roadmap(request, roadmap_id), RenameForm(request.POST, auto_id=f"{roadmap_id}_%s")
    if not form.is_valid():
        context = collection.roadmap_list(request.user, local_day(request.user), about=roadmap.pk, failed=form)
        return render(request, PAGE, context, status=422)
    actions.rename_roadmap(roadmap, form.cleaned_data["title"], by=request.user)
    messages.success(request, _("It is called “%(title)s” now.") % {"title": form.cleaned_data["title"]})
    return back_to_all()


@require_POST
def pause_roadmap(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap, day = own_roadmap(request, roadmap_id), local_day(request.user)
    form = PauseForm(request.POST, today=day, auto_id=f"{roadmap_id}_%s")
    if not form.is_valid():
        context = collection.roadmap_list(request.user, day, about=roadmap.pk, failed=form)
        return render(request, PAGE, context, status=422)
    actions.pause_roadmap(roadmap, form.cleaned_data["until"], by=request.user)
    roadmap.refresh_from_db()
    said = _("“%(roadmap)s” rests until %(day)s, and so do its reminders. Its dates stand as they were.")
    messages.success(request, said % {"roadmap": roadmap, "day": paused_until(roadmap, day)})
    return redirect("roadmap:replan", roadmap.pk)


@require_POST
def resume_roadmap(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = own_roadmap(request, roadmap_id)
    actions.resume_roadmap(roadmap, by=request.user)
    messages.success(request, _("Welcome back to “%(roadmap)s”.") % {"roadmap": roadmap})
    return redirect(roadmap)


@require_POST
def duplicate_roadmap(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = own_roadmap(request, roadmap_id)
    try:
        copy = actions.duplicate_roadmap(roadmap, by=request.user)
    except actions.Refused as refused:
        context = collection.roadmap_list(request.user, local_day(request.user), refused=refused.message)
        return render(request, PAGE, context, status=422)
    said = _("“%(copy)s” is a copy of “%(roadmap)s”. What you tick in one is ticked in both.")
    messages.success(request, said % {"copy": copy, "roadmap": roadmap})
    return back_to_all()


@require_POST
def archive_roadmap(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = own_roadmap(request, roadmap_id)
    actions.archive_roadmap(roadmap, by=request.user)
    said = _("“%(roadmap)s” is in the archive. Reminders no longer speak of it.")
    messages.success(request, said % {"roadmap": roadmap})
    return back_to_all()


@require_POST
def unarchive_roadmap(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = own_roadmap(request, roadmap_id)
    actions.unarchive_roadmap(roadmap, by=request.user)
    messages.success(request, _("“%(roadmap)s” is back.") % {"roadmap": roadmap})
    return back_to_all()


@require_POST
def delete_roadmap(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = own_roadmap(request, roadmap_id)
    actions.delete_roadmap(roadmap, by=request.user)
    return back_to_all(roadmap.pk)


@require_POST
def undelete_roadmap(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.of_owner(request.user), pk=roadmap_id)
    actions.undelete_roadmap(roadmap, by=request.user)
    messages.success(request, _("“%(roadmap)s” is back.") % {"roadmap": roadmap})
    return back_to_all()
