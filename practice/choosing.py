"""Which questions come next. Plain Python: the bank says what could be asked, the answers say how it went."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from math import ceil

from django.utils.translation import gettext as _

SESSION_LENGTH = 5

# What one question of a kind takes, reading and explanation included.
MINUTES = {"single": 1.5, "multiple": 2, "numeric": 3, "ordering": 2, "short": 1.5, "open": 5}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that could be asked, with the titles of the items that teach it."""

    id: int
    area: str
    topic: str
    level: int
    kind: str
    titles: tuple[str, ...]
    is_in_progress: bool = False


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """How a question went when it was last asked."""

    is_right: bool
    answered_at: datetime
    answered_on: date


class Urgency(IntEnum):
    WRONG = 0
    NEW = 1
    RIGHT = 2
    ANSWERED_TODAY = 3


def urgency(last: LastAnswer | None, today: date) -> Urgency:
    if last is None:
        return Urgency.NEW
    if last.answered_on >= today:
        return Urgency.ANSWERED_TODAY
    return Urgency.RIGHT if last.is_right else Urgency.WRONG


def choose(
    candidates: Iterable[Candidate], last: Mapping[int, LastAnswer], *, today: date, count: int = SESSION_LENGTH
) -> list[Candidate]:
    """Choose what went wrong first, then what is new, then what was asked longest ago; today's questions come last.

    Two questions of one topic come together only where there is nothing else: one often answers the other.
    """

    def rank(candidate: Candidate) -> tuple[Urgency, float, bool, int, int]:
        found = last.get(candidate.id)
        asked_at = found.answered_at.timestamp() if found else 0.0
        return (urgency(found, today), asked_at, not candidate.is_in_progress, candidate.level, candidate.id)

    first: list[Candidate] = []
    rest: list[Candidate] = []
    topics: set[str] = set()
    for candidate in sorted(candidates, key=rank):
        asked_today = urgency(last.get(candidate.id), today) is Urgency.ANSWERED_TODAY
        if asked_today or candidate.topic in topics:
            rest.append(candidate)
        else:
            topics.add(candidate.topic)
            first.append(candidate)
    return (first + rest)[:count]


def minutes(chosen: Sequence[Candidate]) -> int:
    return ceil(sum(MINUTES[candidate.kind] for candidate in chosen))


def subjects(chosen: Sequence[Candidate]) -> str:
    """Name what the questions are about, by the first item of each."""
    return name_some(title for candidate in chosen for title in candidate.titles[:1])


def name_some(titles: Iterable[str]) -> str:
    """Name each title once: "SQL", "SQL and pandas", "SQL, pandas and more"."""
    names = list(dict.fromkeys(titles))
    if len(names) < 2:
        return "".join(names)
    sentence = _("%(first)s, %(second)s and more") if len(names) > 2 else _("%(first)s and %(second)s")
    return sentence % {"first": names[0], "second": names[1]}
