"""What steps really take, and the plan that follows from it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from roadmap import actions, estimate_pages, pages
from roadmap.forms import read_version
from roadmap.models import Roadmap


@require_safe
def estimates(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)
    return render(request, "roadmap/estimates.html", estimate_pages.estimates(roadmap, pages.local_day(request.user)))


@require_POST
def correct_estimates(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)
    day, version = pages.local_day(request.user), read_version(request.POST)
    if actions.correct_estimates(roadmap, by=request.user, today=day, version=version):
        messages.success(request, _("The estimates are corrected. You can undo that below."))
        return redirect("roadmap:replan", roadmap.pk)
    messages.warning(request, _("The plan has changed since you opened this page. This is how it stands now."))
    return redirect("roadmap:estimates", roadmap.pk)
