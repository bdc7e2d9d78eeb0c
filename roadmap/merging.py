"""Two versions of a template and one person's roadmap, made into one: plain Python, no database.

What the person changed stays as they have it; what they left alone follows the new version; nothing with a trace of their
work goes. Items are named by their ids, stages by their key (by a name of their own where they have none).
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Link = tuple[int, int]

# No stage of a pack can have this key: theirs begin with a letter or a digit.
LEFT_OVER = "-left-over"


@dataclass(frozen=True, slots=True)
class Stage:
    key: str
    title: str
    short_title: str


@dataclass(frozen=True, slots=True)
class Step:
    """An item's place. `is_chosen` of a template says how a new roadmap starts; `is_kept`, of a person's, that they
    worked on it or changed it, so that it cannot go."""

    item: int
    stage: str
    title: str
    minutes: int
    is_optional: bool = False
    choice: str = ""
    is_chosen: bool = True
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """Stages and steps in their order."""

    stages: Mapping[str, Stage]
    steps: Mapping[int, Step]
    links: frozenset[Link] = frozenset()

    def order(self, stage: str) -> list[int]:
        return [item for item, step in self.steps.items() if step.stage == stage]


@dataclass(frozen=True, slots=True)
class Merged:
    outline: Outline
    added: list[Step]
    gone: list[Step]
    left_over: list[Step]
    changed: list[tuple[Step, Step]] = field(default_factory=list)


def read_outline(kept: Mapping[str, Any]) -> Outline:
    """Read what catalog.outlines has kept."""
    stages = {says["key"]: Stage(says["key"], says["title"], says["short_title"]) for says in kept["stages"]}
    steps = {
        step["item"]: Step(
            item=step["item"],
            stage=says["key"],
            title=step["title"],
            minutes=step["minutes"],
            is_optional=step["optional"],
            choice=step["choice"],
            is_chosen=step["default"],
        )
        for says in kept["stages"]
        for step in says["steps"]
    }
    return Outline(stages, steps, frozenset((item, needed) for item, needed in kept["needs"]))


def merge(base: Outline, new: Outline, mine: Outline) -> Merged:
    """Give `mine` with all that `new` changes in `base` and the person has left alone."""
    gone = [step for item, step in mine.steps.items() if is_dropped(item, base, new) and not step.is_kept]
    dropped = {step.item for step in gone}
    left_over = [step for item, step in mine.steps.items() if is_dropped(item, base, new) and item not in dropped]
    steps = {item: merged_step(step, base, new) for item, step in mine.steps.items() if item not in dropped}
    added = {item: step for item, step in new.steps.items() if item not in base.steps and item not in mine.steps}
    steps |= with_choices(steps, added, mine, new)
    stages = merge_stages(base, new, mine, {step.stage for step in steps.values()})
    ordered = [item for stage in stages for item in merge_stage(stage, base, new, mine, steps)]
    links = merge_links(base, new, mine, steps)
    outline = Outline(stages, {item: steps[item] for item in ordered}, links)
    changed = [(step, steps[item]) for item, step in mine.steps.items() if item in steps and steps[item] != step]
    return Merged(outline, [steps[item] for item in added], gone, left_over, changed)


def is_dropped(item: int, base: Outline, new: Outline) -> bool:
    return item in base.steps and item not in new.steps


def three_way(base: Value, new: Value, mine: Value) -> Value:
    """What the person changed stays; what they left alone follows."""
    return new if mine == base else mine


def merged_step(step: Step, base: Outline, new: Outline) -> Step:
    was, now = base.steps.get(step.item), new.steps.get(step.item)
    if now is None:
        return step if was is None else replace(step, stage=LEFT_OVER, is_optional=True, choice="")
    if was is None:  # it was the person's own, or left over from an earlier version
        return replace(step, stage=now.stage, choice=now.choice) if step.stage == LEFT_OVER else step
    return replace(
        step,
        stage=three_way(was.stage, now.stage, step.stage),
        title=three_way(was.title, now.title, step.title),
        minutes=three_way(was.minutes, now.minutes, step.minutes),
        is_optional=three_way(was.is_optional, now.is_optional, step.is_optional),
        choice=three_way(was.choice, now.choice, step.choice),
    )


def with_choices(steps: Mapping[int, Step], added: Mapping[int, Step], mine: Outline, new: Outline) -> dict[int, Step]:
    """Choose among new alternatives only where nothing is chosen: what the person picked stays picked."""
    picked = {step.choice for step in steps.values() if step.choice and step.is_chosen}
    # A pick that stays as left over still stands for its choice.
    picked |= {mine.steps[item].choice for item, step in steps.items() if step.stage == LEFT_OVER and step.is_chosen}
    lost = {step.choice for step in mine.steps.values() if step.choice and step.is_chosen} - picked
    made = {item: replace(step, is_chosen=step.is_chosen and step.choice not in picked) for item, step in added.items()}
    chosen_anew = {step.choice for step in made.values() if step.is_chosen}
    for choice in sorted(lost - chosen_anew):
        members = [step for step in ({**steps, **made}).values() if step.choice == choice and step.item in new.steps]
        for step in sorted(members, key=lambda step: not new.steps[step.item].is_chosen)[:1]:
            made[step.item] = replace(step, is_chosen=True)
    return made


def merge_stages(base: Outline, new: Outline, mine: Outline, used: set[str]) -> dict[str, Stage]:
    """Order the stages; what is empty and left out by the new version goes, what steps need comes."""
    kept = [
        key for key in mine.stages if key != LEFT_OVER and (key in used or key not in base.stages or key in new.stages)
    ]
    fresh = [key for key in new.stages if key in mine.stages or key in used]
    found: dict[str, Stage] = {}
    for key in merge_order(list(base.stages), kept, fresh):
        found[key] = merged_stage(key, base, new, mine)
    if LEFT_OVER in used:
        found[LEFT_OVER] = mine.stages.get(LEFT_OVER) or Stage(
            LEFT_OVER, _("Left over from an earlier version"), pgettext("a stage, 24 letters at most", "Left over")
        )
    return found


def merged_stage(key: str, base: Outline, new: Outline, mine: Outline) -> Stage:
    was, now, own = base.stages.get(key), new.stages.get(key), mine.stages.get(key)
    if own is None:
        return new.stages[key] if now else base.stages[key]
    if was is None or now is None:
        return own
    titles = {
        name: three_way(getattr(was, name), getattr(now, name), getattr(own, name)) for name in ("title", "short_title")
    }
    return replace(own, **titles)


def merge_stage(stage: str, base: Outline, new: Outline, mine: Outline, steps: Mapping[int, Step]) -> list[int]:
    here = {item for item, step in steps.items() if step.stage == stage}
    own = [item for item in mine.order(stage) if item in here]
    fresh = [item for item in new.order(stage) if item in here]
    arrived = [item for item in mine.steps if item in here and item not in own and item not in fresh]
    return merge_order(base.order(stage), own, fresh) + arrived


def merge_order(base: Sequence[Key], mine: Sequence[Key], new: Sequence[Key]) -> list[Key]:
    """Give `new` in its order, and among it whatever of `mine` the person added or moved, behind what it stood behind."""
    wanted, rank = set(new), {key: number for number, key in enumerate(base)}
    settled = set(longest_rising([key for key in mine if key in wanted and key in rank], rank))
    known = set(mine)
    found = [key for key in new if key in settled or key not in known]
    before: Key | None = None
    for key in mine:
        if key not in settled:
            found.insert(found.index(before) + 1 if before is not None else 0, key)
        before = key
    return found


def longest_rising(keys: Sequence[Key], rank: Mapping[Key, int]) -> list[Key]:
    """Give the most keys that still stand in the order of their ranks: the others are those that were moved."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, key in enumerate(keys):
        place = bisect_left(tails, rank[key])
        tails[place : place + 1] = [rank[key]]
        ends[place : place + 1] = [number]
        before.append(ends[place - 1] if place else -1)
    found: list[Key] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(keys[at])
        at = before[at]
    return found[::-1]


