from collections.abc import Mapping
from dataclasses import dataclass

from django import forms

from roadmap.filters import kept_query
from roadmap.models import Status

PAGES = frozenset({"roadmap", "today", "step"})


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A change of one step's status. `expected`: only if it still is that; `page` says where the person is, `open_step`
    which step's drawer stands beside the list, `kept` what the list was filtered by."""

    status: str
    expected: str | None
    page: str
    open_step: int | None
    kept: str = ""


def read_status_change(posted: Mapping[str, str], asked: Mapping[str, str]) -> StatusChange:
    """Read the button that was pressed and the form it belongs to; by hand, because a tick is what people do most.

    Raises ValidationError that names the field.
    """
    status, expected, page = posted.get("status", ""), asked.get("expected") or None, posted.get("page") or "roadmap"
    open_step = posted.get("open", "")
    if status not in Status.values:
        raise forms.ValidationError("Status: choose to do, in progress, done or skipped.")
    if expected is not None and expected not in Status.values:
        raise forms.ValidationError("Expected: that is no status.")
    if page not in PAGES:
        raise forms.ValidationError("Page: there is no such page.")
    kept = kept_query(posted.get("filter", ""))
    return StatusChange(status, expected, page, int(open_step) if open_step.isdecimal() else None, kept)


def read_version(posted: Mapping[str, str]) -> int:
    """Read which plan version a person had before them; 0, which no version has, where the form does not say."""
    return read_number(posted, "version")


def read_number(posted: Mapping[str, str], name: str) -> int:
    """Read the number of what a person had before them; 0, which nothing has, where the form does not say."""
    value = posted.get(name, "")
    return int(value) if value.isdecimal() and value.isascii() and len(value) <= 9 else 0
