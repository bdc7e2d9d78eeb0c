"""The parts of the list's page that a tick alters, each printed flat: for the page, and again for htmx to swap in by its name."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from common.languages import per_language
from common.templatetags.reader import content_lang
from roadmap import flat, words
from roadmap.agenda import past_dates, past_target, without_date
from roadmap.models import Status
from roadmap.overview import Overview, Share, overview_of
from roadmap.rows import (
    NOTHING,
    PAGE,
    SWAPPED,
    address_of_roadmaps,
    address_of_steps,
    escaped,
    hours_left,
    steps_done,
    swap,
)
from roadmap.sql import Change, StepRow, Whole

SAID = {
    "todo": gettext_lazy("“%(step)s” is back on the list."),
    "doing": gettext_lazy("“%(step)s” is in progress."),
    "done": gettext_lazy("“%(step)s” is done."),
    "skipped": gettext_lazy("“%(step)s” is skipped."),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """What has just changed, with the way back."""

    text: str
    undo_address: str
    undo_to: str


def notice_about(change: Change | None) -> Notice | None:
    if change is None or change.before is None or change.before == change.step.status:
        return None
    step = change.step
    address = f"{address_of_steps()}{step.id}/status/?expected={step.status}"
    return Notice(str(SAID[step.status]) % {"step": step.title}, address, change.before)


def toasts(notice: Notice | None) -> SafeString:
    told = NOTHING
    if notice:
        said = {"text": escaped(notice.text), "undo_address": escaped(notice.undo_address), "undo_to": notice.undo_to}
        told = flat.join(f"{PAGE}toast", "notice", [said])
    return flat.join(f"{PAGE}toasts", "toast", [{"told": told}])


def progress(share: Share, mark: SafeString = NOTHING) -> SafeString:
    """What the percent says."""
    told = {
        "swapped": mark,
        "percent": share.percent,
        "steps": steps_done(share.done_steps, share.counted_steps),
        "left": hours_left(share.minutes_left),
        "verified": verified_share(share.verified_percent),
    }
    return flat.join(f"{PAGE}progress", "told", [told])


@per_language()
def verified_share(percent: int) -> str:
    return " · " + _("%(percent)s %% verified") % {"percent": percent} if percent else ""


def next_told(step: StepRow, today: str) -> str:
    """ "8 h · due Thu 26 Nov"."""
    hours = words.hours(step.minutes)
    return f"{hours} · {due(step.due_on, today)}" if step.due_on else hours


@per_language()
def due(day: str, today: str) -> str:
    return _("due %(day)s") % {"day": words.day(day, today)}


@per_language()
def act(is_begun: bool) -> SafeString:
    return escaped(_("Done") if is_begun else pgettext("begin a step", "Start"))


def here(overview: Overview, day: date, mark: SafeString = NOTHING) -> SafeString:
    """The card of the next step."""
    upcoming = overview.next
    if upcoming is None:
        end = {"swapped": mark, "portfolio": reverse("portfolio:portfolio")}
        return flat.join(f"{PAGE}here_end", "next", [end])
    is_begun = upcoming.status == "doing"
    card = {
        "swapped": mark,
        "url": f"{address_of_steps()}{upcoming.id}/",
        "title": escaped(upcoming.title),
        "lang": NOTHING if upcoming.in_own_words else content_lang(),
        "told": escaped(next_told(upcoming, day.isoformat())),
        "act": "done" if is_begun else "doing",
        "verb": act(is_begun),
    }
    return flat.join(f"{PAGE}here", "next", [card])


def slip(told: str, roadmap_id: int, mark: SafeString = NOTHING) -> SafeString:
    """How the plan stands against its dates; an empty place where it is on course."""
    said = {"told": escaped(told), "address": f"{address_of_roadmaps()}{roadmap_id}/replan/"}
    notice = flat.join(f"{PAGE}slip_notice", "slip", [said]) if told else NOTHING
    return flat.join(f"{PAGE}slip", "slip", [{"swapped": mark, "notice": notice}])


def finish_day(overview: Overview) -> str:
    day = overview.finishes_on()
    return words.day_and_year(day.isoformat()) if day else ""


def finish(overview: Overview, mark: SafeString = NOTHING) -> SafeString:
    day = finish_day(overview) or pgettext("a date", "none")
    return flat.join(f"{PAGE}finish", "finish", [{"swapped": mark, "day": escaped(day)}])


def after_tick(whole: Whole, change: Change, day: date) -> SafeString:
    """All of the list that is no longer true after this change."""
    overview = overview_of(whole)
    altered = swap(overview, change, day)
    return SafeString(
        altered.lines
        + altered.stages
        + progress(overview.share, SWAPPED)
        + here(overview, day, SWAPPED)
        + plan_after_tick(whole, overview, change, day)
        + toasts(notice_about(change))
    )


def plan_after_tick(whole: Whole, overview: Overview, change: Change, day: date) -> SafeString:
    """Say again how the plan stands, where this change can alter that: a step late or without a date, skipped or brought back."""
    step = change.step
    off_dates = step.due_on is None or step.due_on < day.isoformat()
    if not off_dates and Status.SKIPPED not in (step.status, change.before):
        return NOTHING
    told = past_dates(overview, day) or without_date(overview) or past_target(overview, whole.roadmap)
    return SafeString(slip(told, whole.key, SWAPPED) + finish(overview, SWAPPED))
