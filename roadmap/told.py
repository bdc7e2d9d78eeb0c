"""A plan told whole, to a terminal or to another program: the dates as accepted, why each, and how it stands today."""

from dataclasses import dataclass
from datetime import date

from roadmap import alternatives, plan_words, planner, words
from roadmap.choices import all_open_steps, chosen
from roadmap.models import Roadmap
from roadmap.overview import read_overview


@dataclass(frozen=True, slots=True)
class ToldStep:
    """One chosen step; days are None where it has no date, the reason is empty then."""

    id: int
    title: str
    stage: str
    status: str
    minutes: int
    optional: bool
    starts_on: date | None
    due_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class ToldPlan:
    """`standing` says what a replan from today would move, `impossible` why the target cannot be met, if it cannot.

    `cents_ahead` is what the open steps cost from today on, in hundredths of `currency` (ISO 4217).
    """

    id: int
    title: str
    version: int
    weekly_hours: float
    starts_on: date
    target_on: date | None
    finishes_on: date | None
    lateness_days: int
    standing: str
    impossible: str
    currency: str
    cents_ahead: int
    steps: list[ToldStep]


def told_plan(roadmap: Roadmap, today: date) -> ToldPlan:
    """Read a whole plan. Who may ask is the caller's business; raises planning.PlanningError as `replan` does."""
    version = roadmap.plan_versions.order_by("-number").first()
    negotiation = planner.negotiation(roadmap, today)
    open_steps = chosen(all_open_steps(roadmap))
    return ToldPlan(
        id=roadmap.pk,
        title=roadmap.title,
        version=version.number if version else 0,
        weekly_hours=float(roadmap.weekly_hours),
        starts_on=roadmap.starts_on,
        target_on=roadmap.target_on,
        finishes_on=version.finishes_on if version else None,
        lateness_days=version.lateness_days if version else 0,
        standing=plan_words.difference(planner.difference(roadmap, today)),
        impossible=plan_words.negotiation(negotiation, roadmap.currency) if negotiation else "",
        currency=roadmap.currency,
        cents_ahead=alternatives.prospect(roadmap, open_steps, today).costs.total_cents if open_steps else 0,
        steps=told_steps(roadmap),
    )


def told_steps(roadmap: Roadmap) -> list[ToldStep]:
    """The chosen steps by their dates; those without one come last, in the roadmap's order."""
    rows = {row.id: row for row in read_overview(roadmap).steps}
    steps = roadmap.steps.filter(is_chosen=True).select_related("stage").order_by("stage__position", "position", "pk")
    told = [
        ToldStep(
            id=step.pk,
            title=step.title,
            stage=step.stage.title,
            status=rows[step.pk].status,
            minutes=step.minutes,
            optional=step.is_optional,
            starts_on=step.starts_on,
            due_on=step.due_on,
            reason=step.date_reason,
        )
        for step in steps
    ]
    return sorted(told, key=lambda step: step.starts_on or date.max)


def lines(plan: ToldPlan, *, explain: bool) -> list[str]:
    """For a terminal: one line a step; with `explain` why each has its dates, and how the plan stands."""
    told = [f"{plan.title}: {plan.weekly_hours:g} h a week from {plan.starts_on}"]
    told += [line(step, explain=explain) for step in plan.steps]
    if explain:
        target = f"; the target is {plan.target_on}" if plan.target_on else ""
        told.append(f"Version {plan.version} ends on {plan.finishes_on or 'no date'}{target}.")
        told.append(f"Today: {plan.standing}")
        told += [plan.impossible] if plan.impossible else []
        costs = words.money(plan.cents_ahead, plan.currency)
        told.append(f"It costs {costs} from today." if plan.cents_ahead else "It costs nothing.")
    return told


def line(step: ToldStep, *, explain: bool) -> str:
    days = f"{step.starts_on} to {step.due_on}" if step.starts_on else f"{'no date':24}"
    reason = f": {step.reason}" if explain and step.reason else ""
    status = f", {step.status}" if step.status != "todo" else ""
    return f"{days}  {step.title} ({words.hours(step.minutes)}{status}){reason}"
