"""Why a step has its dates: kept as facts, said in the reader's words."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import planning
from common import dates
from roadmap import words

Facts = dict[str, Any]
"""A planning.Reason as JSON; {"said": text} is the sentence of a version that kept no facts; empty where there is none."""


def facts_of(reason: planning.Reason) -> Facts:
    """What is kept of a reason: values that say nothing are left out."""
    facts = {
        "because": reason.because.value,
        "first": reason.starts_on.isoformat(),
        "last": reason.due_on.isoformat(),
        "minutes": reason.minutes,
        "cause": reason.cause_title,
        "by": reason.by.isoformat() if reason.by else "",
        "waiting_days": reason.waiting_days,
        "parts": reason.parts if reason.parts > 1 else 0,
        "days_late": reason.days_late,
        "extra_minutes": reason.extra_minutes,
        "unready": list(reason.unready),
    }
    return {name: fact for name, fact in facts.items() if fact}


def kept(reason: Facts | str) -> Facts:
    """Read the reason of a plan version: those of earlier releases kept the sentence."""
    if isinstance(reason, str):
        return {"said": reason} if reason else {}
    return reason


def said(facts: Facts) -> str:
    """As in "After Linear algebra; 6 h free between Thu 3 and Sun 6 Dec"."""
    if "because" not in facts:
        return str(facts.get("said", ""))
    clauses = [beginning(facts), work(facts), *warnings(facts)]
    return "; ".join(clause for clause in clauses if clause)


def beginning(facts: Facts) -> str:
    cause, days = facts.get("cause", ""), facts.get("waiting_days", 0)
    match planning.Because(facts["because"]):
        case planning.Because.FIRST:
            return _("First in your plan")
        case planning.Because.PREREQUISITE:
            return _("After %(step)s") % {"step": cause}
        case planning.Because.WAITING:
            after = ngettext("%(days)s day after %(step)s", "%(days)s days after %(step)s", days)
            return after % {"days": days, "step": cause}
        case planning.Because.ORDER:
            return _("Next in your roadmap, once %(step)s is done") % {"step": cause}
        case planning.Because.DEADLINE:
            ahead = _("Moved ahead for %(step)s, due %(day)s") if cause else _("Moved ahead, due %(day)s")
            return ahead % {"step": cause, "day": day_of(facts, "by")}
        case planning.Because.HEAD_START:
            return _("Moved ahead, so that the waiting after it passes beside other work")
        case planning.Because.NOT_BEFORE:
            return _("Not before %(day)s") % {"day": day_of(facts, "first")}
        case planning.Because.FIXED:
            return _("Fixed on %(day)s") % {"day": day_of(facts, "first")}


def day_of(facts: Facts, name: str) -> str:
    return dates.day(date.fromisoformat(facts[name]))


def work(facts: Facts) -> str:
    """The time there is for it; an appointment takes place whether there is some or not."""
    if facts["because"] == planning.Because.FIXED:
        return ""
    first, last = span(date.fromisoformat(facts["first"]), date.fromisoformat(facts["last"]))
    parts = facts.get("parts", 1)
    said = {"time": words.roughly(facts.get("minutes", 0)), "first": first, "last": last, "parts": parts}
    if not facts.get("minutes"):
        between = _("no work of its own, between %(first)s and %(last)s")
        return (between if last else _("no work of its own, on %(first)s")) % said
    if parts > 1:
        between = ngettext(
            "%(time)s free between %(first)s and %(last)s, in %(parts)s part",
            "%(time)s free between %(first)s and %(last)s, in %(parts)s parts",
            parts,
        )
        on = ngettext(
            "%(time)s free on %(first)s, in %(parts)s part", "%(time)s free on %(first)s, in %(parts)s parts", parts
        )
        return (between if last else on) % said
    return (_("%(time)s free between %(first)s and %(last)s") if last else _("%(time)s free on %(first)s")) % said


def span(first: date, last: date) -> tuple[str, str]:
    """ "Thu 3" and "Sun 6 Dec", as short as it is clear; one day has no second."""
    if first == last:
        return dates.day(first), ""
    if first.year != last.year:
        return dates.weekday_and_year(first), dates.weekday_and_year(last)
    return (dates.day if first.month != last.month else dates.day_of_month)(first), dates.day(last)


def warnings(facts: Facts) -> list[str]:
    found = []
    if extra := facts.get("extra_minutes"):
        found.append(_("takes %(time)s more than you have free that day") % {"time": words.roughly(extra)})
    if unready := facts.get("unready"):
        found.append(_("not ready the day before: %(steps)s") % {"steps": ", ".join(unready)})
    if days := facts.get("days_late"):
        found.append(
            ngettext("%(days)s day after its deadline", "%(days)s days after its deadline", days) % {"days": days}
        )
    return found
