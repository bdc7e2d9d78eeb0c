from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.core.exceptions import DisallowedRedirect
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class Request(HttpRequest):
    """A request that has passed LoginRequiredMiddleware."""

    user: User
    htmx: HtmxDetails


def is_own_page(request: HttpRequest, address: str) -> bool:
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())


def redirect_whole_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Turn a redirect into one that htmx follows with the whole page, keeping its cookies; to pages of our own only."""
    address = response["Location"]
    if not is_own_page(request, address):
        raise DisallowedRedirect(f"htmx is led to pages of {settings.SITE_URL} only.")
    response.status_code = 200
    response.content = b""
    response["HX-Redirect"] = address
    del response["Location"]
    return response


def page_of(request: HttpRequest) -> str:
    """Give the page on which the person was: a row that htmx sends, or a form that is posted, is no page to come back to."""
    if request.headers.get("HX-Request"):
        address = request.headers.get("HX-Current-URL", "")
    elif request.method in {"GET", "HEAD"}:
        address = request.get_full_path()
    else:
        address = request.headers.get("Referer", "")
    if not address or not is_own_page(request, address):
        return ""
    parts = urlsplit(address)
    return urlunsplit(("", "", parts.path, parts.query, ""))
