"""The pages that answer when something is wrong. They read no database and no session, so they can always answer."""

import sys

import kombu.exceptions
import redis.exceptions
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AWAY: dict[tuple[type[Exception], ...], Promise] = {
    (OperationalError, InterfaceError): _("The database cannot be reached."),
    (
        redis.exceptions.ConnectionError,
        redis.exceptions.TimeoutError,
        kombu.exceptions.OperationalError,
    ): _("The message queue cannot be reached."),
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403.html", {"stale_form": True}, status=403)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Tell an engine that is away (come back soon) from a mistake of ours."""
    for errors, sentence in AWAY.items():
        if isinstance(sys.exception(), errors):
            response = render(request, "503.html", {"away": sentence}, status=503)
            response["Retry-After"] = "10"
            return response
    return render(request, "500.html", status=500)
