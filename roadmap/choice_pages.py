"""What the page of alternatives says: how the plan stands, how it would, and what would move."""

from collections.abc import Collection
from datetime import date

import planning
from accounts.models import User
from roadmap import alternatives as choosing
from roadmap import money, words
from roadmap.choices import all_open_steps, chosen, groups, price_of, with_taken
from roadmap.models import Roadmap, Step
from roadmap.money import Context
from roadmap.planner import latest_number

PREFER = {
    "cheapest": (planning.Prefer.CHEAPEST, "The cheapest alternatives"),
    "soonest": (planning.Prefer.SOONEST, "The soonest alternatives"),
}


def alternatives(roadmap: Roadmap, user: User, today: date, *, taken: Collection[int], prefer: str) -> Context | None:
    """The plan with the steps `taken`, or with those that the solver proposes; None where that names no alternatives."""
    every = all_open_steps(roadmap)
    replaced = {step.pk: group.chosen for group in groups(every) for step in group.others}
    status, misses, title = "", False, ""
    prefer = prefer if prefer in PREFER or taken else "cheapest"
    if prefer in PREFER:
        found = choosing.best(roadmap, every, today, PREFER[prefer][0])
        taken, status, misses = {step.pk for step in found.steps.values()}, found.status, found.misses_limits
        title = PREFER[prefer][1]
    elif not replaced.keys() >= set(taken) or len({replaced[pk] for pk in taken}) < len(taken):
        return None
    swaps = [(replaced[step.pk], step) for step in every if step.pk in taken]
    now = choosing.prospect(roadmap, chosen(every), today)
    then = choosing.prospect(roadmap, with_taken(every, set(taken)), today)
    return {
        "roadmap": roadmap,
        "title": title if prefer in PREFER else f"{' and '.join(step.title for _, step in swaps)} instead",
        "status": status,
        "misses": limits(roadmap) if misses else "",
        "swaps": [swap_of(before, after) for before, after in swaps],
        "facts": facts(now, then),
        "sentence": sentence(now, then),
        "target": words.day_and_year(roadmap.target_on.isoformat()) if roadmap.target_on else "",
        "days_late": then.plan.max_lateness_days,
        "late": words.span(then.plan.max_lateness_days),
        "taken": [str(step.pk) for _, step in swaps],
        "version": latest_number(roadmap),
        "prefer": prefer,
    }


def limits(roadmap: Roadmap) -> str:
    """“1 Mar 2027 within a budget of 200”: what no alternatives keep."""
    target = words.day_and_year(roadmap.target_on.isoformat()) if roadmap.target_on else ""
    budget = f"a budget of {words.money(roadmap.budget * 100)}" if roadmap.budget is not None else ""
    return " within ".join(limit for limit in (target, budget) if limit)


def swap_of(before: Step, after: Step) -> dict[str, str]:
    """One line of the table: what goes out, what comes in, each with its hours and price."""
    return {
        "before": before.title,
        "before_hours": words.hours(before.minutes),
        "before_price": money.price_words(price_of(before)),
        "after": after.title,
        "after_hours": words.hours(after.minutes),
        "after_price": money.price_words(price_of(after)),
    }


def facts(now: choosing.Prospect, then: choosing.Prospect) -> list[tuple[str, str, str]]:
    """Name, now, then: the three figures that a choice is made by."""
    return [
        ("Finish", money.finish(now), money.finish(then)),
        ("Hours left", words.hours(now.minutes), words.hours(then.minutes)),
        ("Costs from today", words.money(now.costs.total_cents), words.money(then.costs.total_cents)),
    ]


def sentence(now: choosing.Prospect, then: choosing.Prospect) -> str:
    """“The finish comes nine days earlier and the plan costs 49 less.”"""
    days = (then.plan.finishes_on - now.plan.finishes_on).days
    cents = then.costs.total_cents - now.costs.total_cents
    when = f"comes {words.span(abs(days))} {'later' if days > 0 else 'earlier'}" if days else "stays where it is"
    what = f"costs {words.money(abs(cents))} {'more' if cents > 0 else 'less'}" if cents else "costs the same"
    return f"The finish {when} and the plan {what}."
