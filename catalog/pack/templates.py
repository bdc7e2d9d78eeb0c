"""What must hold inside a roadmap template, beyond its schema."""

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from catalog.pack.problems import Problem


def problems(placed_templates: Iterable[Any]) -> Iterator[Problem]:
    for placed in placed_templates:
        yield from repeated(placed)
        yield from choices(placed)


def repeated(placed: Any) -> Iterator[Problem]:
    """A stage id and an item stand once in a template: a person ticks an item once."""
    seen: dict[str, int] = {}
    stages: set[str] = set()
    for number, stage in enumerate(placed.entry.stages):
        if stage.id in stages:
            yield placed.problem(
                f"the stage “{stage.id}” stands here a second time", "give it another id", "stages", number, "id"
            )
        stages.add(stage.id)
        for place, step in enumerate(stage.steps):
            path = ("stages", number, "steps", place, "item")
            if step.item in seen:
                what = f"the item “{step.item}” is a step already, on line {seen[step.item]}"
                yield placed.problem(what, "keep one of the two", *path)
            else:
                seen[step.item] = placed.document.line((*placed.path, *path))


def choices(placed: Any) -> Iterator[Problem]:
    known = placed.entry.choices
    members: Counter[str] = Counter()
    chosen: Counter[str] = Counter()
    optional: set[str] = set()
    for number, stage in enumerate(placed.entry.stages):
        for place, step in enumerate(stage.steps):
            if step.choice is None:
                continue
            if step.choice not in known:
                near = get_close_matches(step.choice, known, 1)
                todo = f"did you mean “{near[0]}”?" if near else "add it to the choices"
                yield placed.problem(
                    f"there is no choice “{step.choice}”", todo, "stages", number, "steps", place, "choice"
                )
            members[step.choice] += 1
            chosen[step.choice] += step.starts_chosen
            optional |= {step.choice} if step.optional else set()
    for key, choice in known.items():
        if members[key] <= choice.pick:
            what = f"{choice.pick} of {members[key]} steps is no choice"
            yield placed.problem(what, "give more steps this choice, or remove it", "choices", key)
        elif chosen[key] != choice.pick and not (key in optional and not chosen[key]):
            what = f"a new roadmap would start with {chosen[key]} of {choice.pick} picked"
            yield placed.problem(what, f"mark {choice.pick} of its steps with “default: true”", "choices", key)
