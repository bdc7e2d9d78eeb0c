"""What is done with a whole stage."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.http import Request
from roadmap import actions
from roadmap.actions.knowing import known_by
from roadmap.arranging import StageForm, arrange, read_seen
from roadmap.models import Stage
from roadmap.views.arranging import answer, own_roadmap, show


def own_stage(request: Request, stage_id: int) -> Stage:
    return get_object_or_404(Stage.objects.for_owner(request.user).select_related("roadmap"), pk=stage_id)


@require_POST
def know_stage(request: Request, stage_id: int) -> HttpResponse:
    stage = own_stage(request, stage_id)
    mark = actions.know_stage(stage, by=request.user)
    known = mark if known_by(mark, request.user) else "nothing"
    return redirect(f"{stage.roadmap.get_absolute_url()}?known={known}&stage={stage_id}#stage-{stage_id}")


@require_POST
def forget_stage(request: Request, stage_id: int) -> HttpResponse:
    stage = own_stage(request, stage_id)
    actions.forget_stage(request.POST.get("mark", ""), by=request.user)
    return redirect(f"{stage.roadmap.get_absolute_url()}#stage-{stage_id}")


@require_POST
def add_stage(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap, form = own_roadmap(request, roadmap_id), StageForm(request.POST)
    if not form.is_valid():
        return show(request, arrange(roadmap, refused=str(form.errors["title"][0])), status=422)
    title, seen = form.cleaned_data["title"], read_seen(request.POST)
    return answer(request, roadmap, partial(actions.add_stage, roadmap, title, by=request.user, seen=seen))


@require_POST
def rename_stage(request: Request, stage_id: int) -> HttpResponse:
    stage, form = own_stage(request, stage_id), StageForm(request.POST)
    if not form.is_valid():
        return show(request, arrange(stage.roadmap, refused=str(form.errors["title"][0])), status=422)
    title, seen = form.cleaned_data["title"], read_seen(request.POST)
    act = partial(actions.rename_stage, stage, title, by=request.user, seen=seen)
    return answer(request, stage.roadmap, act, anchor=f"#shelf-{stage_id}")


@require_POST
def remove_stage(request: Request, stage_id: int) -> HttpResponse:
    stage, seen = own_stage(request, stage_id), read_seen(request.POST)
    act = partial(actions.remove_stage, stage, by=request.user, seen=seen)
    return answer(request, stage.roadmap, act)
