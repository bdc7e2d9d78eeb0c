"""Why a step has its dates, as data: the words are the reader's."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Because(StrEnum):
    """What held the start of a step where it is."""

    FIRST = "first"
    """Nothing did: it opens the plan."""
    PREREQUISITE = "prerequisite"
    """It comes after the step `cause`, which had to be ready first."""
    WAITING = "waiting"
    """The waiting days after the step `cause` had to pass."""
    ORDER = "order"
    """The person was busy with the step `cause`, which the roadmap puts first."""
    DEADLINE = "deadline"
    """It went ahead of the roadmap's order, because of the deadline `by` (of `cause`, when that is another step)."""
    HEAD_START = "head_start"
    """It went ahead of the roadmap's order, so that waiting days after it pass beside other work."""
    NOT_BEFORE = "not_before"
    """Its own first possible day."""
    FIXED = "fixed"
    """Its date is an appointment."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a step starts on `starts_on` and is due on `due_on`.

    `minutes` is the work between these days, `parts` the number of stretches it is done in. `days_late` counts days
    after the deadline (0 when it is met or there is none); `extra_minutes` is what an appointment takes beyond the
    free time of its day; `unready` names the prerequisites that an appointment does not wait for.
    """

    because: Because
    starts_on: date
    due_on: date
    minutes: int
    cause: Hashable | None = None
    cause_title: str = ""
    by: date | None = None
    waiting_days: int = 0
    parts: int = 1
    days_late: int = 0
    extra_minutes: int = 0
    unready: tuple[str, ...] = ()
