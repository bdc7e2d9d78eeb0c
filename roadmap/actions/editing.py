"""One edit of a roadmap's layout at a time, each on what its author has seen."""

from collections.abc import Sequence

from accounts.models import User
from roadmap.models import Edit, Roadmap

LONGEST_SENTENCE = 400


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
        raise Stale(list(held.edits.filter(number__gt=seen).values_list("sentence", flat=True)))
    return held


def note(roadmap: Roadmap, sentence: str, *, moves_dates: bool = False) -> Edit:
    """Write the edit down, in the transaction that makes it."""
    if len(sentence) > LONGEST_SENTENCE:
        sentence = f"{sentence[: LONGEST_SENTENCE - 1]}…"
    number = latest_edit(roadmap) + 1
    return Edit.objects.create(roadmap=roadmap, number=number, sentence=sentence, moves_dates=moves_dates)


def hours_fit(roadmap: Roadmap, more_minutes: int, *, field: str | None = None) -> None:
    """Refuse what no plan could hold: more than thirty years of work."""
    planned = sum(roadmap.steps.filter(is_chosen=True).values_list("minutes", flat=True))
    if planned + more_minutes > float(roadmap.weekly_hours) * 60 * 52 * 30:
        hours = f"{roadmap.weekly_hours.normalize():f}"
        raise Refused(f"At {hours} h a week, the roadmap would take over 30 years. Give it fewer hours.", field)
