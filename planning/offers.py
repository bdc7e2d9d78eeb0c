"""What a person can choose when their date cannot be met. Each offer holds the plan that it leads to."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date

from planning.availability import Availability
from planning.choosing import Option
from planning.costs import Costs
from planning.plan import Plan
from planning.spoken import spoken_date, spoken_minutes


@dataclass(frozen=True, slots=True)
class MoreHours:
    """The fewest whole hours a week that make the date, on the days that already have time."""

    weekly_hours: int
    availability: Availability
    plan: Plan

    def sentence(self) -> str:
        return f"{self.weekly_hours} h a week"


@dataclass(frozen=True, slots=True)
class LaterDate:
    """The soonest target that can be met, and new deadlines (or dates of appointments) for the steps in `deadlines`.

    No plan has a smaller greatest delay. An appointment moves to the day after its prerequisites are ready.
    """

    target_on: date | None
    deadlines: Mapping[Hashable, date]
    plan: Plan

    def sentence(self) -> str:
        dates = [spoken_date(self.target_on)] if self.target_on else []
        names = {task.key: task.name for task in self.plan.tasks}
        dates += [f"{names[key]} by {spoken_date(day)}" for key, day in self.deadlines.items()]
        return " and ".join(dates)


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """The optional steps with the least work that make the date when they are left out."""

    keys: tuple[Hashable, ...]
    titles: tuple[str, ...]
    minutes: int
    plan: Plan

    def sentence(self) -> str:
        return f"leave out {_listed(self.titles)} (-{spoken_minutes(self.minutes)})"


@dataclass(frozen=True, slots=True)
class OtherOptions:
    """The cheapest other options that make the date. `cents_more` is what they add to the plan's costs."""

    options: Mapping[Hashable, Option]
    minutes_less: int
    cents_more: int
    plan: Plan
    costs: Costs

    def sentence(self) -> str:
        instead = _listed(tuple(option.title or str(option.key) for option in self.options.values()))
        monthly = [option.price.cents for option in self.options.values() if option.price.subscription is not None]
        work = f"{'-' if self.minutes_less >= 0 else '+'}{spoken_minutes(abs(self.minutes_less))}"
        price = f"{_amount(monthly[0])} a month" if len(monthly) == 1 == len(self.options) else ""
        price = price or (f"{_amount(self.cents_more)} more" if self.cents_more > 0 else "no extra cost")
        return f"{instead} instead ({work}, {price})"


Offer = MoreHours | LaterDate | LeaveOut | OtherOptions


def _amount(cents: int) -> str:
    return f"{cents // 100}" if cents % 100 == 0 else f"{cents / 100:.2f}"


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
