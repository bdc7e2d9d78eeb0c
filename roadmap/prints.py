"""A cheap print of what a page shows, so that an unchanged page need not be made again.

It covers what the page is made from, not what comes out: the rows of the roadmap, the roadmap itself, the person, their day,
their form token (the page carries it) and the release. A page that reads more puts that in as well.
"""

import hashlib
import marshal
from collections.abc import Iterable
from datetime import date
from functools import cache

from django.conf import settings
from django.contrib.messages import get_messages

from accounts.http import Request
from roadmap.models import Roadmap
from roadmap.sql import StepRow

ROOMS = ("config", "common", "planning", "accounts", "catalog", "roadmap", "locale", "templates", "static")
ENDINGS = frozenset({".py", ".html", ".css", ".js", ".svg", ".mo"})
# Of marshal: the last one that writes equal values equally, whoever else holds them.
PLAIN = 2


@cache
def release() -> str:
    """The print of the program itself: code, templates and static files, the same in every process of a release."""
    found = hashlib.sha256((settings.BASE_DIR / "requirements.lock").read_bytes())
    for room in ROOMS:
        for path in sorted((settings.BASE_DIR / room).rglob("*")):
            if path.suffix in ENDINGS:
                found.update(path.read_bytes())
    return found.hexdigest()


def print_of(request: Request, roadmap: Roadmap, steps: Iterable[StepRow], day: date) -> str:
    """Give the ETag of the list; weak, because the mask of the form's token differs each time. Empty where the page is not
    to be kept: a message waits, which is shown once, or the address asks for more than the list."""
    if request.GET or len(get_messages(request)):
        return ""
    token = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    person = [getattr(request.user, field.attname) for field in request.user._meta.concrete_fields]
    whole = [value for name, value in sorted(vars(roadmap).items()) if not name.startswith("_")]
    facts = repr((release(), token, day, person, whole)).encode()
    found = hashlib.sha256(marshal.dumps([facts, *map(tuple, steps)], PLAIN))
    return f'W/"{found.hexdigest()[:32]}"'


def is_known(request: Request, etag: str) -> bool:
    """Whether the reader has this very page already."""
    return etag != "" and etag in request.headers.get("If-None-Match", "")
