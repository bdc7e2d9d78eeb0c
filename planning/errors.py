"""What can be wrong with a plan's input. Each error names the field and, where there is one, the limit."""

from collections.abc import Hashable, Sequence


class PlanningError(ValueError):
    """Input that no honest plan can be made from.

    `field` is the name of the input at fault (a form shows the message beside it); `message` is a sentence.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


class CircularPrerequisitesError(PlanningError):
    """Steps that wait for one another. Each key in `circle` is needed by the next, the last by the first."""

    def __init__(self, circle: Sequence[Hashable], titles: Sequence[str]) -> None:
        self.circle = tuple(circle)
        path = " → ".join([*titles, titles[0]])
        super().__init__("after", f"These steps wait for one another in a circle: {path}. Remove one prerequisite.")


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
