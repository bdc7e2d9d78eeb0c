"""A roadmap as a calendar."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.http import Request
from roadmap import pages
from roadmap.models import Roadmap
from roadmap.prints import send_if_changed


@require_safe
@send_if_changed
def roadmap_calendar(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)
    return render(request, "roadmap/roadmap_calendar.html", pages.roadmap_calendar(roadmap, request.user, request.GET))
