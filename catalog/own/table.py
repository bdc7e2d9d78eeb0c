"""A roadmap as rows: CSV with the columns stage and step, and perhaps id, hours, optional, choice, chosen."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from catalog.own.outline import Choice, Outline, Stage, Step, TooMuch

COLUMNS = ("stage", "step", "id", "hours", "optional", "choice", "chosen")
YES = {"yes", "y", "true", "1", "x"}
NO = {"", "no", "n", "false", "0"}
DELIMITERS = ",;\t"


def is_table(text: str) -> bool:
    """A table begins with the names of its columns; an outline begins with a heading or a sentence."""
    return {"stage", "step"} <= set(header(first_line(text)))


def first_line(text: str) -> str:
    return next((line for line in text.split("\n") if line.strip()), "")


def header(line: str) -> list[str]:
    delimiter = delimiter_of(line)
    return [name.strip().strip('"').strip().lower() for name in line.split(delimiter)]


def delimiter_of(line: str) -> str:
    return max(DELIMITERS, key=line.count)


def read_table(text: str) -> Outline:
    outline = Outline()
    names = header(first_line(text))
    for name in names:
        if name not in COLUMNS:
            said = _("there is no column “%(column)s”; known are %(known)s.")
            outline.fault(1, said % {"column": name[:40], "known": ", ".join(COLUMNS)})
        elif names.count(name) > 1:
            outline.fault(1, _("the column “%(column)s” stands here twice; remove one.") % {"column": name})
    try:
        for number, row in rows(text, outline):
            take(outline, number, dict(zip(names, row, strict=False)), len(row) - len(names))
    except TooMuch:
        pass
    return outline


def rows(text: str, outline: Outline) -> Iterator[tuple[int, list[str]]]:
    """Yield each row below the header with the line on which it ends."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter_of(first_line(text)), strict=True)
    has_begun = False
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if has_begun:
                yield reader.line_num, [cell.strip() for cell in row]
            has_begun = True
    except csv.Error as error:
        said = _("this row cannot be read (%(error)s); check its quotes.")
        outline.fault(reader.line_num or 1, said % {"error": error})


def take(outline: Outline, number: int, row: dict[str, str], surplus: int) -> None:
    if surplus > 0:
        outline.fault(number, _("this row has more cells than the header; put text with commas in quotes."))
    title = row.get("step", "") or row.get("id", "")
    if not title:
        outline.fault(number, _("the step has no title."))
        return
    step = Step(number, title, key=row.get("id", ""))
    step.is_optional = answer(outline, number, "optional", row)
    step.is_chosen = answer(outline, number, "chosen", row)
    if row.get("hours"):
        step.hours = outline.hours(number, row["hours"])
    if row.get("choice"):
        step.choice = choice_of(outline, number, row["choice"])
    outline.add_step(stage_of(outline, number, row.get("stage", "")), step)


def answer(outline: Outline, number: int, name: str, row: dict[str, str]) -> bool:
    said = row.get(name, "").lower()
    if said not in YES | NO:
        fault = _("%(column)s: write yes or no, not “%(said)s”.")
        outline.fault(number, fault % {"column": name, "said": said[:40]})
    return said in YES


def stage_of(outline: Outline, number: int, title: str) -> Stage:
    """Give the stage of a row; a row that names none belongs to the stage above it."""
    if not title and outline.stages:
        return outline.stages[-1]
    known = next((stage for stage in outline.stages if stage.title == title), None)
    if known is None and not title:
        outline.fault(number, _("the first row names no stage."))
    return known or outline.open_stage(number, title or _("Steps"))


def choice_of(outline: Outline, number: int, title: str) -> str:
    key = next((key for key, choice in outline.choices.items() if choice.title == title), "")
    if not key:
        key = f"choice-{len(outline.choices) + 1}"
        outline.choices[key] = Choice(number, outline.line(number, "choice", title, 160))
    return key
