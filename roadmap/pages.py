"""What each page of this room needs, gathered from the overview. The views fetch, these say, the templates show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import planning
from accounts.models import User
from catalog.models import ItemResource, Milestone, Template
from common import dates
from common.languages import per_language
from roadmap import calendar, desk, filters, knowing, parts, plan_words, planner, time_log, words
from roadmap.agenda import agenda, slip
from roadmap.collection import paused_until
from roadmap.models import Roadmap, Status, Step, TimeEntry
from roadmap.overview import overview_of, read_overview, state
from roadmap.proposals import proposal_of
from roadmap.rows import (
    NOTHING,
    Row,
    address_of_roadmaps,
    address_of_steps,
    hours_left,
    print_cards,
    print_segments,
    reader_on,
    row,
    stage_views,
    steps_done,
)
from roadmap.sql import StepRow, Whole, read_roadmap_around, read_roadmap_unless_known
from roadmap.timeline import dates_of, timeline_of
from roadmap.titles import own_titles
from roadmap.versions import versions_of

Context = dict[str, Any]
Query = Mapping[str, str]

# The four visible choices of a status: value, the word, the key that sets it.
CHOICES = (
    (Status.TODO, gettext_lazy("To do"), "1"),
    (Status.DOING, gettext_lazy("In progress"), "2"),
    (Status.DONE, gettext_lazy("Done"), "3"),
    (Status.SKIPPED, gettext_lazy("Skip"), "4"),
)


def local_day(user: User) -> date:
    return user.local_date(timezone.now())


def template_for_role(key: str) -> Template | None:
    """Give the template that leads to a role, to be chosen beforehand on the start page; one of a person's own by its key."""
    return Template.objects.filter(Q(owner=None, is_withdrawn=False, role__key=key) | Q(key=key)).first()


def changed_step(query: Query) -> int:
    """Read which step a page without JavaScript comes back about; 0 where there is none."""
    value = query.get("changed", "")
    return int(value) if value.isdecimal() and value.isascii() and len(value) <= 18 else 0


@per_language()
def keys() -> SafeString:
    """Print the list of keys, the same for everybody."""
    return render_to_string("roadmap/_keys.html")


def read_list(roadmap_id: int, user: User, query: Query, known: str) -> Whole | str | None:
    """Read what the list shows, or only its print where that is known; None where the roadmap is not this person's."""
    return read_roadmap_unless_known(user.pk, roadmap_id, known, changed=changed_step(query))


def roadmap_detail(whole: Whole, user: User, query: Query) -> Context:
    day, roadmap = local_day(user), whole.roadmap
    overview = overview_of(whole)
    asked = filters.read_filters(query)
    keeps = filters.keeper(asked, roadmap, day)
    stages = stage_views(overview, day, keeps=keeps)
    return {
        "progress": parts.progress(overview.share),
        "here": parts.here(overview, day),
        "segments": print_segments(stages),
        "cards": print_cards(filters.filtered(stages) if keeps else stages),
        "keys": keys(),
        "filter_form": filters.form(asked),
        "filter_query": asked.query if keeps else "",
        "filter_told": filters.told(sum(map(keeps, overview.steps))) if keeps else "",
        "known": knowing.known_notice(query, user) if "known" in query else None,
        "finish": parts.finish(overview),
        "roadmap": roadmap,
        "slip": parts.slip(slip(overview, roadmap, day), roadmap.pk),
        "paused_until": paused_until(roadmap, day),
        "notice": parts.notice_about(whole.change),
    }


def roadmap_timeline(roadmap: Roadmap, user: User) -> Context:
    day, overview = local_day(user), read_overview(roadmap)
    return {
        "roadmap": roadmap,
        "own_titles": own_titles(user),
        "timeline": timeline_of(overview, roadmap, *dates_of(roadmap), today=day),
        "finish": parts.finish_day(overview),
        "slip": slip(overview, roadmap, day),
    }


def roadmap_calendar(roadmap: Roadmap, user: User, query: Query) -> Context:
    day, overview = local_day(user), read_overview(roadmap)
    span = calendar.span_of(query, day)
    hers = TimeEntry.objects.for_owner(user).filter(item__in=roadmap.steps.values("item"))
    logged = hers.between(span.mondays[0], span.mondays[-1] + timedelta(days=6)).minutes_by_day()
    (starts, _), free = dates_of(roadmap), planner.availability(roadmap)
    facts = calendar.facts_of(roadmap, overview, starts, free, logged, day)
    return {
        "roadmap": roadmap,
        "own_titles": own_titles(user),
        "span": span,
        "weeks": calendar.weeks_of(span, facts, day),
        "slip": slip(overview, roadmap, day),
    }


