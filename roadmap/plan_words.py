"""What a replan would change, why a date cannot be met, and what could be chosen instead, in the reader's words."""

from collections.abc import Iterable
from functools import reduce

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import planning
from common.dates import day_and_year
from roadmap import words


def difference(found: planning.Difference) -> str:
    """As in "4 steps move; the finish goes from 16 Sep 2026 to 25 Sep 2026, 9 days later."."""
    if found.changes_nothing:
        return _("Nothing moves: your plan still holds.")
    count = len(found.moved)
    steps = ngettext("%(count)s step moves", "%(count)s steps move", count) % {"count": count}
    if found.finish_before is None or found.finish_before == found.finish_after:
        return _("%(steps)s; the finish stays on %(day)s.") % {"steps": steps, "day": day_and_year(found.finish_after)}
    days = (found.finish_after - found.finish_before).days
    goes = (
        ngettext(
            "%(steps)s; the finish goes from %(before)s to %(after)s, %(days)s day later.",
            "%(steps)s; the finish goes from %(before)s to %(after)s, %(days)s days later.",
            days,
        )
        if days > 0
        else ngettext(
            "%(steps)s; the finish goes from %(before)s to %(after)s, %(days)s day earlier.",
            "%(steps)s; the finish goes from %(before)s to %(after)s, %(days)s days earlier.",
            -days,
        )
    )
    finish = {"before": day_and_year(found.finish_before), "after": day_and_year(found.finish_after)}
    return goes % {"steps": steps, "days": abs(days), **finish}


def proof(found: planning.Impossible) -> str:
    """As in "1 Mar 2027 is impossible: 312 h of work, 208 h free."."""
    if isinstance(found, planning.TooSlow):
        return _("%(day)s is impossible: even with all your time, %(step)s is not ready before %(earliest)s.") % {
            "day": day_and_year(found.due_on),
            "step": found.title,
            "earliest": day_and_year(found.earliest_on),
        }
    sentence = (
        _("%(day)s is impossible: %(needed)s of work (%(optional)s of it optional), %(free)s free.")
        if found.optional_minutes
        else _("%(day)s is impossible: %(needed)s of work, %(free)s free.")
    )
    return sentence % {
        "day": day_and_year(found.until_on),
        "needed": words.roughly(found.needed_minutes),
        "optional": words.roughly(found.optional_minutes),
        "free": words.roughly(found.free_minutes),
    }


def negotiation(found: planning.Negotiation, currency: str) -> str:
    """As in "1 Mar 2027 is impossible: 312 h of work, 208 h free. Choose: 11 h a week; or 9 May 2027."."""
    why = proof(found.proof) if found.proof else _("No plan meets your dates.")
    if not found.offers:
        return why
    offers = [offer(one, currency) for one in found.offers]
    choices = reduce(lambda one, other: _("%(one)s; or %(other)s") % {"one": one, "other": other}, offers)
    return _("%(why)s Choose: %(choices)s.") % {"why": why, "choices": choices}


def possible(found: planning.Negotiation, offers: Iterable[planning.Offer], currency: str) -> str:
    """As in "1 Mar 2027 is impossible: 312 h of work, 208 h free. Possible: 11 h a week or 9 May 2027."."""
    told = [offer(one, currency) for one in offers]
    ways = reduce(lambda one, other: _("%(one)s or %(other)s") % {"one": one, "other": other}, told)
    sentence = _("Possible: %(ways)s.") % {"ways": ways}
    return f"{proof(found.proof)} {sentence}" if found.proof else sentence


def offer(found: planning.Offer, currency: str) -> str:
    match found:
        case planning.MoreHours():
            return _("%(hours)s h a week") % {"hours": found.weekly_hours}
        case planning.LaterDate():
            return later_date(found)
        case planning.LeaveOut():
            left = {"steps": words.listed(found.titles), "time": words.roughly(found.minutes)}
            return _("leave out %(steps)s (-%(time)s)") % left
        case planning.OtherOptions():
            return other_options(found, currency)


def later_date(found: planning.LaterDate) -> str:
    names = {task.key: task.name for task in found.plan.tasks}
    days = [day_and_year(found.target_on)] if found.target_on else []
    days += [
        _("%(step)s by %(day)s") % {"step": names[key], "day": day_and_year(day)}
        for key, day in found.deadlines.items()
    ]
    return words.listed(days)


def other_options(found: planning.OtherOptions, currency: str) -> str:
    """As in "the paid course instead (-22 h, 49 EUR a month)"."""
    titles = [option.title or str(option.key) for option in found.options.values()]
    sign = "-" if found.minutes_less >= 0 else "+"
    said = {"steps": words.listed(titles), "time": f"{sign}{words.roughly(abs(found.minutes_less))}"}
    monthly = [option.price.cents for option in found.options.values() if option.price.subscription is not None]
    if len(monthly) == 1 == len(titles):
        month = words.money(monthly[0], currency)
        return _("%(steps)s instead (%(time)s, %(money)s a month)") % {**said, "money": month}
    if found.cents_more > 0:
        more = words.money(found.cents_more, currency)
        return _("%(steps)s instead (%(time)s, %(money)s more)") % {**said, "money": more}
    return _("%(steps)s instead (%(time)s, no extra cost)") % said
