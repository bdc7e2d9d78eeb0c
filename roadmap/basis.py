"""What a plan is made from: the person's week, their days off, the target, the budget and the way of education."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects

import planning
from roadmap import currencies
from roadmap.models import COLUMNS, WEEKDAYS, DayOff, Minutes, Roadmap

YEARS_OF_HOLIDAYS = 16
"""Public holidays are days off in so many years from the first day on; a plan that reaches further has none there."""

FIELDS = ("weekly_hours", *COLUMNS, "region", "target_on", "currency", "budget", "pathway")


@dataclass(frozen=True, slots=True)
class Off:
    """Days off, from the first to the last."""

    first_on: date
    last_on: date
    reason: str = ""

    def days(self) -> Iterator[date]:
        return (self.first_on + timedelta(days=number) for number in range((self.last_on - self.first_on).days + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """`minutes` of Monday .. Sunday add up to `weekly_hours`; None: the hours are spread evenly. The budget is in whole
    units of the currency."""

    weekly_hours: Decimal
    minutes: Minutes | None = None
    days_off: tuple[Off, ...] = ()
    region: str = ""
    target_on: date | None = None
    currency: str = currencies.DEFAULT
    budget: int | None = None
    pathway_id: int | None = None

    def availability(self, starts_on: date) -> planning.Availability:
        """The week as the planner takes it. Raises planning.DateError for a region without known holidays."""
        week = (
            planning.Availability.evenly(float(self.weekly_hours))
            if self.minutes is None
            else planning.Availability(self.minutes)
        )
        years = range(starts_on.year, starts_on.year + YEARS_OF_HOLIDAYS)
        days = [day for off in self.days_off for day in off.days()]
        return week.without(planning.holidays_of_region(self.region, years)).without(days)

    def columns(self) -> dict[str, Any]:
        """The same as values of the roadmap's own columns; days off are rows of their own."""
        return {
            "weekly_hours": self.weekly_hours,
            **dict(zip(COLUMNS, self.minutes or [None] * 7, strict=True)),
            "region": self.region,
            "target_on": self.target_on,
            "currency": self.currency,
            "budget": self.budget,
            "pathway_id": self.pathway_id,
        }

    def as_json(self) -> dict[str, Any]:
        return {
            "weekly_hours": str(self.weekly_hours),
            "minutes": self.minutes,
            "days_off": [[off.first_on.isoformat(), off.last_on.isoformat(), off.reason] for off in self.days_off],
            "region": self.region,
            "target_on": self.target_on.isoformat() if self.target_on else None,
            "currency": self.currency,
            "budget": self.budget,
            "pathway": self.pathway_id,
        }


def basis_from_json(kept: dict[str, Any]) -> Basis:
    """Read what `Basis.as_json` wrote."""
    minutes, target = kept["minutes"], kept["target_on"]
    return Basis(
        weekly_hours=Decimal(kept["weekly_hours"]),
        minutes=(*minutes,) if minutes else None,
        days_off=tuple(
            Off(date.fromisoformat(first), date.fromisoformat(last), reason) for first, last, reason in kept["days_off"]
        ),
        region=kept["region"],
        target_on=date.fromisoformat(target) if target else None,
        currency=kept.get("currency", currencies.DEFAULT),  # the release before this one did not name it
        budget=kept["budget"],
        pathway_id=kept["pathway"],
    )


def basis_of(roadmap: Roadmap) -> Basis:
    """Read what a roadmap's plan is made from; its days off are read once for one object in memory."""
    prefetch_related_objects([roadmap], "days_off")
    return Basis(
        weekly_hours=Decimal(roadmap.weekly_hours),
        minutes=roadmap.minutes_by_weekday,
        days_off=tuple(Off(off.first_on, off.last_on, off.reason) for off in roadmap.days_off.all()),
        region=roadmap.region,
        target_on=roadmap.target_on,
        currency=roadmap.currency,
        budget=roadmap.budget,
        pathway_id=roadmap.pathway_id,
    )


def week_answers(basis: Basis, day: date) -> dict[str, list[str]]:
    """The week as the start page would post it: hours, region, currency, and the days off that are not over."""
    country, _, part = basis.region.partition("-")
    answers = {"weekly_hours": [f"{basis.weekly_hours.normalize():f}"], "country": [country], "part": [part]}
    answers["currency"] = [basis.currency]
    if basis.minutes:
        hours = [(Decimal(minutes) / 60).quantize(Decimal("0.01")) for minutes in basis.minutes]
        answers |= {name: [f"{free.normalize():f}"] for name, free in zip(WEEKDAYS, hours, strict=True)}
    ahead = [off for off in basis.days_off if off.last_on >= day]
    for number, off in enumerate(ahead):
        row = {"first_on": off.first_on.isoformat(), "last_on": off.last_on.isoformat(), "reason": off.reason}
        answers |= {f"off-{number}-{name}": [value] for name, value in row.items()}
    return answers | {"off-TOTAL_FORMS": [str(len(ahead))], "off-INITIAL_FORMS": ["0"]}


def keep_basis(roadmap: Roadmap, basis: Basis) -> None:
    """Write what a roadmap's plan is made from, in the caller's transaction."""
    for name, value in basis.columns().items():
        setattr(roadmap, name, value)
    roadmap.save(update_fields=FIELDS)
    keep_days_off(roadmap, basis.days_off)


def keep_days_off(roadmap: Roadmap, days_off: Sequence[Off]) -> None:
    roadmap.days_off.all().delete()
    # Two rows that say the same are one.
    once = {(off.first_on, off.last_on): off for off in days_off}
    DayOff.objects.bulk_create(
        DayOff(roadmap=roadmap, first_on=off.first_on, last_on=off.last_on, reason=off.reason) for off in once.values()
    )
    roadmap.__dict__.get("_prefetched_objects_cache", {}).pop("days_off", None)
