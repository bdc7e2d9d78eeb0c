from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.access import THIRD_PARTY, Policy


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every pattern below `resolver` with its whole route."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


def every_address_declares_its_policy(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"The address “/{route}” declares no access policy.",
            hint="Wrap its view in accounts.access.public, signed_in, owner, mentor, cohort_mentor or staff.",
            id="accounts.E001",
        )
        for route, pattern in patterns(get_resolver())
        if not isinstance(getattr(pattern.callback, "access_policy", None), Policy)
        and not (is_third_party(pattern) and route.startswith(tuple(THIRD_PARTY)))
    ]


def is_third_party(pattern: URLPattern) -> bool:
    return getattr(pattern.callback, "__module__", "").split(".")[0] in {"allauth"}
