"""When a person will really finish: from the weeks they have had, not from those they planned."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import planning
from accounts.models import User
from planning.forecast import FEWEST_WEEKS
from roadmap import planner, words
from roadmap.burn_up import burn_up
from roadmap.models import ProgressEvent, Roadmap, Status
from roadmap.models.progress import is_claim
from roadmap.overview import read_overview
from roadmap.rows import address_of_steps

Context = dict[str, Any]

LONG_WAIT = 60
"""Days beyond which nobody counts them one by one."""


@dataclass(frozen=True, slots=True)
class Change:
    """An item became done, or is no longer, on the person's own day `on`. A claim says that they knew it before."""

    item: int
    minutes: int
    on: date
    is_done: bool
    is_claim: bool = False


def changes(roadmap: Roadmap, user: User) -> list[Change]:
    minutes = dict(roadmap.steps.values_list("item", "minutes"))
    events = ProgressEvent.objects.filter(Q(before=Status.DONE) | Q(after=Status.DONE), person=user, item__in=minutes)
    return [
        Change(item, minutes[item], user.local_date(happened_at), after == Status.DONE, is_claim(source))
        for item, after, source, happened_at in events.order_by("pk").values_list(
            "item", "after", "source", "happened_at"
        )
    ]


def weekly_minutes(changes: Iterable[Change], starts_on: date, today: date) -> list[int]:
    """Minutes of the steps finished in each week from the first day on; the last is the one that has not ended.

    An undo takes the minutes out of the week that they were counted in, so that no week is below zero.
    """
    weeks = [0] * ((today - starts_on).days // 7 + 1)
    counted: dict[int, tuple[int, int]] = {}
    for change in changes:
        week, minutes = counted.pop(change.item, (0, 0))
        if minutes:
            weeks[week] -= minutes
        if change.is_done and not change.is_claim and starts_on <= change.on <= today:
            week = (change.on - starts_on).days // 7
            weeks[week] += change.minutes
            counted[change.item] = week, change.minutes
    return weeks


def finish(
    tasks: Sequence[planning.Task],
    weeks: Sequence[int],
    *,
    availability: planning.Availability,
    today: date,
    target_on: date | None,
) -> planning.Forecast | planning.NotEnoughData:
    """The finish if coming weeks are like these whole ones.

    A week's minutes are those that its finished steps were estimated at. What is open is counted in the same estimate:
    how far that is off is in the weeks already, and its low and high would count it twice.
    """
    if len(weeks) >= FEWEST_WEEKS:
        tasks = [replace(task, minutes_low=None, minutes_high=None) for task in tasks]
    past = [planning.Week(minutes) for minutes in weeks]
    return planning.forecast_finish(tasks, availability=availability, starts_on=today, weeks=past, target_on=target_on)


def basis(weeks: Sequence[int], planned_minutes: int) -> str:
    """What the forecast was learnt from: "From your last 8 weeks: 11.2 h a week, planned 12"."""
    count, tenths = len(weeks), round(planned_minutes / 6)
    planned = words.decimal(tenths / 10, 1 if tenths % 10 else 0)
    if not sum(weeks):
        sentence = ngettext(
            "From your last week: no step was finished, planned %(planned)s h a week.",
            "From your last %(count)s weeks: no step was finished, planned %(planned)s h a week.",
            count,
        )
        return sentence % {"count": count, "planned": planned}
    sentence = ngettext(
        "From your last week: %(hours)s h a week, planned %(planned)s.",
        "From your last %(count)s weeks: %(hours)s h a week, planned %(planned)s.",
        count,
    )
    return sentence % {"count": count, "hours": words.decimal(sum(weeks) / count / 60, 1), "planned": planned}


def not_enough(weeks: int) -> str:
    return _("Not enough data yet: %(weeks)s of %(needed)s weeks") % {"weeks": weeks, "needed": FEWEST_WEEKS}


def percent(chance: float) -> str:
    """A share of simulated futures is never quite sure: 0.999 -> "over 99 %"."""
    if chance < 0.01:
        return _("under 1 %")
    return _("over 99 %") if chance > 0.99 else f"{words.decimal(chance * 100)} %"


def by(day: date | None) -> str:
    return words.day_and_year(day.isoformat()) if day else _("not within ten years")


def headline(found: planning.Forecast | planning.NotEnoughData) -> str:
    if isinstance(found, planning.NotEnoughData):
        return not_enough(found.weeks)
    if not found.p50_on:
        return _("At this pace, not within ten years")
    return _("Likely done by %(day)s") % {"day": by(found.p50_on)}


@dataclass(frozen=True, slots=True)
class Wait:
    """A step that can wait: its start in a plan from today, and the last day on which it can start."""

    title: str
    address: str
    starts: str
    latest: str
    days: str


def waits(plan: planning.Plan, slacks: Iterable[planning.Slack], today: date) -> list[Wait]:
    """What can start later than planned and delays nothing, in the order of the plan."""
    found = []
    for slack in sorted(slacks, key=lambda slack: plan.order.index(slack.key)):
        starts_on = plan.dates[slack.key].starts_on
        latest_on = starts_on + timedelta(days=slack.slack_days)
        if slack.slack_days:
            starts, latest = (words.day(day.isoformat(), today.isoformat()) for day in (starts_on, latest_on))
            address = f"{address_of_steps()}{slack.key}/"
            found.append(Wait(slack.title, address, starts, latest, words.span(slack.slack_days)))
    return found


def forecast(roadmap: Roadmap, user: User, today: date) -> Context:
    """All that the page says. Nothing is written."""
    first = max(today, roadmap.starts_on)
    tasks, availability = planner.tasks(planner.open_steps(roadmap)), planner.availability(roadmap)
    weeks = weekly_minutes(changes(roadmap, user), roadmap.starts_on, first)
    past = weeks[:-1]
    share = read_overview(roadmap).share
    context: Context = {"roadmap": roadmap, "is_finished": not tasks}
    found = None
    if tasks:
        found = finish(tasks, past, availability=availability, today=first, target_on=roadmap.target_on)
        context |= answers(found, roadmap, past) | obstacles(tasks, availability, first)
    return context | {
        "burn_up": burn_up(weeks, roadmap.starts_on, first, share.done, share.total, found, roadmap.target_on)
    }


def answers(found: planning.Forecast | planning.NotEnoughData, roadmap: Roadmap, past: Sequence[int]) -> Context:
    said: Context = {"headline": headline(found), "target": by(roadmap.target_on) if roadmap.target_on else ""}
    if isinstance(found, planning.NotEnoughData):
        return said | {"low": by(found.low_on), "high": by(found.high_on)}
    return said | {
        "p50": by(found.p50_on),
        "p80": by(found.p80_on),
        "chance": percent(found.chance) if found.chance is not None else "",
        "basis": basis(past, round(float(roadmap.weekly_hours) * 60)),
    }


def bottleneck(tasks: Sequence[planning.Task], slacks: Mapping[Hashable, planning.Slack]) -> planning.Slack:
    """What costs most when it is late, then opens most, among the steps that can be worked on now.

    The last step of a plan holds up the finish too, always; nobody can do anything about it today.
    """
    ready = [slacks[task.key] for task in tasks if not task.after]
    return max(ready, key=lambda slack: (slack.week_late_costs_days, slack.opens))


def said_of(slack: planning.Slack) -> str:
    """As in "Finishing Probability opens 14 steps; a week late costs 6 days.": what waits for it, and what it costs or can wait."""
    opens = _("%(step)s opens no other step")
    if slack.opens:
        opens = ngettext(
            "Finishing %(step)s opens %(count)s step", "Finishing %(step)s opens %(count)s steps", slack.opens
        )
    opens %= {"step": slack.title, "count": slack.opens}
    if days := slack.week_late_costs_days:
        late = ngettext(
            "%(opens)s; a week late costs %(days)s day.", "%(opens)s; a week late costs %(days)s days.", days
        )
        return late % {"opens": opens, "days": days}
    days = slack.slack_days
    if days > LONG_WAIT:
        return _("%(opens)s; there is no hurry, it can wait %(span)s.") % {"opens": opens, "span": words.span(days)}
    later = ngettext(
        "%(opens)s; it can start %(days)s day later than planned.",
        "%(opens)s; it can start %(days)s days later than planned.",
        days,
    )
    return later % {"opens": opens, "days": days}


def cannot_wait(count: int) -> str:
    if not count:
        return ""
    return ngettext("one open step cannot.", "%(count)s open steps cannot.", count) % {"count": words.number(count)}


def obstacles(tasks: Sequence[planning.Task], availability: planning.Availability, first: date) -> Context:
    """What holds everything up and what can wait, in a plan for what is open from `first` on."""
    plan = planning.make_plan(tasks, availability=availability, starts_on=first)
    slacks = planning.slacks(plan)
    worst, patient = bottleneck(tasks, slacks), waits(plan, slacks.values(), first)
    urgent = len(tasks) - len(patient)
    return {
        "bottleneck": said_of(worst),
        "bottleneck_holds_up": worst.week_late_costs_days > 0,
        "bottleneck_address": f"{address_of_steps()}{worst.key}/",
        "waits": patient[:8],
        "more_waits": patient[8:],
        "urgent": words.capital(cannot_wait(urgent)),
    }
