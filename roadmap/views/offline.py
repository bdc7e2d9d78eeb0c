"""What the browser keeps for the time without a connection."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps pages; at the root, since it answers for what lies below its address."""
    answer = render(request, "roadmap/service_worker.js", content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Stands in for a page that was not kept. It names nobody: it outlives a session."""
    return render(request, "roadmap/offline.html")
