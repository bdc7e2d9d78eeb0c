"""One edit of a roadmap's layout at a time, each on what its author has seen."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accounts.models import User
from roadmap.models import Edit, Roadmap


class Stale(Exception):
    """The roadmap has changed since the page was loaded; `changes` says how, oldest first. Nothing was written."""

    def __init__(self, changes: Sequence[str]) -> None:
        super().__init__("The roadmap has changed meanwhile.")
        self.changes = list(changes)


class Refused(Exception):
    """The edit breaks a rule, which the message says; `field` names what to mend. Nothing was written."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message, self.field = message, field


def latest_edit(roadmap: Roadmap) -> int:
    return roadmap.edits.order_by("-number").values_list("number", flat=True).first() or 0


def hold_still(roadmap: Roadmap, *, by: User, seen: int | None = None) -> Roadmap:
    """Let nobody else edit the roadmap until this transaction ends (SQLite has one writer at a time anyway).

    With `seen`, the number of the last edit that the person had before them, raises Stale where there are later ones.
    """
    held = Roadmap.objects.for_owner(by).select_for_update().get(pk=roadmap.pk)
    if seen is not None and seen != latest_edit(held):
        raise Stale([str(edit) for edit in held.edits.filter(number__gt=seen)])
    return held


def note(roadmap: Roadmap, kind: Edit.Kind, *, moves_dates: bool = False, **names: Any) -> Edit:
    """Write the edit down, in the transaction that makes it: what it was and the names in it, not how one says it."""
    number = latest_edit(roadmap) + 1
    return Edit.objects.create(roadmap=roadmap, number=number, kind=kind, names=names, moves_dates=moves_dates)


def hours_fit(roadmap: Roadmap, more_minutes: int, *, field: str | None = None) -> None:
    """Refuse what no plan could hold: more than thirty years of work."""
    planned = sum(roadmap.steps.filter(is_chosen=True).values_list("minutes", flat=True))
    if planned + more_minutes > float(roadmap.weekly_hours) * 60 * 52 * 30:
        said = _("At %(hours)s h a week, the roadmap would take over 30 years. Give it fewer hours.")
        raise Refused(said % {"hours": plain(roadmap.weekly_hours)}, field)


def plain(hours: Decimal) -> str:
    """Decimal("12.50") -> "12.5", in the reader's way."""
    return number_format(Decimal(f"{hours.normalize():f}"))
