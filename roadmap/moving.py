"""What the page says on which a person moves one step's date."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    told = _("not before %(day)s") if kind == Pin.Kind.NOT_BEFORE else _("ready by %(day)s")
    return told % {"day": words.day(day.isoformat(), today.isoformat())}


def is_open(step: Step) -> bool:
    """Whether there is a date to move: what is done, skipped or not chosen has none."""
    return any(other.pk == step.pk for other in planner.open_steps(step.roadmap))


def step_date(step: Step, today: date) -> Context:
    """The step's dates and reason now, its pin, and what a new plan would move because of it."""
    pin = Pin.objects.filter(step=step).first()
    difference = planner.difference(step.roadmap, today)
    others = sum(move.key != step.pk for move in difference.moved)
    iso = today.isoformat()
    return {
        "step": step,
        "is_open": is_open(step),
        "starts": words.day(step.starts_on.isoformat(), iso) if step.starts_on else _("no date"),
        "due": words.day(step.due_on.isoformat(), iso) if step.due_on else _("no date"),
        "pin": pin_words(pin.kind, pin.pinned_on, today) if pin else "",
        "missed": missed(step, pin),
        "others": told_of_others(others) if others else "",
    }


def told_of_others(count: int) -> str:
    told = ngettext(
        "one other step would move in a plan from today.",
        "%(count)s other steps would move in a plan from today.",
        count,
    )
    return words.capital(told % {"count": words.number(count)})


def missed(step: Step, pin: Pin | None) -> str:
    """Say by how much the plan misses the day that the person wants; empty where it holds."""
    if pin is None or pin.kind != Pin.Kind.READY_BY or not step.due_on or step.due_on <= pin.pinned_on:
        return ""
    told = _("%(span)s later than you want it: what it needs takes as long.")
    return words.capital(told % {"span": words.span((step.due_on - pin.pinned_on).days)})
