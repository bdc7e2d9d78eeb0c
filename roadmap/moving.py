"""What the page says on which a person moves one step's date."""

from datetime import date, timedelta
from typing import Any

from roadmap import planner, words
from roadmap.models import Pin, Step

Context = dict[str, Any]


def shifted(step: Step, days: int) -> tuple[str, date] | None:
    """Turn "a week later" into a pin: later is a first day, earlier a last one. None where the step has no dates."""
    if not step.starts_on or not step.due_on or not days:
        return None
    if days > 0:
        return Pin.Kind.NOT_BEFORE, step.starts_on + timedelta(days=days)
    return Pin.Kind.READY_BY, step.due_on + timedelta(days=days)


def pin_words(kind: str, day: date, today: date) -> str:
    """("not_before", 18 January) -> "not before Mon 18 Jan"."""
    return f"{Pin.Kind(kind).label.lower()} {words.day(day.isoformat(), today.isoformat())}"


def is_open(step: Step) -> bool:
    """Whether there is a date to move: what is done, skipped or not chosen has none."""
    return any(other.pk == step.pk for other in planner.open_steps(step.roadmap))


def step_date(step: Step, today: date) -> Context:
    """The step's dates and reason now, its pin, and what a new plan would move because of it."""
    pin = Pin.objects.filter(step=step).first()
    difference = planner.difference(step.roadmap, today)
    others = [move for move in difference.moved if move.key != step.pk]
    iso = today.isoformat()
    return {
        "step": step,
        "is_open": is_open(step),
        "starts": words.day(step.starts_on.isoformat(), iso) if step.starts_on else "no date",
        "due": words.day(step.due_on.isoformat(), iso) if step.due_on else "no date",
        "pin": pin_words(pin.kind, pin.pinned_on, today) if pin else "",
        "missed": missed(step, pin),
        "others": words.capital(words.count_of(len(others), "other step")) if others else "",
    }


def missed(step: Step, pin: Pin | None) -> str:
    """Say by how much the plan misses the day that the person wants; empty where it holds."""
    if pin is None or pin.kind != Pin.Kind.READY_BY or not step.due_on or step.due_on <= pin.pinned_on:
        return ""
    return f"{words.capital(words.span((step.due_on - pin.pinned_on).days))} later than you want it: what it needs takes as long"
