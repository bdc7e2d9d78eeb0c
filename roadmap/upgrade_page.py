"""What the page of a newer version says: what it adds, takes out, moves and renames in one person's roadmap."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.models import TemplateVersion
from roadmap import actions, upgrading, words
from roadmap.merging import LEFT_OVER, Outline, Step, longest_rising
from roadmap.models import Roadmap
from roadmap.upgrading import Comparison

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    text: str
    before: str = ""
    after: str = ""


def upgrade(roadmap: Roadmap, *, stale: bool = False, error: str = "") -> Context:
    found = upgrading.comparison(roadmap)
    return {
        "roadmap": roadmap,
        "last": actions.last_upgrade(roadmap),
        "is_declined": bool(found and roadmap.declined_version_id == found.version.pk),
        "stale": stale,
        "error": error,
        **(told(found, roadmap) if found else {}),
    }


def told(found: Comparison, roadmap: Roadmap) -> Context:
    sections = [(title, intro, lines) for title, intro, lines in sections_of(found) if lines]
    changes = sum(len(lines) for _title, _intro, lines in sections)
    before, after = minutes_planned(found.mine), minutes_planned(found.merged.outline)
    return {
        "version": found.version,
        "sections": sections,
        "lead": lead(changes),
        "hours_before": words.hours(before),
        "hours_after": words.hours(after),
        "changelog": changelog(roadmap.template_version, found.version),
    }


def lead(changes: int) -> str:
    if not changes:
        return _("It changes nothing that you see: what it changes, you have changed yourself.")
    return ngettext(
        "It makes one change to yours. What you ticked, wrote and chose stays; nothing changes before you say so.",
        "It makes %(count)s changes to yours. What you ticked, wrote and chose stays; nothing changes before you say so.",
        changes,
    ) % {"count": words.number(changes)}


def sections_of(found: Comparison) -> list[tuple[str, str, list[Line]]]:
    return [
        (_("Added"), _("New steps, with a date each where they are in your plan."), list(added(found))),
        (_("Taken out"), _("Steps that the new version leaves out."), list(removed(found))),
        (_("Moved"), _("Steps that now stand elsewhere."), list(moved(found))),
        (_("Renamed"), _("Steps with a new name."), list(renamed(found))),
        (_("Hours changed"), _("Better estimates of your own work."), list(hours_changed(found))),
    ]


def added(found: Comparison) -> Iterator[Line]:
    for step in found.merged.added:
        place = found.merged.outline.stages[step.stage].title
        chosen = _("in your plan") if step.is_chosen else _("for you to choose")
        yield Line(step.title, f"{place} · {words.hours(step.minutes)} · {chosen}")


def removed(found: Comparison) -> Iterator[Line]:
    for step in found.merged.gone:
        yield Line(step.title, _("goes: you have not begun it"))
    for step in found.merged.left_over:
        yield Line(step.title, _("stays, as left over: you worked on it or made it your own"))


def moved(found: Comparison) -> Iterator[Line]:
    stages = {**found.mine.stages, **found.merged.outline.stages}
    settled = unmoved(found)
    for was, now in found.merged.changed:
        if now.stage == LEFT_OVER:
            continue
        if was.stage != now.stage:
            yield Line(now.title, "", stages[was.stage].title, stages[now.stage].title)
    for item, step in found.mine.steps.items():
        now_there = found.merged.outline.steps.get(item)
        if now_there and now_there.stage == step.stage and item not in settled:
            yield Line(now_there.title, _("to another place in %(stage)s") % {"stage": stages[step.stage].title})


def unmoved(found: Comparison) -> set[int]:
    """Give the steps that keep their order inside their stage."""
    settled: set[int] = set()
    for stage in found.merged.outline.stages:
        rank = {item: place for place, item in enumerate(found.mine.order(stage))}
        settled |= set(longest_rising([item for item in found.merged.outline.order(stage) if item in rank], rank))
    return settled


def renamed(found: Comparison) -> Iterator[Line]:
    for was, now in found.merged.changed:
        if was.title != now.title:
            yield Line(now.title, "", was.title, now.title)


def hours_changed(found: Comparison) -> Iterator[Line]:
    for was, now in found.merged.changed:
        if was.minutes != now.minutes:
            yield Line(now.title, "", words.hours(was.minutes), words.hours(now.minutes))


def minutes_planned(outline: Outline) -> int:
    steps: Iterator[Step] = iter(outline.steps.values())
    return sum(step.minutes for step in steps if step.is_chosen)


def changelog(followed: TemplateVersion | None, newest: TemplateVersion) -> list[Context]:
    """Give what the pack says of itself since the version that the roadmap follows, the newest first."""
    pack = newest.template.pack
    changes: list[Context] = pack.changelog if pack else []
    return list(takewhile(lambda change: followed is None or change["version"] != followed.name, changes))
