import zoneinfo
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from accounts.http import page_of, redirect_whole_page

GetResponse = Callable[[HttpRequest], HttpResponse]


def sign_in_in_full_view(get_response: GetResponse) -> GetResponse:
    """Lead an expired session to sign-in as a whole page, never into the row it came from, and from there back to that page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code not in {301, 302}:
            return response
        sign_in = resolve_url(settings.LOGIN_URL)
        if response["Location"].startswith(f"{sign_in}?next="):
            page = page_of(request)
            response["Location"] = f"{sign_in}?{urlencode({'next': page}, safe='/')}" if page else sign_in
        return redirect_whole_page(request, response) if request.headers.get("HX-Request") else response

    return middleware


def keep_private_pages_private(get_response: GetResponse) -> GetResponse:
    """Forbid every cache to keep a page that a signed-in person saw, so that Back after sign-out shows nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        if response.status_code >= 500:
            return response  # the database may be away: ask it nothing more
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store, private"
        if request.method == "POST" and request.resolver_match and request.resolver_match.url_name == "account_logout":
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware


def use_the_persons_time_zone(get_response: GetResponse) -> GetResponse:
    """Show moments in the person's own zone; a visitor gets UTC."""

    def middleware(request: HttpRequest) -> HttpResponse:
        zone = getattr(request.user, "time_zone", "UTC")
        with timezone.override(zoneinfo.ZoneInfo(zone)):
            return get_response(request)

    return middleware


def speak_the_persons_language(get_response: GetResponse) -> GetResponse:
    """Answer in the language that the person has chosen; before that, in the one that LocaleMiddleware read off the browser."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = getattr(request.user, "language", "")
        if not language:
            return get_response(request)
        with translation.override(language):
            response = get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response

    return middleware
