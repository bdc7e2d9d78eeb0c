"""Facts as words: hours, days, and the one headline of Today. Plain functions; the caller names the day."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from common import dates
from common.languages import per_language

KIND_WORDS = {
    "skill": gettext_lazy("Skill"),
    "course": gettext_lazy("Course"),
    "credential": gettext_lazy("Credential"),
    "milestone": gettext_lazy("Milestone"),
    "own": gettext_lazy("Own step"),
}

# A step's looks (see overview.state) in words.
STATE_WORDS = {
    "todo": gettext_lazy("to do"),
    "doing": gettext_lazy("in progress"),
    "done": gettext_lazy("done"),
    "verified": gettext_lazy("verified"),
    "skipped": gettext_lazy("skipped"),
    "locked": gettext_lazy("not open yet"),
}


@per_language()
def hours(minutes: int) -> str:
    """90 -> "1.5 h", 45 -> "45 min", 480 -> "8 h"."""
    if 0 < minutes < 60:
        return _("%(count)s min") % {"count": minutes}
    whole, rest = divmod(minutes, 60)
    return _("%(count)s h") % {"count": decimal(minutes / 60, 1 if rest and whole < 100 else 0)}


def decimal(value: float, places: int = 0) -> str:
    """1956.5 -> "1,956.5" in the reader's way."""
    return number_format(round(value, places) if places else round(value), places, force_grouping=True)


@per_language(8192)
def day(iso: str, today: str) -> str:
    """2026-11-26 -> "Thu 26 Nov"; with `today` in another year, "26 Nov 2026"."""
    if iso[:4] != today[:4]:
        return day_and_year(iso)
    return dates.day(date.fromisoformat(iso))


def finished(iso: str | None, today: str) -> str:
    """Say when a step was finished; without a day it was known before."""
    return _("finished %(day)s") % {"day": day(iso, today)} if iso else _("known before")


@per_language(8192)
def day_and_year(iso: str) -> str:
    """ "2027-09-16" -> "16 Sep 2027"."""
    return dates.day_and_year(date.fromisoformat(iso))


def span(days: int) -> str:
    """9 -> "nine days", 40 -> "six weeks", 712 -> "23 months", 1700 -> "4.5 years": as exact as a person would say it."""
    if days < 28:
        return days_of(days)
    if days < 84:
        weeks = round(days / 7)
        return ngettext("one week", "%(count)s weeks", weeks) % {"count": number(weeks)}
    if days < 1096:
        months = round(days / 30.44)
        return ngettext("one month", "%(count)s months", months) % {"count": number(months)}
    return _("%(count)s years") % {"count": halves(days / 365.25)}


def halves(value: float) -> str:
    """4.67 -> "4.5", 18.9 -> "19"."""
    return decimal(round(value * 2) / 2, int(round(value * 2) % 2))


NUMBERS = (
    pgettext_lazy("before a thing, as in no steps", "no"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
    gettext_lazy("eleven"),
    gettext_lazy("twelve"),
)


@per_language()
def number(count: int) -> str:
    """3 -> "three", 1956 -> "1,956"."""
    return str(NUMBERS[count]) if 0 <= count < len(NUMBERS) else decimal(count)


def steps_of(count: int) -> str:
    """1 -> "one step", 3 -> "three steps"."""
    return ngettext("one step", "%(count)s steps", count) % {"count": number(count)}


def days_of(count: int) -> str:
    """1 -> "one day", 9 -> "nine days"."""
    return ngettext("one day", "%(count)s days", count) % {"count": number(count)}


def count_of(count: int, thing: str) -> str:
    """(1, "step") -> "one step", (3, "step") -> "three steps"."""
    return f"{number(count)} {thing}{'' if count == 1 else 's'}"


def listed(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    *first, last = names
    return _("%(names)s and %(last)s") % {"names": ", ".join(first), "last": last} if first else last


@per_language()
def roughly(minutes: int) -> str:
    """45 -> "45 min", 360 -> "6 h", 90 -> "1 h 30 min"; from ten hours on, whole hours."""
    whole, rest = divmod(minutes, 60)
    if not whole or not rest or whole >= 10:
        return (
            hours(minutes if not whole else round(minutes / 60) * 60) if minutes else _("%(count)s min") % {"count": 0}
        )
    return _("%(hours)s h %(minutes)s min") % {"hours": whole, "minutes": rest}


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def week_of(today: date) -> tuple[date, date]:
    """The Monday and Sunday around a day."""
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=6)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def headline(
    *,
    next_title: str | None,
    next_minutes: int,
    late: Sequence[str],
    left_this_week: int,
    has_done_some: bool,
    next_due: str | None,
    starts_on: date,
    today: date,
    paused_until: date | None = None,
) -> str:
    """Say today's one fact in one sentence. `late` holds ISO due dates; `left_this_week` counts steps due by Sunday,
    and `has_done_some` tells whether any was finished since Monday."""
    if next_title is None:
        return _("The whole road is walked.")
    if paused_until:
        return _("A pause until %(day)s.") % {"day": day(paused_until.isoformat(), today.isoformat())}
    if starts_on > today:
        return _("Your road starts on %(day)s.") % {"day": day(starts_on.isoformat(), today.isoformat())}
    facts = {"step": next_title, "hours": hours(next_minutes), "count": number(len(late) or left_this_week)}
    if late:
        facts["slipped"] = span((today - date.fromisoformat(min(late))).days)
        if len(late) == 1:
            return _("One step is %(slipped)s late. Next: %(step)s.") % facts
        return capital(_("%(count)s steps are late, the oldest by %(slipped)s.") % facts)
    if left_this_week == 1:
        return _("%(hours)s of %(step)s, and the week is done.") % facts
    if left_this_week:
        return capital(_("%(count)s steps this week. Next: %(step)s.") % facts)
    if has_done_some:
        return _("This week is done. Next: %(step)s.") % facts
    if next_due:
        return _("Next: %(step)s, due %(day)s.") % {"step": next_title, "day": day(next_due, today.isoformat())}
    return _("Next: %(step)s.") % facts


def money(cents: int, currency: str) -> str:
    """4900 -> "49 EUR", 4950 -> "49.50 EUR", on one line."""
    amount = decimal(cents / 100, 2 if cents % 100 else 0)
    said = pgettext("money", "%(amount)s %(currency)s") % {"amount": amount, "currency": currency}
    return said.replace(" ", "\N{NO-BREAK SPACE}")
