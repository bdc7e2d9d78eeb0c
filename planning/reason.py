"""Why a step has its dates: data first, a sentence when somebody asks."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planning.spoken import spoken_day, spoken_days, spoken_minutes, spoken_span


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

    def sentence(self) -> str:
        """Plain English, such as "After Linear algebra; 6 h free between Thu 3 and Sun 6 Dec"."""
        clauses = [self._beginning(), self._work(), *self._warnings()]
        return "; ".join(clause for clause in clauses if clause)

    def _beginning(self) -> str:
        match self.because:
            case Because.FIRST:
                return "First in your plan"
            case Because.PREREQUISITE:
                return f"After {self.cause_title}"
            case Because.WAITING:
                return f"{spoken_days(self.waiting_days)} after {self.cause_title}"
            case Because.ORDER:
                return f"Next in your roadmap, once {self.cause_title} is done"
            case Because.DEADLINE:
                whose = f" for {self.cause_title}" if self.cause_title else ""
                return f"Moved ahead{whose}, due {spoken_day(self.by)}" if self.by else f"Moved ahead{whose}"
            case Because.HEAD_START:
                return "Moved ahead, so that the waiting after it passes beside other work"
            case Because.NOT_BEFORE:
                return f"Not before {spoken_day(self.starts_on)}"
            case Because.FIXED:
                return f"Fixed on {spoken_day(self.starts_on)}"

    def _work(self) -> str:
        if self.because is Because.FIXED:
            return ""
        if self.minutes == 0:
            return f"no work of its own, {spoken_span(self.starts_on, self.due_on)}"
        parts = f", in {self.parts} parts" if self.parts > 1 else ""
        return f"{spoken_minutes(self.minutes)} free {spoken_span(self.starts_on, self.due_on)}{parts}"

    def _warnings(self) -> list[str]:
        warnings = []
        if self.extra_minutes:
            warnings.append(f"takes {spoken_minutes(self.extra_minutes)} more than you have free that day")
        if self.unready:
            warnings.append(f"not ready the day before: {', '.join(self.unready)}")
        if self.days_late:
            warnings.append(f"{spoken_days(self.days_late)} after its deadline")
        return warnings
