"""What can be wrong with a plan's input. Each error names the field and, where there is one, the limit."""

from collections.abc import Hashable, Sequence
from datetime import date

Fact = str | int | float | date


def gettext_noop(template: str) -> str:
    """Mark a sentence that a person may read, so that it can be said in their language; here it stays as it is."""
    return template


class PlanningError(ValueError):
    """Input that no honest plan can be made from.

    `field` is the name of the input at fault (a form shows the message beside it). `template` is a sentence with the
    names of the `facts` in it, so that whoever shows it can say both in the reader's way; `message` has them filled in.
    """

    def __init__(self, field: str, template: str, **facts: Fact) -> None:
        self.field = field
        self.template = template
        self.facts = facts
        self.message = template % {name: _plain(fact) for name, fact in facts.items()} if facts else template
        super().__init__(self.message)


def _plain(fact: Fact) -> str:
    if isinstance(fact, float):
        return f"{fact:g}"
    return f"{fact:,}" if isinstance(fact, int) else str(fact)


class CircularPrerequisitesError(PlanningError):
    """Steps that wait for one another. Each key in `circle` is needed by the next, the last by the first."""

    def __init__(self, circle: Sequence[Hashable], titles: Sequence[str]) -> None:
        self.circle = tuple(circle)
        path = " → ".join([*titles, titles[0]])
        template = gettext_noop("These steps wait for one another in a circle: %(path)s. Remove one prerequisite.")
        super().__init__("after", template, path=path)


class UnknownPrerequisiteError(PlanningError):
    """A step comes after something that is neither in the plan nor done."""


class DuplicateKeyError(PlanningError):
    """Two steps share one key."""


class MinutesError(PlanningError):
    """Work that is negative, absurdly long, or whose low, likely and high estimates are out of order."""


class HoursError(PlanningError):
    """Hours a week that are zero, negative or more than a week can hold."""


class EveryDayOffError(PlanningError):
    """The days off leave no day to work on."""


class TargetBeforeStartError(PlanningError):
    """The target lies before the first day of the plan."""


class DateError(PlanningError):
    """A date that the plan cannot use, such as a fixed date that has passed."""


class TooLongError(PlanningError):
    """The work does not fit into the longest plan that is made."""


class PriceError(PlanningError):
    """A price below nothing, or two prices for one subscription."""


class ChoiceError(PlanningError):
    """A choice that names no step of the plan, or has no options."""
