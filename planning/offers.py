"""What a person can choose when their date cannot be met. Each offer holds the plan that it leads to."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date

from planning.availability import Availability
from planning.choosing import Option
from planning.costs import Costs
from planning.plan import Plan


@dataclass(frozen=True, slots=True)
class MoreHours:
    """The fewest whole hours a week that make the date, on the days that already have time."""

    weekly_hours: int
    availability: Availability
    plan: Plan


@dataclass(frozen=True, slots=True)
class LaterDate:
    """The soonest target that can be met, and new deadlines (or dates of appointments) for the steps in `deadlines`.

    No plan has a smaller greatest delay. An appointment moves to the day after its prerequisites are ready.
    """

    target_on: date | None
    deadlines: Mapping[Hashable, date]
    plan: Plan


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """The optional steps with the least work that make the date when they are left out."""

    keys: tuple[Hashable, ...]
    titles: tuple[str, ...]
    minutes: int
    plan: Plan


@dataclass(frozen=True, slots=True)
class OtherOptions:
    """The cheapest other options that make the date. `cents_more` is what they add to the plan's costs."""

    options: Mapping[Hashable, Option]
    minutes_less: int
    cents_more: int
    plan: Plan
    costs: Costs


Offer = MoreHours | LaterDate | LeaveOut | OtherOptions
