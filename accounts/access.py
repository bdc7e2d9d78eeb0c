"""Who may reach an address, declared where the address is defined.

    path("steps/<int:step_id>/", owner(views.step_detail), name="step_detail")

The policy is a promise that `accounts.checks` looks for on every pattern and that `tests/access/` proves cell by cell.
`public` and `staff` are enforced here; `owner`, `mentor` and `cohort_mentor` are kept by the view, which reaches its objects
through the person and answers a stranger with the 404 of what never existed.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


class Policy(StrEnum):
    PUBLIC = "public"
    SIGNED_IN = "signed in"
    OWNER = "owner"
    MENTOR = "mentor with scope"
    COHORT_MENTOR = "cohort mentor"
    STAFF = "staff"


THIRD_PARTY = {
    # Route prefix of patterns that are not ours -> why they need no policy of ours.
    "accounts/": "allauth marks its own views: sign-in and reset are public, the rest asks for a signed-in person",
}


def declare(view: View, policy: Policy) -> View:
    @wraps(view)
    def declared(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if policy is Policy.STAFF and not getattr(request.user, "is_staff", False):
            raise Http404
        return view(request, *args, **kwargs)

    declared.access_policy = policy  # type: ignore[attr-defined]
    if policy is Policy.PUBLIC:
        declared.login_required = False  # type: ignore[attr-defined]  # what LoginRequiredMiddleware looks for
    return declared


def public(view: View) -> View:
    """Anybody, signed in or not."""
    return declare(view, Policy.PUBLIC)


def signed_in(view: View) -> View:
    """Anybody with an account; the page is about themselves alone."""
    return declare(view, Policy.SIGNED_IN)


def owner(view: View) -> View:
    """The person whose object the address names."""
    return declare(view, Policy.OWNER)


def mentor(view: View) -> View:
    """A mentor to whom the mentee has granted the scope that the page needs."""
    return declare(view, Policy.MENTOR)


def cohort_mentor(view: View) -> View:
    """A mentor of the cohort that the address names."""
    return declare(view, Policy.COHORT_MENTOR)


def staff(view: View) -> View:
    """Those who run this Waymark; to anybody else the address does not exist."""
    return declare(view, Policy.STAFF)
