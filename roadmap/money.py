"""What a plan costs, month by month, what shares a paid month, and what another order or alternative would save."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

import planning
from accounts.models import User
from catalog.models import Course, Pathway, Resource
from common.dates import day_and_year, month_and_year
from roadmap import planner, words
from roadmap.alternatives import Prospect, prospect, target_from
from roadmap.choices import all_open_steps, chosen, groups, price_of, prices, with_taken
from roadmap.models import Roadmap, Step
from roadmap.rows import address_of_steps
from roadmap.timeline import month_after

Context = dict[str, Any]
WIDTH, HEIGHT, GAP, MOST_MONTHS = 640, 120, 6, 60


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the drawing and of the table: what is paid in it, for what, and where its bar stands."""

    name: str
    amount: str
    what: Sequence[str]
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Priced:
    """A step that costs something, or that the catalog says is paid while nobody has said how much."""

    id: str
    title: str
    address: str
    price: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """One step of several, and the plan with it instead of the one that is chosen."""

    title: str
    address: str
    hours: str
    price: str
    finish: str
    total: str
    step_id: str
    is_chosen: bool


def price_words(price: planning.Price, currency: str) -> str:
    """“49 EUR a month to Coursera”, “120 EUR once”, “free”."""
    if not price.cents:
        return pgettext("a price", "free")
    if price.subscription is None:
        return _("%(money)s once") % {"money": words.money(price.cents, currency)}
    return _("%(money)s a month to %(subscription)s") % {
        "money": words.money(price.cents, currency),
        "subscription": price.subscription,
    }


def said_of(payment: planning.Payment, titles: Mapping[Any, str], currency: str) -> str:
    """“49 EUR to Coursera on 4 Jan 2027: Course A and Course B”."""
    sentence = (
        _("%(money)s on %(day)s: %(steps)s")
        if payment.subscription is None
        else _("%(money)s to %(subscription)s on %(day)s: %(steps)s")
    )
    return sentence % {
        "money": words.money(payment.cents, currency),
        "subscription": payment.subscription,
        "day": day_and_year(payment.on),
        "steps": words.listed([titles[key] for key in payment.keys]),
    }


def months(costs: planning.Costs, titles: Mapping[Any, str], currency: str) -> list[Month]:
    """Every month from the first payment to the last, those without one among them, sixty at most."""
    cents = costs.cents_by_month
    if not cents:
        return []
    of_month = {
        month: [said_of(payment, titles, currency) for payment in payments]
        for month, payments in groupby(costs.payments, key=lambda payment: payment.on.replace(day=1))
    }
    days = [min(cents)]
    while days[-1] < max(cents) and len(days) < MOST_MONTHS:
        days.append(month_after(days[-1]))
    step, highest = WIDTH / len(days), max(cents.values())
    width = min(step - GAP, 72)
    return [
        Month(
            name=month_and_year(day),
            amount=words.money(cents.get(day, 0), currency),
            what=of_month.get(day, []),
            x=f"{number * step:.1f}",
            y=f"{HEIGHT - cents.get(day, 0) / highest * (HEIGHT - 4):.1f}",
            width=f"{width:.1f}",
            height=f"{cents.get(day, 0) / highest * (HEIGHT - 4):.1f}",
        )
        for number, day in enumerate(days)
    ]


def shared(costs: planning.Costs, titles: Mapping[Any, str]) -> list[str]:
    """What overlaps: “From 4 Jan 2027 to 3 Feb 2027 one paid month of Coursera serves Course A and Course B”."""
    return [
        ngettext(
            "From %(first)s to %(last)s one paid month of %(subscription)s serves one step: %(steps)s.",
            "From %(first)s to %(last)s one paid month of %(subscription)s serves %(count)s steps: %(steps)s.",
            len(payment.keys),
        )
        % {
            "first": day_and_year(payment.on),
            "last": day_and_year(payment.until_on),
            "subscription": payment.subscription,
            "count": words.number(len(payment.keys)),
            "steps": ", ".join(titles[key] for key in payment.keys),
        }
        for payment in costs.shared
    ]


def saving(roadmap: Roadmap, steps: Sequence[Step], today: date) -> planning.Saving | None:
    """The same steps in an order that pays fewer months and ends no later; None where there is none."""
    first = planner.first_day(roadmap, today)
    return planning.cheaper_order(
        planner.tasks(steps),
        prices(steps),
        availability=planner.availability(roadmap),
        starts_on=first,
        target_on=target_from(roadmap, first),
    )


def priced(steps: Iterable[Step], currency: str) -> list[Priced]:
    return [line_of(step, price_words(price_of(step), currency)) for step in steps if price_of(step).cents]


def unpriced(steps: Sequence[Step]) -> list[Priced]:
    """Steps of the plan that the catalog says are paid, while nobody has said how much."""
    items = [step.item_id for step in steps if not price_of(step).cents]
    paid = set(Course.objects.filter(pk__in=items).exclude(cost=Resource.Cost.FREE).values_list("pk", flat=True))
    return [line_of(step, "") for step in steps if step.item_id in paid]


