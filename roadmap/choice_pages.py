"""What the page of alternatives says: how the plan stands, how it would, and what would move."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import planning
from accounts.models import User
from common.dates import day_and_year
from roadmap import alternatives as choosing
from roadmap import money, words
from roadmap.choices import all_open_steps, chosen, groups, price_of, with_taken
from roadmap.models import Roadmap, Step
from roadmap.money import Context
from roadmap.planner import latest_number

PREFER = {
    "cheapest": (planning.Prefer.CHEAPEST, gettext_lazy("The cheapest alternatives")),
    "soonest": (planning.Prefer.SOONEST, gettext_lazy("The soonest alternatives")),
}


def alternatives(roadmap: Roadmap, user: User, today: date, *, taken: Collection[int], prefer: str) -> Context | None:
    """The plan with the steps `taken`, or with those that the solver proposes; None where that names no alternatives."""
    every = all_open_steps(roadmap)
    replaced = {step.pk: group.chosen for group in groups(every) for step in group.others}
    found = None
    prefer = prefer if prefer in PREFER or taken else "cheapest"
    if prefer in PREFER:
        found = choosing.best(roadmap, every, today, PREFER[prefer][0])
        taken = {step.pk for step in found.steps.values()}
    elif not replaced.keys() >= set(taken) or len({replaced[pk] for pk in taken}) < len(taken):
        return None
    swaps = [(replaced[step.pk], step) for step in every if step.pk in taken]
    now = choosing.prospect(roadmap, chosen(every), today)
    then = choosing.prospect(roadmap, with_taken(every, set(taken)), today)
    return {
        "roadmap": roadmap,
        "title": PREFER[prefer][1] if prefer in PREFER else instead([after.title for _before, after in swaps]),
        "is_proved": found is not None and found.sureness is choosing.Sureness.OPTIMAL,
        "status": sureness(found) if found else "",
        "misses": limits(roadmap) if found and found.misses_limits else "",
        "swaps": [swap_of(before, after, roadmap.currency) for before, after in swaps],
        "facts": facts(now, then, roadmap.currency),
        "sentence": sentence(now, then, roadmap.currency),
        "target": words.day_and_year(roadmap.target_on.isoformat()) if roadmap.target_on else "",
        "days_late": then.plan.max_lateness_days,
        "late": words.span(then.plan.max_lateness_days),
        "taken": [str(after.pk) for _before, after in swaps],
        "version": latest_number(roadmap),
        "prefer": prefer,
    }


def instead(titles: Sequence[str]) -> str:
    return _("%(steps)s instead") % {"steps": words.listed(titles)}


def sureness(found: choosing.Offered) -> str:
    match found.sureness:
        case choosing.Sureness.OPTIMAL:
            return _("optimal")
        case choosing.Sureness.BEST_FOUND:
            return _("best found, at most %(percent)s %% from the best") % {"percent": words.decimal(found.gap_percent)}
        case choosing.Sureness.CHECKED:
            return _("checked, but not proved to be the best")
        case choosing.Sureness.NONE_FOUND:
            return _("the time was up before any was found")


def limits(roadmap: Roadmap) -> str:
    """“It is proved that no alternatives make 1 Mar 2027 within a budget of 200 EUR. …”: what no alternatives keep."""
    if roadmap.target_on is None:
        sentence = _(
            "It is proved that no alternatives make a budget of %(budget)s. These are the best without that limit."
        )
    elif roadmap.budget is None:
        sentence = _("It is proved that no alternatives make %(target)s. These are the best without that limit.")
    else:
        sentence = _(
            "It is proved that no alternatives make %(target)s within a budget of %(budget)s. "
            "These are the best without that limit."
        )
    budget = words.money((roadmap.budget or 0) * 100, roadmap.currency)
    return sentence % {"target": day_and_year(roadmap.target_on), "budget": budget}


def swap_of(before: Step, after: Step, currency: str) -> dict[str, str]:
    """One line of the table: what goes out, what comes in, each with its hours and price."""
    return {
        "before": before.title,
        "before_hours": words.hours(before.minutes),
        "before_price": money.price_words(price_of(before), currency),
        "after": after.title,
        "after_hours": words.hours(after.minutes),
        "after_price": money.price_words(price_of(after), currency),
    }


def facts(now: choosing.Prospect, then: choosing.Prospect, currency: str) -> list[tuple[str, str, str]]:
    """Name, now, then: the three figures that a choice is made by."""
    cost_now, cost_then = (words.money(one.costs.total_cents, currency) for one in (now, then))
    return [
        (_("Finish"), money.finish(now), money.finish(then)),
        (_("Hours left"), words.hours(now.minutes), words.hours(then.minutes)),
        (_("Costs from today"), cost_now, cost_then),
    ]


def sentence(now: choosing.Prospect, then: choosing.Prospect, currency: str) -> str:
    """“The finish comes nine days earlier and the plan costs 49 EUR less.”"""
    days = (then.plan.finishes_on - now.plan.finishes_on).days
    cents = then.costs.total_cents - now.costs.total_cents
    when, what = _("The finish stays where it is"), _("the plan costs the same")
    if days:
        when = _("The finish comes %(span)s later") if days > 0 else _("The finish comes %(span)s earlier")
    if cents:
        what = _("the plan costs %(money)s more") if cents > 0 else _("the plan costs %(money)s less")
    both = _("%(when)s and %(what)s.") % {"when": when, "what": what}
    return both % {"span": words.span(abs(days)), "money": words.money(abs(cents), currency)}