def merge_links(base: Outline, new: Outline, mine: Outline, steps: Mapping[int, Step]) -> frozenset[Link]:
    """What waits for what: as in the new version, with the person's own links; nothing waits for what is left over."""
    left_over = {item for item, step in steps.items() if step.stage == LEFT_OVER}
    kept = {
        (item, needed)
        for item, needed in mine.links - ((base.links - new.links) - links_of(base.links, left_over))
        if item in steps and needed in steps and needed not in left_over
    }
    fresh = ((item, needed) for item, needed in new.links - base.links if item in steps and needed in steps)
    own = sorted(kept - new.links)
    return without_circles([*sorted(kept & new.links), *sorted(fresh), *own])


def links_of(links: Iterable[Link], items: set[int]) -> set[Link]:
    return {(item, needed) for item, needed in links if item in items}


def without_circles(links: Iterable[Link]) -> frozenset[Link]:
    """Take the links one after the other, save those that would close a circle: a person's own may, with new ones."""
    needs: dict[int, set[int]] = {}
    for item, needed in links:
        if not leads(needed, item, needs):
            needs.setdefault(item, set()).add(needed)
    return frozenset((item, needed) for item, every in needs.items() for needed in every)


def leads(start: int, end: int, needs: Mapping[int, set[int]]) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        at = waiting.pop()
        if at == end:
            return True
        waiting += needs.get(at, set()) - seen
        seen |= needs.get(at, set())
    return False
