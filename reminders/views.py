from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from accounts.models import Delivery
from common import dates
from reminders import actions
from reminders.forms import PreferencesForm, SnoozeForm, form_of
from reminders.history import ABOUT, history_of
from reminders.links import read_unsubscription
from reminders.models import Category, preferences_of

ENTRIES_A_PAGE = 30


@require_safe
def reminders(request: Request) -> HttpResponse:
    preferences = preferences_of(request.user, timezone.now())
    return show(request, form_of(preferences))


@require_POST
def save_preferences(request: Request) -> HttpResponse:
    form = PreferencesForm(request.POST)
    if not form.is_valid():
        return show(request, form, status=422)
    actions.save_preferences(
        by=request.user,
        categories=form.cleaned_data["categories"],
        local_time=form.cleaned_data["local_time"],
        weekdays=form.weekday_bits,
        digest_weekday=form.cleaned_data["digest_weekday"],
        quiet=form.quiet,
    )
    messages.success(request, _("Saved."))
    return redirect("reminders:reminders")


def show(request: Request, form: PreferencesForm, status: int = 200) -> HttpResponse:
    now = timezone.now()
    deliveries = Delivery.objects.for_owner(request.user).order_by("-due_at", "-pk")
    page = Paginator(deliveries, ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    soon = preferences_of(request.user, now)[Category.DUE_SOON]
    context = {
        "form": form,
        "page": page,
        "history": history_of(request.user, page.object_list),
        "snoozed_until": soon.snoozed_until if soon.is_snoozed(now) else None,
    }
    return render(request, "reminders/reminders.html", context, status=status)


@require_POST
def snooze(request: Request) -> HttpResponse:
    form = SnoozeForm(request.POST)
    if form.is_valid():
        ends = actions.snooze(form.cleaned_data["until"], by=request.user)
        told = (
            _("Reminders pause until %(moment)s.") % {"moment": dates.moment(ends)}
            if ends
            else _("Reminders are on again.")
        )
        messages.success(request, told)
    return redirect("reminders:reminders")


@require_POST
def stop(request: Request) -> HttpResponse:
    actions.stop(by=request.user)
    messages.success(request, _("All reminders are off. Turn on what you want below."))
    return redirect("reminders:reminders")


@csrf_exempt  # RFC 8058: the mail program posts without cookies; the signature says who asked
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    wish = read_unsubscription(token)
    if wish is None:
        raise Http404
    if request.method == "POST":
        actions.unsubscribe(wish)
    context = {"about": ABOUT[Category(wish.category)], "is_done": request.method == "POST", "has_account": wish.person}
    return render(request, "reminders/unsubscribe.html", context)
