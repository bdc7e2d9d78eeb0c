"""The history of a plan: each version, why it was made, what moved by it, and what became of the finish."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from roadmap import words
from roadmap.models import PlanVersion, Roadmap

MOST_VERSIONS = 50
MOST_MOVES = 20

Dates = Mapping[str, Sequence[str]]

CAUSES = {
    PlanVersion.Cause.CREATED: pgettext_lazy("a plan, before the moment", "created"),
    PlanVersion.Cause.REPLANNED: pgettext_lazy("a plan, before the moment", "replanned"),
    PlanVersion.Cause.UNDONE: pgettext_lazy("a plan, before the moment", "undone"),
    PlanVersion.Cause.CHANGED: pgettext_lazy("a plan, before the moment", "made from other hours or dates"),
    PlanVersion.Cause.UPGRADED: pgettext_lazy("a plan, before the moment", "upgraded"),
}


@dataclass(frozen=True, slots=True)
class Moved:
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ToldVersion:
    """One version beside the one before it. `more` says how many moves are not listed."""

    number: str
    cause: str
    made_at: datetime
    finish: str
    sentence: str
    moves: Sequence[Moved]
    more: str


def versions_of(roadmap: Roadmap, today: date) -> list[ToldVersion]:
    """The newest first, fifty at most: two queries, for one version as for ten."""
    versions = list(roadmap.plan_versions.order_by("-number")[: MOST_VERSIONS + 1])
    titles = {str(pk): title for pk, title in roadmap.steps.values_list("pk", "title")}
    told = [told_version(version, before, titles, today) for version, before in pairwise(versions)]
    return told if len(versions) > MOST_VERSIONS else [*told, *(first_version(version) for version in versions[-1:])]


def first_version(version: PlanVersion) -> ToldVersion:
    count = len(version.dates)
    dated = ngettext("one step got dates.", "%(count)s steps got dates.", count) % {"count": words.number(count)}
    return ToldVersion(
        number=str(version.number),
        cause=str(CAUSES[PlanVersion.Cause(version.cause)]),
        made_at=version.accepted_at or version.created_at,
        finish=finish(version),
        sentence=words.capital(dated),
        moves=[],
        more="",
    )


def told_version(version: PlanVersion, before: PlanVersion, titles: Mapping[str, str], today: date) -> ToldVersion:
    moves = moved(before.dates, version.dates, titles, today)
    return ToldVersion(
        number=str(version.number),
        cause=str(CAUSES[PlanVersion.Cause(version.cause)]),
        made_at=version.accepted_at or version.created_at,
        finish=finish(version),
        sentence=sentence(version, before, len(moves)),
        moves=moves[:MOST_MOVES],
        more=more(len(moves) - MOST_MOVES),
    )


def moved(before: Dates, after: Dates, titles: Mapping[str, str], today: date) -> list[Moved]:
    """Steps that got another due day or came in, by that day. One that was done or left out meanwhile did not move."""
    changed = [key for key in after if key in titles and (key not in before or before[key][:2] != after[key][:2])]
    return [
        Moved(
            titles[key],
            words.day(before[key][1], today.isoformat()) if key in before else _("no date"),
            words.day(after[key][1], today.isoformat()),
        )
        for key in sorted(changed, key=lambda key: after[key][1])
    ]


def more(count: int) -> str:
    """How many moves are not listed; empty where all are."""
    if count <= 0:
        return ""
    return ngettext("And one more step.", "And %(count)s more steps.", count) % {"count": words.number(count)}


def finish(version: PlanVersion) -> str:
    return words.day_and_year(version.finishes_on.isoformat()) if version.finishes_on else ""


def sentence(version: PlanVersion, before: PlanVersion, moves: int) -> str:
    """“Four steps moved; the finish came nine days later.”"""
    moved = ngettext("one step moved", "%(count)s steps moved", moves) % {"count": words.number(moves)}
    steps = words.capital(moved) if moves else _("No step moved")
    if not version.finishes_on or not before.finishes_on or version.finishes_on == before.finishes_on:
        return _("%(steps)s; the finish stayed.") % {"steps": steps}
    days = (version.finishes_on - before.finishes_on).days
    came = (
        _("%(steps)s; the finish came %(span)s later.")
        if days > 0
        else _("%(steps)s; the finish came %(span)s earlier.")
    )
    return came % {"steps": steps, "span": words.span(abs(days))}