def line_of(step: Step, price: str) -> Priced:
    return Priced(str(step.pk), step.title, f"{address_of_steps()}{step.pk}/", price)


def alternative(roadmap: Roadmap, every: Sequence[Step], step: Step, today: date) -> Alternative:
    then = prospect(roadmap, with_taken(every, {step.pk}), today)
    return Alternative(
        title=step.title,
        address=f"{address_of_steps()}{step.pk}/",
        hours=words.hours(step.minutes),
        price=price_words(price_of(step), roadmap.currency),
        finish=finish(then),
        total=words.money(then.costs.total_cents, roadmap.currency),
        step_id=str(step.pk),
        is_chosen=step.is_chosen,
    )


def finish(then: Prospect) -> str:
    return words.day_and_year(then.plan.finishes_on.isoformat())


def costs(roadmap: Roadmap, user: User, today: date) -> Context:
    """All that the page says, in a plan from today. Nothing is written."""
    every = all_open_steps(roadmap)
    inside = chosen(every)
    context: Context = {"roadmap": roadmap, "is_finished": not inside, "version": planner.latest_number(roadmap)}
    if not inside:
        return context
    now, titles = prospect(roadmap, inside, today), {step.pk: step.title for step in every}
    currency = roadmap.currency
    cheaper = saving(roadmap, inside, today)
    return context | {
        "total": words.money(now.costs.total_cents, currency),
        "budget": against_budget(now.costs.total_cents, roadmap.budget, currency),
        "pathway": beside_the_plan(roadmap),
        "is_free": not now.costs.total_cents,
        "finish": finish(now),
        "free": words.capital(cost_nothing(len(now.costs.free))),
        "months": months(now.costs, titles, currency),
        "shared": shared(now.costs, titles),
        "saves": words.money(cheaper.saves_cents, currency) if cheaper else "",
        "cheaper_total": words.money(cheaper.costs.total_cents, currency) if cheaper else "",
        "together": together(cheaper, inside) if cheaper else [],
        "prices": priced(every, currency),
        "unpriced": unpriced(inside),
        "groups": [
            [alternative(roadmap, every, step, today) for step in (group.chosen, *group.others)]
            for group in groups(every)
        ],
    }


def cost_nothing(steps: int) -> str:
    if not steps:
        return ""
    free = ngettext("one open step costs nothing.", "%(count)s open steps cost nothing.", steps)
    return free % {"count": words.number(steps)}


def against_budget(cents: int, budget: int | None, currency: str) -> str:
    if budget is None or not cents:
        return ""
    over = cents - budget * 100
    sentence = (
        _("That is %(over)s more than your budget of %(budget)s.")
        if over > 0
        else _("Your budget of %(budget)s holds it.")
    )
    return sentence % {"over": words.money(over, currency), "budget": words.money(budget * 100, currency)}


def price_of_pathway(pathway: Pathway) -> str:
    """“A degree: 1,000 to 9,000 USD.”"""
    return _("%(pathway)s: %(low)s to %(high)s.") % {
        "pathway": pathway.title,
        "low": words.decimal(pathway.cost_low),
        "high": words.money(pathway.cost_high * 100, pathway.currency),
    }


def is_comparable(pathway: Pathway, currency: str) -> bool:
    """Whether a budget can be held against its price; what costs nothing does so in every currency."""
    return pathway.currency == currency or not pathway.cost_high


def two_currencies(currency: str) -> str:
    return _("Your budget is in %(currency)s, so the two are not compared.") % {"currency": currency}


def beside_the_plan(roadmap: Roadmap) -> str:
    """What the way of education costs, since the steps hold nothing of it: “A degree: 1,000 to 9,000 USD. That comes on
    top of what your steps cost. Your budget is in EUR, so the two are not compared.”"""
    pathway, currency = roadmap.pathway, roadmap.currency
    if pathway is None or not pathway.cost_high:
        return ""
    said = [price_of_pathway(pathway), _("That comes on top of what your steps cost.")]
    if roadmap.budget is not None and not is_comparable(pathway, currency):
        said.append(two_currencies(currency))
    return " ".join(said)


def together(cheaper: planning.Saving, steps: Sequence[Step]) -> list[str]:
    """The steps of each subscription in the order that saves: “Coursera: Course A, then Course B”."""
    by_id = {step.pk: step for step in steps}
    of_subscription: dict[str, list[str]] = {}
    for key in cheaper.order:
        step = by_id[int(str(key))]
        subscription = price_of(step).subscription
        if subscription is not None:
            of_subscription.setdefault(str(subscription), []).append(step.title)
    return [f"{name}: {reduce(then, titles)}" for name, titles in of_subscription.items() if len(titles) > 1]


def then(first: str, second: str) -> str:
    return _("%(first)s, then %(second)s") % {"first": first, "second": second}
