"""The order of a template's stages and steps, one move at a time."""

import re
from typing import Any

from django.utils.translation import gettext as _

Entry = dict[str, Any]

MOVE = re.compile(r"(up|down|out) (\d{1,4})(?: (\d{1,4}))?")


class NoSuchMove(Exception):
    """Carries what is wrong, in words."""


def moved(template: Entry, move: str) -> Entry:
    """Give the template after `move`: “up 2” moves the third stage, “down 2 0” its first step, “out” takes it away."""
    match = MOVE.fullmatch(move)
    if match is None:
        raise NoSuchMove(_("Say up, down or out, and which stage or step."))
    word, stage, step = match[1], int(match[2]), match[3]
    stages = [one | {"steps": list(one.get("steps", []))} for one in template.get("stages", [])]
    if stage >= len(stages) or (step is not None and int(step) >= len(stages[stage]["steps"])):
        raise NoSuchMove(_("This stage or step is not here any more. Load the page again."))
    if step is None:
        shift(stages, stage, word)
    else:
        move_step(stages, stage, int(step), word)
    return template | {"stages": stages}


def shift(rows: list[Any], place: int, word: str) -> None:
    row = rows.pop(place)
    if word != "out":
        rows.insert(max(0, place + (-1 if word == "up" else 1)), row)


def move_step(stages: list[Entry], stage: int, step: int, word: str) -> None:
    """Move a step; past the first or last of its stage it goes into the next one."""
    steps = stages[stage]["steps"]
    if word == "up" and step == 0 and stage > 0:
        stages[stage - 1]["steps"].append(steps.pop(0))
    elif word == "down" and step == len(steps) - 1 and stage < len(stages) - 1:
        stages[stage + 1]["steps"].insert(0, steps.pop())
    else:
        shift(steps, step, word)


def added(template: Entry, stage: int, item: str) -> Entry:
    stages = [one | {"steps": list(one.get("steps", []))} for one in template.get("stages", [])]
    if stage >= len(stages):
        raise NoSuchMove(_("This stage is not here any more. Load the page again."))
    stages[stage]["steps"].append({"item": item})
    return template | {"stages": stages}
