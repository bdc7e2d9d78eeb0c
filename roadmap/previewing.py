"""The start page: the answers so far, and the plan that would be made of them. Nothing is written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import planning
from accounts.models import User
from catalog import outlines
from catalog.models import Course, Item, Pathway, Template, TemplateStep
from roadmap import faults, money, planner, words
from roadmap.actions.claiming import items_covered_by
from roadmap.actions.creating import places_of
from roadmap.actions.drafting import first_answers
from roadmap.basis import Basis
from roadmap.models import Progress, Roadmap, StartDraft, Status
from roadmap.overview import open_steps
from roadmap.pages import template_for_role
from roadmap.sql import read_roadmaps
from roadmap.start_forms import StartForm

Context = dict[str, Any]


def kept_answers(user: User) -> dict[str, list[str]]:
    """What a person has answered so far, as typed; empty where they have not begun."""
    draft = StartDraft.objects.filter(person=user).first()
    return draft.answers if draft else {}


def read_start(user: User, role: str, day: date) -> Context:
    """The page as the person left it, or with first answers. Chosen beforehand is the role that the address names, or else
    the first that the person may start: so there is a plan to look at from the beginning."""
    draft, named = StartDraft.objects.filter(person=user).first(), template_for_role(role) if role else None
    chosen = {"template": [named.key]} if named else {}
    if draft:
        answers = MultiValueDict(draft.answers | first_day_of(draft, user, day) | chosen)
        return start_page(StartForm(answers, today=day, by=user), user) | {"is_kept": True}
    first = first_answers(day, by=user) | (chosen or first_role(user))
    asked = StartForm(MultiValueDict(first), today=day, by=user)
    # Nobody is told what is wrong with answers that they have not given.
    fresh = StartForm(initial={name: value for name, (value,) in first.items()}, today=day, by=user)
    return {"form": asked if asked.is_valid() else fresh, "preview": preview(asked, user)}


def first_role(user: User) -> dict[str, list[str]]:
    """The first role that this person has no roadmap of yet; the first of all where they have every one."""
    made = Roadmap.objects.for_owner(user).filter(template=OuterRef("pk"))
    roles = Template.objects.startable_by(user).order_by(
        Exists(made), F("owner").asc(nulls_first=True), "position", "pk"
    )
    key = roles.values_list("key", flat=True).first()
    return {"template": [key]} if key else {}


def first_day_of(draft: StartDraft, user: User, day: date) -> dict[str, list[str]]:
    """A first day that was still ahead when the person left, and has passed since, becomes today."""
    said = draft.answers.get("starts_on", [""])[-1]
    left_on = user.local_date(draft.changed_at).isoformat()
    return {"starts_on": [day.isoformat()]} if left_on <= said < day.isoformat() else {}


def start_page(form: StartForm, user: User) -> Context:
    return {"form": form, "preview": preview(form, user)}


def preview(form: StartForm, user: User) -> Context:
    """What the preview says; `missing` where the answers make no plan yet."""
    if not form.is_valid():
        return {"missing": form.all_errors()}
    try:
        return planned(form, user)
    except planning.PlanningError as error:
        return {"missing": [faults.said(error)]}


def planned(form: StartForm, user: User) -> Context:
    said, basis = form.cleaned_data, form.basis
    all_places = places_of(said["template"])
    places = [place for place in all_places if place.is_default]
    known = {item.pk for item in form.known_items} | set(items_covered_by(basis.pathway_id))
    settled = Progress.objects.filter(person=user, status__in=[Status.DONE, Status.SKIPPED])
    left_out = known | set(settled.values_list("item", flat=True))
    left = [place for place in places if place.item_id not in left_out]
    tasks = tasks_of(left, {place.item_id for place in all_places})
    week = basis.availability(said["starts_on"])
    plan = planning.make_plan(tasks, availability=week, starts_on=said["starts_on"], target_on=basis.target_on)
    first = said["starts_on"].isoformat()
    minutes = sum(task.minutes for task in tasks)
    saved = sum(minutes_of(place) for place in places if place.item_id in left_out)
    return {
        "finish": words.day_and_year(plan.finishes_on.isoformat()) if tasks else "",
        "span": words.span((plan.finishes_on - plan.starts_on).days + 1),
        "work": words.hours(minutes),
        "steps": words.steps_of(len(tasks)),
        "saved": words.hours(saved) if saved else "",
        "week": words.hours(week.weekly_minutes),
        "first_steps": [first_step(plan, key, first) for key in plan.order[:3]],
        "target": target(plan, tasks, week, basis.currency) if tasks else None,
        "beside": beside(user, week.weekly_minutes, said["starts_on"]) if tasks else "",
        "costs": costs(left, basis),
    }


def beside(user: User, weekly_minutes: int, day: date) -> str:
    """Say that roadmaps which are in work already plan with hours of the same week."""
    wholes = [whole for whole in read_roadmaps(user.pk).values() if open_steps(whole.steps)]
    others = [roadmap for whole in wholes if not (roadmap := whole.roadmap).is_paused(day)]
    if not others:
        return ""
    taken = sum(round(roadmap.weekly_hours * 60) for roadmap in others)
    if len(others) == 1:
        said = _(
            "“%(title)s” plans with %(hours)s a week already. With this one that makes %(sum)s: are they all free?"
        )
    else:
        said = _(
            "Your other roadmaps plan with %(hours)s a week already. With this one that makes %(sum)s: are they all free?"
        )
    return said % {"title": others[0].title, "hours": words.hours(taken), "sum": words.hours(taken + weekly_minutes)}


def tasks_of(places: Sequence[TemplateStep], present: Collection[int]) -> list[planning.Task]:
    """The tasks of a roadmap made from these places, with items for keys. `present` are the items of all its steps."""
    edges = outlines.prerequisites()
    keys = {place.item_id for place in places}
    return [
        planning.Task(
            key=place.item_id,
            title=place.item.title,
            minutes=minutes_of(place),
            after=tuple(key for key in outlines.nearest(place.item_id, edges, present) if key in keys),
            optional=place.is_optional,
            position=position,
        )
        for position, place in enumerate(places)
    ]


def minutes_of(place: TemplateStep) -> int:
    return int(place.item.hours_likely * 60)


def first_step(plan: planning.Plan, key: Any, today: str) -> Context:
    names = {task.key: task.name for task in plan.tasks}
    return {"title": names[key], "due": words.day(plan.dates[key].due_on.isoformat(), today)}


@dataclass(frozen=True, slots=True)
class Told:
    text: str
    tone: str = ""


def target(
    plan: planning.Plan, tasks: Sequence[planning.Task], week: planning.Availability, currency: str
) -> Told | None:
    """Whether the target holds, and by how much."""
    if plan.target_on is None:
        return None
    if plan.days_after_target == 0:
        return Told(_("Your target holds, to the day."))
    if plan.days_after_target < 0:
        return Told(_("Your target holds, with %(span)s to spare.") % {"span": words.span(-plan.days_after_target)})
    why = planner.ways_out(
        tasks, availability=week, starts_on=plan.starts_on, target_on=plan.target_on, currency=currency
    )
    late = _("The road ends %(span)s after your target.") % {"span": words.span(plan.days_after_target)}
    return Told(f"{late} {why}", "warning")


def costs(places: Sequence[TemplateStep], basis: Basis) -> list[Told]:
    """What is known of the price: the way of education, and the courses that are paid."""
    pathway = Pathway.objects.filter(pk=basis.pathway_id).first() if basis.pathway_id else None
    courses = [place.item_id for place in places if place.item.kind == Item.Kind.COURSE]
    paid = Course.objects.filter(pk__in=courses, cost="paid").count() if courses else 0
    found = [] if pathway or paid else [Told(_("No prices are known for its steps."))]
    if paid:
        sentence = ngettext("One paid course in the plan.", "%(count)s paid courses in the plan.", paid)
        found.append(Told(words.capital(sentence % {"count": words.number(paid)})))
    if pathway:
        found.append(Told(money.price_of_pathway(pathway)))
        found += within(basis, pathway)
    return found


def within(basis: Basis, pathway: Pathway) -> list[Told]:
    """How the budget stands beside the way of education, where both are in one currency."""
    budget = basis.budget
    if budget is None:
        return []
    if not money.is_comparable(pathway, basis.currency):
        return [Told(money.two_currencies(basis.currency), "warning")]
    said = {"budget": words.money(budget * 100, basis.currency)}
    if pathway.cost_low > budget:
        return [Told(_("Even at its lowest that is over your budget of %(budget)s.") % said, "warning")]
    if pathway.cost_high > budget:
        return [Told(_("At its highest that is over your budget of %(budget)s.") % said, "warning")]
    return [Told(_("That is within your budget of %(budget)s.") % said)]
