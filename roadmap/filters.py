"""Which steps of a long list somebody wants to see: asked in the address, so that it can be linked and gone back to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from catalog.models import Item
from common.languages import per_language
from roadmap import words
from roadmap.models import Roadmap
from roadmap.overview import OPEN
from roadmap.rows import NOTHING, StageView
from roadmap.sql import StepRow

STATES = {
    "open": pgettext_lazy("state of a step", "Open"),
    "ready": gettext_lazy("Ready to start"),
    "doing": gettext_lazy("In progress"),
    "late": gettext_lazy("Late"),
    "done": gettext_lazy("Done"),
    "skipped": gettext_lazy("Skipped"),
}
KINDS = {
    "skill": gettext_lazy("Skills"),
    "course": gettext_lazy("Courses"),
    "credential": gettext_lazy("Credentials"),
    "milestone": gettext_lazy("Milestones"),
    "own": gettext_lazy("Own steps"),
}
LETTERS_AT_MOST = 100

Keeps = Callable[[StepRow], bool]


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; empty means all. `proof`: milestones that nobody has verified."""

    words: str = ""
    state: str = ""
    kind: str = ""
    free: bool = False
    week: bool = False
    proof: bool = False

    def __bool__(self) -> bool:
        return self != NONE

    @property
    def query(self) -> str:
        """Give these filters as the end of an address."""
        asked = {"q": self.words, "state": self.state, "kind": self.kind}
        flags = {name: "1" for name in ("free", "week", "proof") if getattr(self, name)}
        return urlencode({name: value for name, value in (asked | flags).items() if value})


NONE = Filters()


def read_filters(asked: Mapping[str, str]) -> Filters:
    """Read what is asked; what is no filter of ours filters nothing."""
    if not asked:
        return NONE
    state, kind = asked.get("state", ""), asked.get("kind", "")
    return Filters(
        words=" ".join(asked.get("q", "")[:LETTERS_AT_MOST].split()).replace("\x00", ""),
        state=state if state in STATES else "",
        kind=kind if kind in KINDS else "",
        **{name: asked.get(name) == "1" for name in ("free", "week", "proof")},
    )


def kept_query(asked: str) -> str:
    """Keep of a posted query what are filters of ours."""
    return read_filters(QueryDict(asked[:1000]).dict()).query if asked else ""


def keeper(filters: Filters, roadmap: Roadmap, today: date) -> Keeps | None:
    """Give the test that a step has to pass; None where all pass, so that the usual list pays nothing."""
    if not filters:
        return None
    wanted = filters.words.lower().split()
    sunday, day = words.week_of(today)[1].isoformat(), today.isoformat()
    free = (
        set(Item.objects.free().filter(steps__roadmap=roadmap).values_list("pk", flat=True)) if filters.free else set()
    )

    def keeps(step: StepRow) -> bool:
        title = step.title.lower()
        return (
            all(word in title for word in wanted)
            and (not filters.kind or step.kind == filters.kind)
            and (not filters.state or has_state(step, filters.state, day))
            and (not filters.free or step.item_id in free)
            and (not filters.week or is_due_by(step, sunday))
            and (not filters.proof or (step.kind == "milestone" and step.assurance == "self" and step.is_chosen))
        )

    return keeps


def is_due_by(step: StepRow, day: str) -> bool:
    return step.is_chosen and step.status in OPEN and step.due_on is not None and step.due_on <= day


def has_state(step: StepRow, wanted: str, today: str) -> bool:
    if wanted == "open":
        return step.status in OPEN and bool(step.is_chosen)
    if wanted == "ready":
        return step.status == "todo" and not step.waits_for and bool(step.is_chosen)
    if wanted == "late":
        return is_due_by(step, today) and step.due_on != today
    return step.status == wanted


def filtered(views: list[StageView]) -> list[StageView]:
    """Leave out the stages that nothing is left of, and unfold the others, without what is done with a whole stage."""
    return [replace(view, is_current=True, foot=NOTHING) for view in views if view.lines or view.left_out]


@per_language(64)
def form(filters: Filters) -> SafeString:
    """Print the form; most people see the empty one, which is printed once."""
    shown: dict[str, Any] = {"filters": filters, "states": STATES.items(), "kinds": KINDS.items()}
    return render_to_string("roadmap/_filters.html", shown)


def told(shown: int) -> str:
    """Say how many steps are to be seen, those that are not in the plan among them."""
    if not shown:
        return _("No step of this roadmap fits.")
    found = ngettext("one step fits.", "%(count)s steps fit.", shown) % {"count": words.number(shown)}
    return words.capital(found)