def today(roadmap: Roadmap, user: User, changed: int = 0) -> Context:
    day = local_day(user)
    overview = read_overview(roadmap, changed=changed)
    upcoming, told = overview.next, agenda(overview, roadmap, day)
    now = timezone.now()
    next_step = Step.objects.select_related("item").get(pk=upcoming.id) if upcoming else None
    return {
        "percent": str(overview.share.percent),
        "steps_done": steps_done(overview.share.done_steps, overview.share.counted_steps),
        "hours_left": hours_left(overview.share.minutes_left),
        "next_told": parts.next_told(upcoming, day.isoformat()) if upcoming else "",
        "segments": print_segments(stage_views(overview, day, with_rows=False, address=roadmap.get_absolute_url())),
        "finish": parts.finish_day(overview),
        "roadmap": roadmap,
        "day": dates.long_day(day),
        "agenda": told,
        "proposal": proposal_of(roadmap, day) if told.slip else "",
        "next_step": next_step,
        "own_titles": own_titles(user),
        "checklist": desk.checklist_summary(next_step, user) if next_step else "",
        "running": time_log.running_session(user, now),
        "week": time_log.this_week(user, now),
        "notice": parts.notice_about(overview.change),
    }


def step_detail(step: Step, user: User, query: Query) -> Context:
    overview, reader = read_overview(step.roadmap, changed=changed_step(query)), reader_on(local_day(user))
    rows = {line.id: line for line in overview.steps}
    is_open = rows[step.pk].status in {Status.TODO, Status.DOING}

    def lines(ids: Iterable[int]) -> list[tuple[Row, str]]:
        found = [row(rows[pk], reader) for pk in ids if rows[pk].is_chosen]
        return [(line, str(words.STATE_WORDS[line["state"]])) for line in found]

    return {
        "step": step,
        "item": step.item,
        "own_titles": own_titles(user),
        "hours": words.hours(step.minutes),
        "due": words.day(step.due_on.isoformat(), reader.today) if step.due_on and is_open else "",
        "milestone": milestone_of(step),
        "resources": ItemResource.objects.filter(item=step.item).select_related("resource"),
        "needs": lines(step.needs.values_list("needs_id", flat=True)),
        "opens": lines(step.opens.values_list("step_id", flat=True)),
        "notice": parts.notice_about(overview.change),
        **desk.desk_of(step, user),
        **status_choices(rows[step.pk]),
    }


def replan(roadmap: Roadmap, user: User, *, stale: bool = False) -> Context:
    """What a replan from today would move, what it cannot mend, and the way back from the last one."""
    day = local_day(user)
    difference, negotiation = planner.difference(roadmap, day), planner.negotiation(roadmap, day)
    offers = planner.offers(roadmap, day, negotiation)
    latest = roadmap.plan_versions.order_by("-number").first()
    return {
        "roadmap": roadmap,
        "difference": difference,
        "sentence": plan_words.difference(difference),
        "moves": [Moved(move, day.isoformat()) for move in difference.moved],
        "negotiation": negotiation,
        "proof": plan_words.proof(negotiation.proof) if negotiation and negotiation.proof else "",
        "offers": [(kind, words.capital(plan_words.offer(one, roadmap.currency))) for kind, one in offers.items()],
        "versions": versions_of(roadmap, day),
        "version": latest.number if latest else 0,
        "can_undo": latest is not None and latest.number > 1 and latest.can_be_undone,
        "stale": stale,
    }


class Moved:
    """One line of the difference: the step, its due day now, and its due day then."""

    def __init__(self, move: planning.Move, today: str) -> None:
        self.title = move.title
        self.address = f"{address_of_steps()}{move.key}/"
        self.before = words.day(move.before.due_on.isoformat(), today) if move.before else _("no date")
        self.after = words.day(move.after.due_on.isoformat(), today) if move.after else _("no date")


def milestone_of(step: Step) -> Milestone | None:
    return step.item.milestone if step.item.kind == "milestone" else None


def status_choices(step: StepRow) -> Context:
    return {
        "step_id": str(step.id),
        "state": state(step),
        "status_address": f"{address_of_steps()}{step.id}/status/",
        "choices": [(value, word, key, value == step.status) for value, word, key in CHOICES],
    }


@dataclass(frozen=True, slots=True)
class Tick:
    """The answer to a tick: the fragment of the page that the person is on, or that of the list printed already, and where
    to go without htmx."""

    address: str
    fragment: str = ""
    context: Context = field(default_factory=dict)
    printed: SafeString = NOTHING


def tick(step_id: int, user: User, *, page: str, open_step: int | None, kept: str = "") -> Tick | None:
    """Say all that is true after a change of one step; None where it is not this person's. `kept`: the list's filters."""
    day = local_day(user)
    whole = read_roadmap_around(step_id, user.pk, day)
    if whole is None or whole.change is None:
        return None
    change = whole.change
    back = f"?changed={step_id}"
    if page == "today":
        context = today(whole.roadmap, user, step_id)
        return Tick(reverse("roadmap:today") + back, "roadmap/today.html#today", context)
    if page == "step":
        context = {**status_choices(change.step), "toasts": parts.toasts(parts.notice_about(change))}
        return Tick(f"{address_of_steps()}{step_id}/{back}", "roadmap/step_detail.html#status", context)
    address = f"{address_of_roadmaps()}{whole.key}/"
    printed = parts.after_tick(whole, change, day)
    if open_step == step_id:
        choices = status_choices(change.step) | {"oob": True}
        printed += SafeString(render_to_string("roadmap/step_detail.html#choices", choices))
    back += f"&{kept}" if kept else ""
    return Tick(f"{address}{back}#step-row-{step_id}", printed=printed)
