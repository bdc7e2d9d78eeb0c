"""A cheap print of what a page shows, so that an unchanged page need not be made again.

It covers what the page is made from, not what comes out: its facts (the person, their day, language and form token, which
the page carries, and the release), and all that is read for it, whose print the database makes in the statement that reads
it: a page that is known already is not even read. A page that reads more puts that in as well.
"""

import hashlib
import re
from collections.abc import Callable
from datetime import date
from functools import cache, wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.translation import get_language

from accounts.http import Request

P = ParamSpec("P")
ROOMS = ("config", "common", "planning", "accounts", "catalog", "roadmap", "locale", "templates", "static")
MASK = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[^"]+')
ENDINGS = frozenset({".py", ".html", ".css", ".js", ".svg", ".mo"})


@cache
def release() -> str:
    """The print of the program itself: code, templates and static files, the same in every process of a release."""
    found = hashlib.sha256((settings.BASE_DIR / "requirements.lock").read_bytes())
    for room in ROOMS:
        for path in sorted((settings.BASE_DIR / room).rglob("*")):
            if path.suffix in ENDINGS:
                found.update(path.read_bytes())
    return found.hexdigest()


def facts_of(request: Request, day: date) -> str:
    """Give the print of what a page shows beside what it reads: the release, the person, their day, language and form token.

    Empty where the page is not to be kept: a message waits, which is shown once, or the address asks for more than the page.
    """
    if request.GET or len(get_messages(request)):
        return ""
    token = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    person = [getattr(request.user, field.attname) for field in request.user._meta.concrete_fields]
    facts = repr((release(), get_language(), token, day, person)).encode()
    return hashlib.sha256(facts).hexdigest()[:32]


def etag_of(facts: str, read: str) -> str:
    """Name a page by its facts and by the print of what it read; weak, because the mask of the form's token differs."""
    return f'W/"{facts}-{read}"' if facts else ""


def known_print(request: Request, facts: str) -> str:
    """The print of what was read for the page that the reader has; empty where they have none, or one of other facts."""
    if not facts:
        return ""
    _, _, rest = request.headers.get("If-None-Match", "").partition(f'W/"{facts}-')
    return rest.partition('"')[0]


def send_if_changed(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """Let a page answer 304 where the reader has it, for pages that gather from many rooms: such a page is made each time,
    and printed as it came out, so that nothing it shows can be forgotten in its print."""

    @wraps(view)
    def answer(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        made = view(request, *args, **kwargs)
        return unless_known(request, made) if made.status_code == 200 else made

    return answer


def unless_known(request: Request, answer: HttpResponse) -> HttpResponse:
    """Print an answer. The mask of the form's token, which is another one each time, is taken out; the token itself is put in."""
    masks = set(MASK.findall(answer.content))
    token = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "").encode()
    if not token or len(masks) > 1:
        return answer
    found = hashlib.sha256(token + MASK.sub(b"", answer.content)).hexdigest()
    etag = f'W/"{found}"'
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers={"ETag": etag})
    answer["ETag"] = etag
    return answer
