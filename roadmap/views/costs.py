"""Money: what the plan costs, and the plan that another choice leads to, before it is taken."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from roadmap import actions, choice_pages, money, pages
from roadmap.forms import read_version
from roadmap.models import Roadmap
from roadmap.price_forms import PriceForm, read_ids

STALE = gettext_lazy("The plan has changed since you opened this page. This is how it stands now.")


def own(request: Request, roadmap_id: int) -> Roadmap:
    return get_object_or_404(Roadmap.objects.for_owner(request.user), pk=roadmap_id)


@require_safe
def costs(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = own(request, roadmap_id)
    form = PriceForm(roadmap=roadmap, initial={"step": request.GET.get("step", "")})
    context = money.costs(roadmap, request.user, pages.local_day(request.user))
    return render(request, "roadmap/costs.html", context | {"form": form})


@require_POST
def set_price(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap = own(request, roadmap_id)
    form = PriceForm(request.POST, roadmap=roadmap)
    if not form.is_valid():
        context = money.costs(roadmap, request.user, pages.local_day(request.user))
        return render(request, "roadmap/costs.html", context | {"form": form}, status=422)
    said = form.cleaned_data
    actions.set_price(said["step"], cents=form.cents, subscription=said["subscription"], by=request.user)
    messages.success(request, _("The price of “%(step)s” is kept.") % {"step": said["step"]})
    return redirect("roadmap:costs", roadmap.pk)


@require_POST
def take_cheaper_order(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap, day = own(request, roadmap_id), pages.local_day(request.user)
    if actions.take_cheaper_order(roadmap, by=request.user, today=day, version=read_version(request.POST)):
        messages.success(request, _("The new dates are taken. You can undo them below."))
        return redirect("roadmap:replan", roadmap.pk)
    messages.warning(request, STALE)
    return redirect("roadmap:costs", roadmap.pk)


@require_safe
def alternatives(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap, day = own(request, roadmap_id), pages.local_day(request.user)
    context = choice_pages.alternatives(
        roadmap, request.user, day, taken=read_ids(request.GET.getlist("step")), prefer=request.GET.get("prefer", "")
    )
    if context is None:
        raise Http404
    return render(request, "roadmap/alternatives.html", context)


@require_POST
def take_alternatives(request: Request, roadmap_id: int) -> HttpResponse:
    roadmap, day = own(request, roadmap_id), pages.local_day(request.user)
    taken, version = read_ids(request.POST.getlist("step")), read_version(request.POST)
    if actions.take_alternatives(roadmap, taken, by=request.user, today=day, version=version):
        messages.success(request, _("The new plan is taken. You can undo it below."))
        return redirect("roadmap:replan", roadmap.pk)
    messages.warning(request, STALE)
    return redirect("roadmap:costs", roadmap.pk)
