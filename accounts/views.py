from django.conf import settings as django_settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.i18n import set_language

from accounts import actions
from accounts.forms import LanguageForm, SettingsForm
from accounts.http import Request
from accounts.models import User


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/landing.html")


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: Request) -> HttpResponse:
    # A copy: a refused name must not show in the bar at the top.
    person = User.objects.get(pk=request.user.pk)
    form = SettingsForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        actions.change_settings(request.user, **form.cleaned_data)
        with translation.override(request.user.language or translation.get_language()):
            messages.success(request, _("Your settings are stored."))
        answer = redirect("accounts:settings")
        answer.delete_cookie(django_settings.LANGUAGE_COOKIE_NAME)  # what was chosen before signing in
        return answer
    return render(request, "accounts/settings.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language of the pages: kept in a cookie, and with the account of a person who is signed in. Then it goes
    back to the page that led here."""
    form = LanguageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if request.user.is_authenticated:
            actions.choose_language(request.user, form.cleaned_data["language"])
        return set_language(request)
    context = {"form": form, "next": request.POST.get("next") or request.headers.get("Referer", "")}
    return render(request, "accounts/language.html", context, status=422 if form.errors else 200)
