"""A roadmap as a list, a map, a timeline."""

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.http import Request
from roadmap import pages
from roadmap.models import Roadmap
from roadmap.prints import etag_of, facts_of, known_print, send_if_changed
from roadmap.titles import own_titles
from roadmap.trail import trail_map


@require_safe
def roadmap_detail(request: Request, roadmap_id: int) -> HttpResponse:
    facts = facts_of(request, pages.local_day(request.user))
    found = pages.read_list(roadmap_id, request.user, request.GET, known_print(request, facts))
    if found is None:
        raise Http404
    if isinstance(found, str):
        return HttpResponseNotModified(headers={"ETag": etag_of(facts, found)})
    answer = render(request, "roadmap/roadmap_detail.html", pages.roadmap_detail(found, request.user, request.GET))
    if facts:
        answer["ETag"] = etag_of(facts, found.print)
    return answer


@require_safe
@send_if_changed
def roadmap_map(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)
    context = {
        "roadmap": roadmap,
        "own_titles": own_titles(request.user),
        "map": trail_map(roadmap, request.GET.get("stage", "")),
    }
    return render(request, "roadmap/roadmap_map.html", context)


@require_safe
@send_if_changed
def roadmap_timeline(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)
    return render(request, "roadmap/roadmap_timeline.html", pages.roadmap_timeline(roadmap, request.user))
