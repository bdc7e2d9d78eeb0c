"""A roadmap as a list, a map, a timeline."""

from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.http import Request
from roadmap import pages
from roadmap.models import Roadmap
from roadmap.prints import is_known, print_of
from roadmap.trail import trail_map


@require_safe
def roadmap_detail(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user).with_newer_version(), pk=roadmap_id)
    steps = pages.steps_of(roadmap, request.user, request.GET)
    etag = print_of(request, roadmap, steps, pages.local_day(request.user))
    if is_known(request, etag):
        return HttpResponseNotModified(headers={"ETag": etag})
    context = pages.roadmap_detail(roadmap, request.user, request.GET, steps)
    answer = render(request, "roadmap/roadmap_detail.html", context)
    if etag:
        answer["ETag"] = etag
    return answer


@require_safe
def roadmap_map(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)
    map_page = trail_map(roadmap, request.GET.get("stage", ""))
    return render(request, "roadmap/roadmap_map.html", {"roadmap": roadmap, "map": map_page})


@require_safe
def roadmap_timeline(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)
    return render(request, "roadmap/roadmap_timeline.html", pages.roadmap_timeline(roadmap, request.user))
