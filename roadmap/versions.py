"""The history of a plan: each version, why it was made, what moved by it, and what became of the finish."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from roadmap import words
from roadmap.models import PlanVersion, Roadmap

MOST_VERSIONS = 50
MOST_MOVES = 20

Dates = Mapping[str, Sequence[str]]


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
    dated = words.count_of(len(version.dates), "step")
    return ToldVersion(
        number=str(version.number),
        cause=version.get_cause_display().lower(),
        made_at=version.accepted_at or version.created_at,
        finish=finish(version),
        sentence=f"{words.capital(dated)} got dates.",
        moves=[],
        more="",
    )


def told_version(version: PlanVersion, before: PlanVersion, titles: Mapping[str, str], today: date) -> ToldVersion:
    moves = moved(before.dates, version.dates, titles, today)
    return ToldVersion(
        number=str(version.number),
        cause=version.get_cause_display().lower(),
        made_at=version.accepted_at or version.created_at,
        finish=finish(version),
        sentence=sentence(version, before, len(moves)),
        moves=moves[:MOST_MOVES],
        more=f"And {words.count_of(len(moves) - MOST_MOVES, 'more step')}." if len(moves) > MOST_MOVES else "",
    )


def moved(before: Dates, after: Dates, titles: Mapping[str, str], today: date) -> list[Moved]:
    """Steps that got another due day or came in, by that day. One that was done or left out meanwhile did not move."""
    changed = [key for key in after if key in titles and (key not in before or before[key][:2] != after[key][:2])]
    return [
        Moved(
            titles[key],
            words.day(before[key][1], today.isoformat()) if key in before else "no date",
            words.day(after[key][1], today.isoformat()),
        )
        for key in sorted(changed, key=lambda key: after[key][1])
    ]


def finish(version: PlanVersion) -> str:
    return words.day_and_year(version.finishes_on.isoformat()) if version.finishes_on else ""


def sentence(version: PlanVersion, before: PlanVersion, moves: int) -> str:
    """“Four steps moved; the finish came nine days later.”"""
    steps = words.capital(words.count_of(moves, "step")) if moves else "No step"
    if not version.finishes_on or not before.finishes_on or version.finishes_on == before.finishes_on:
        return f"{steps} moved; the finish stayed."
    days = (version.finishes_on - before.finishes_on).days
    return f"{steps} moved; the finish came {words.span(abs(days))} {'later' if days > 0 else 'earlier'}."
