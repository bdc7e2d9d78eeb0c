"""What pages say about time: the panel of a step, and all of one's time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from catalog.models import Item
from common import dates
from roadmap import words
from roadmap.durations import exactly, write_minutes
from roadmap.heat_map import HeatMap, heat_map
from roadmap.models import Roadmap, RunningSession, Step, TimeEntry
from roadmap.rows import address_of_steps
from roadmap.time_forms import StopForm, TimeForm
from roadmap.titles import own_titles

Context = dict[str, Any]

ENTRIES_BESIDE_A_STEP = 5
ENTRIES_A_PAGE = 25
WEEKS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Running:
    """The session that runs, as a page tells it."""

    item_id: int
    title: str
    since: str
    so_far: str
    is_forgotten: bool


def running_session(user: User, now: datetime) -> Running | None:
    session = RunningSession.objects.for_owner(user).select_related("item").first()
    if session is None:
        return None
    started, today = timezone.make_naive(session.started_at, user.zone), user.local_date(now)
    shape = dates.moment if started.year == today.year else dates.moment_and_year
    since = dates.clock(started) if started.date() == today else shape(started)
    so_far = exactly(session.minutes(now))
    return Running(session.item_id, session.item.title, since, so_far, session.is_forgotten(now))


@dataclass(frozen=True, slots=True)
class EntryLine:
    day: str
    length: str
    url: str
    title: str = ""
    is_own: bool = False


def entry_line(entry: TimeEntry, today: str, item: Item | None = None) -> EntryLine:
    day, url = words.day(entry.spent_on.isoformat(), today), reverse("roadmap:time_entry", args=[entry.pk])
    length = exactly(entry.minutes)
    return EntryLine(day, length, url, item.title, bool(item.owner_id)) if item else EntryLine(day, length, url)


def new_form(user: User, now: datetime, data: Mapping[str, str] | None = None) -> TimeForm:
    today = user.local_date(now)
    return TimeForm(data, today=today, initial={"spent_on": today}, auto_id="time_%s")


def step_time(step: Step, user: User, *, form: TimeForm | None = None, stop_form: StopForm | None = None) -> Context:
    """What the panel of a step says; `form` and `stop_form` where they come back with errors."""
    now = timezone.now()
    running, entries = running_session(user, now), TimeEntry.objects.for_owner(user).of_item(step.item_id)
    today, minutes = user.local_date(now).isoformat(), entries.minutes()
    return {
        "step": step,
        "running": running,
        "runs_here": running is not None and running.item_id == step.item_id,
        "logged": exactly(minutes) if minutes else "",
        "entries": [entry_line(entry, today) for entry in entries[:ENTRIES_BESIDE_A_STEP]] if minutes else [],
        "form": form or new_form(user, now),
        "stop_form": stop_form or StopForm(auto_id="stop_%s"),
    }


def weekly_goal(user: User, today: date) -> int:
    """Minutes a week of all roadmaps that are under way."""
    hours = Roadmap.objects.for_owner(user).active().filter(starts_on__lte=today).values_list("weekly_hours", flat=True)
    return round(sum(float(number) for number in hours) * 60)


@dataclass(frozen=True, slots=True)
class WeekLine:
    name: str
    logged: str
    goal: str
    percent: str


def week_line(monday: date, minutes: int, goal: int, today: date) -> WeekLine:
    is_this = monday == words.monday_of(today)
    name = _("This week") if is_this else _("Week of %(monday)s") % {"monday": dates.day_and_year(monday)}
    percent = str(min(100, 100 * minutes // goal)) if goal else ""
    return WeekLine(name, exactly(minutes), words.hours(goal) if goal else "", percent)


def this_week(user: User, now: datetime) -> WeekLine:
    today = user.local_date(now)
    monday, sunday = words.week_of(today)
    minutes = TimeEntry.objects.for_owner(user).between(monday, sunday).minutes()
    return week_line(monday, minutes, weekly_goal(user, today), today)


def weeks_of(days: Mapping[date, int], goal: int, today: date) -> list[WeekLine]:
    """Every week from the first with any time to this one, the newest first; those without are told too."""
    totals: dict[date, int] = {}
    for day, minutes in days.items():
        totals[words.monday_of(day)] = totals.get(words.monday_of(day), 0) + minutes
    monday, first = words.monday_of(today), min(totals, default=words.monday_of(today))
    count = (monday - first).days // 7 + 1
    mondays = [monday - timedelta(weeks=number) for number in range(count)]
    return [week_line(start, totals.get(start, 0), goal, today) for start in mondays]


@dataclass(frozen=True, slots=True)
class StepLine:
    title: str
    url: str
    logged: str
    share: str


def steps_of(user: User, totals: Mapping[int, int]) -> dict[int, Step]:
    """Where each item stands now: in the newest roadmap that has it."""
    steps = Step.objects.for_owner(user).filter(item__in=totals).order_by("roadmap__created_at", "pk")
    return {step.item_id: step for step in steps}


def step_lines(user: User, totals: Mapping[int, int]) -> list[StepLine]:
    """What each item took, the most first; one that stands in no roadmap any more is named without a link."""
    steps, most = steps_of(user, totals), max(totals.values(), default=1)
    titles = dict(Item.objects.filter(pk__in=totals).values_list("pk", "title"))

    def line(item: int, minutes: int) -> StepLine:
        step = steps.get(item)
        title, url = (step.title, f"{address_of_steps()}{step.pk}/") if step else (titles[item], "")
        return StepLine(title, url, exactly(minutes), str(100 * minutes // most))

    return [line(item, minutes) for item, minutes in totals.items()]


@dataclass(frozen=True, slots=True)
class TimeLog:
    """All of one's time. `weeks` and `earlier` together are every week since the first."""

    week: WeekLine
    weeks: Sequence[WeekLine]
    earlier: Sequence[WeekLine]
    steps: Sequence[StepLine]
    total: str
    heat: HeatMap | None


def time_log(user: User, query: Mapping[str, str], *, stop_form: StopForm | None = None) -> Context:
    now = timezone.now()
    today, hers = user.local_date(now), TimeEntry.objects.for_owner(user)
    days, goal = hers.minutes_by_day(), weekly_goal(user, today)
    weeks = weeks_of(days, goal, today)
    page = Paginator(hers.select_related("item"), ENTRIES_A_PAGE).get_page(query.get("page"))
    log = TimeLog(
        week=weeks[0],
        weeks=weeks[:WEEKS_SHOWN],
        earlier=weeks[WEEKS_SHOWN:],
        steps=step_lines(user, hers.minutes_by_item()),
        total=exactly(sum(days.values())),
        heat=heat_map(days, today) if days else None,
    )
    return {
        "log": log,
        "running": running_session(user, now),
        "stop_form": stop_form or StopForm(auto_id="stop_%s"),
        "page": page,
        "own_titles": own_titles(user),
        "entries": [entry_line(entry, today.isoformat(), entry.item) for entry in page],
    }


def time_entry(entry: TimeEntry, user: User, form: TimeForm | None = None) -> Context:
    """The page on which one entry is corrected."""
    said = {"minutes": write_minutes(entry.minutes), "spent_on": entry.spent_on}
    form = form or TimeForm(today=user.local_date(timezone.now()), initial=said)
    return {"entry": entry, "form": form, "length": exactly(entry.minutes)}
