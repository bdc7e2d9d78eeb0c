"""Ask the addresses of the catalog whether they still answer. Never one inside a private network, wherever a name or a
redirect may lead: each address is resolved once, looked at, and that very address is asked."""

import socket
import ssl
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv6Address, ip_address
from time import monotonic
from urllib.parse import SplitResult, urljoin, urlsplit

from django.db import transaction

from catalog.models import Course, Credential, LinkCheck, Resource

SECONDS, IN_ALL_SECONDS, REDIRECTS = 5, 20, 5
PORTS = {"http": 80, "https": 443}
# Such an answer says that the page is gone; a server that merely wants no robot (401, 403, 429) still has it.
GONE = frozenset({404, 410})
AGENT = "Waymark link check (HEAD, once a week)"


class NoAnswer(Exception):
    """Why an address cannot be reached, in a few words for whoever mends the catalog."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet's."""
    found = ip_address(address)
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return found.is_global and not found.is_multicast


def ask(url: str, *, may_ask: Callable[[str], bool] = is_public) -> str:
    """Give what is wrong with an address, empty where it answers. Takes half a minute at most; reads no body."""
    ends = monotonic() + IN_ALL_SECONDS
    try:
        for _ in range(REDIRECTS + 1):
            status, leads_to = answer_of(url, may_ask)
            if leads_to is None:
                return f"answers {status}" if status in GONE or status >= 500 else ""
            if monotonic() > ends:
                return f"takes more than {IN_ALL_SECONDS} s"
            url = urljoin(url, leads_to)
    except NoAnswer as error:
        return str(error)
    except (TimeoutError, OSError, HTTPException, ValueError) as error:
        return f"does not answer: {type(error).__name__}"
    return f"leads on more than {REDIRECTS} times"


def answer_of(url: str, may_ask: Callable[[str], bool]) -> tuple[int, str | None]:
    """Give the status of an address and where it leads on to; GET where HEAD is refused."""
    parts = urlsplit(url)
    status, leads_to = 0, None
    for method in ("HEAD", "GET"):
        status, leads_to = request(method, parts, may_ask)
        if status < 400:
            break
    return status, leads_to


def request(method: str, parts: SplitResult, may_ask: Callable[[str], bool]) -> tuple[int, str | None]:
    if parts.scheme not in PORTS or not parts.hostname:
        raise NoAnswer("leads to what is no web page")
    with closing(HTTPConnection(parts.netloc.rpartition("@")[2], timeout=SECONDS)) as connection:
        connection.sock = connected(parts.scheme, parts.hostname, parts.port or PORTS[parts.scheme], may_ask)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, path, headers={"User-Agent": AGENT})
        answer = connection.getresponse()
        leads_to = answer.headers["Location"] if 300 <= answer.status < 400 else None
        return answer.status, leads_to


def connected(scheme: str, host: str, port: int, may_ask: Callable[[str], bool]) -> socket.socket:
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except OSError:
        raise NoAnswer("has a name that nobody knows") from None
    if not all(may_ask(address) for address in found):
        raise NoAnswer("leads into a private network")
    plain = socket.create_connection((min(found), port), timeout=SECONDS)
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host) if scheme == "https" else plain


def check_links(
    now: datetime, *, most: int = 50, seconds: float = 60, may_ask: Callable[[str], bool] = is_public
) -> int:
    """Ask the addresses that are due, some tens a run; give how many. Two runs at once ask each only once."""
    ends, asked = monotonic() + seconds, 0
    meet(addresses())
    for check in LinkCheck.objects.due(now)[:most]:
        if monotonic() > ends:
            break
        claimed = LinkCheck.objects.filter(pk=check.pk, checked_at=check.checked_at).update(checked_at=now)
        if claimed:
            said = ask(check.url, may_ask=may_ask)
            failed = check.failed_times + 1 if said else 0
            LinkCheck.objects.filter(pk=check.pk).update(said=said[:120], failed_times=failed)
            asked += 1
    return asked


def addresses() -> set[str]:
    """Give every address that a page of the catalog sends people to."""
    found = set(Resource.objects.current().values_list("url", flat=True))
    for kind in (Course, Credential):
        found |= set(kind.objects.filter(is_withdrawn=False).values_list("url", flat=True))
    return found - {""}


@transaction.atomic
def meet(urls: Iterable[str]) -> None:
    """Write down addresses that are new, and forget those that nobody is sent to any more."""
    wanted = set(urls)
    known = set(LinkCheck.objects.values_list("url", flat=True))
    LinkCheck.objects.bulk_create([LinkCheck(url=url) for url in sorted(wanted - known)], ignore_conflicts=True)
    LinkCheck.objects.filter(url__in=known - wanted).delete()
