"""Frameworks as tables: extracts of O*NET and ESCO, and Moodle's export of competencies."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import NamedTuple

from catalog.frameworks.competencies import BrokenFramework, Competency, Framework, Occupation, plain

Row = dict[str, str]

IMPORTANT = 3.0  # on O*NET's scale of importance from 1 to 5: “important”
OCCUPATIONS_AT_MOST = 30


class Line(NamedTuple):
    number: int
    row: Row


def read_lines(text: str) -> Iterator[Line]:
    """Yield each row by the names of its columns, with the line on which it ends."""
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=head.count), strict=True)
    names: list[str] = []
    try:
        for cells in reader:
            if not names:
                names = [name.strip().lower() for name in cells]
                if len(set(names)) != len(names):
                    raise BrokenFramework(["Line 1: a column stands twice; remove one."])
            elif any(cell.strip() for cell in cells):
                if len(cells) > len(names):
                    raise BrokenFramework([f"Line {reader.line_num}: more cells than columns; check the quotes."])
                yield Line(reader.line_num, dict(zip(names, cells, strict=False)))
    except csv.Error as error:
        raise BrokenFramework(
            [f"Line {reader.line_num}: this row cannot be read ({error}); check its quotes."]
        ) from error


def needed(line: Line, name: str, faults: list[str]) -> str:
    text = plain(line.row.get(name, ""))
    if not text:
        faults.append(f"Line {line.number}: “{name}” is empty.")
    return text


def read_onet(text: str) -> Framework:
    """Content model, skills, knowledge or abilities of O*NET: a row an element, or a row an occupation, element and scale."""
    framework, faults = Framework("O*NET extract"), list[str]()
    for line in read_lines(text):
        code, title = needed(line, "element id", faults), needed(line, "element name", faults)
        if code and title and code not in framework.competencies:
            framework.add(Competency(code, title, plain(line.row.get("description", "")), names=[code]))
        occupation = plain(line.row.get("o*net-soc code", ""))
        if code and occupation:
            ask(framework, line, occupation, code, faults)
    for competency in framework.competencies.values():
        competency.parent = above(competency.code, framework)
    return sound(framework, faults)


def above(code: str, framework: Framework) -> str:
    """Give the nearest element over 2.A.1.a that the extract holds: 2.A.1, else 2.A."""
    while "." in code:
        code = code.rpartition(".")[0]
        if code in framework.competencies:
            return code
    return ""


def ask(framework: Framework, line: Line, occupation: str, element: str, faults: list[str]) -> None:
    title = plain(line.row.get("title", "")) or occupation
    if occupation not in framework.occupations and len(framework.occupations) >= OCCUPATIONS_AT_MOST:
        raise BrokenFramework([f"Line {line.number}: more than {OCCUPATIONS_AT_MOST} occupations; take an extract."])
    url = f"https://www.onetonline.org/link/summary/{occupation}"
    found = framework.occupations.setdefault(occupation, Occupation("onet", occupation, title, url=url))
    if plain(line.row.get("scale id", "")) not in {"", "IM"}:
        return
    said = plain(line.row.get("data value", ""))
    try:
        value = float(said) if said else IMPORTANT
    except ValueError:
        faults.append(f"Line {line.number}: “data value” should be a number, not “{said[:40]}”.")
        return
    if value >= IMPORTANT and element not in found.asks_for:
        found.asks_for.append(element)


def read_esco(text: str) -> Framework:
    """ESCO's skills or occupations. Broader concepts are taken where the extract names them (broaderConceptUri)."""
    framework, faults = Framework("ESCO extract"), list[str]()
    for line in read_lines(text):
        row = line.row
        code, title = needed(line, "concepturi", faults), needed(line, "preferredlabel", faults)
        description = plain(row.get("description", "")) or plain(row.get("definition", ""))
        if not code or not title:
            continue
        if plain(row.get("concepttype", "")).casefold() == "occupation":
            number = plain(row.get("code", "")) or code.rpartition("/")[2]
            url = code if code.startswith(("http://", "https://")) else ""
            framework.occupations[code] = Occupation("esco", number, title, description, url)
        elif code in framework.competencies:
            faults.append(f"Line {line.number}: {code} stands here a second time.")
        else:
            names = [plain(name) for name in row.get("altlabels", "").replace("|", "\n").split("\n")]
            broader = plain(row.get("broaderconcepturi", "") or row.get("broaderuri", "")).split("|")[0].strip()
            framework.add(Competency(code, title, description, broader, names=[name for name in names if name]))
    return sound(framework, faults)


def read_moodle(text: str) -> Framework:
    """Moodle's export of a competency framework: the framework in its first row, then a row a competency."""
    framework, faults = Framework("Moodle framework"), list[str]()
    for line in read_lines(text):
        row = line.row
        code, title = needed(line, "id number", faults), needed(line, "short name", faults)
        if plain(row.get("is framework", "")) in {"1", "true"}:
            framework.title = title
        elif code in framework.competencies:
            faults.append(f"Line {line.number}: the ID number “{code}” stands here a second time.")
        elif code and title:
            parent = plain(row.get("parent id number", ""))
            framework.add(Competency(code, title, plain(row.get("description", "")), parent, names=[code]))
    return sound(framework, faults)


def sound(framework: Framework, faults: list[str]) -> Framework:
    for competency in framework.competencies.values():
        if competency.parent not in framework.competencies:  # an extract may leave out what stands above
            competency.parent = ""
    if not framework.competencies and not framework.occupations and not faults:
        faults.append("Line 1: there is no competency in this file.")
    if faults:
        raise BrokenFramework(faults)
    return framework


# The column by which a format is known -> its name and reader.
FORMATS: dict[str, tuple[str, Callable[[str], Framework]]] = {
    "element id": ("onet", read_onet),
    "concepturi": ("esco", read_esco),
    "short name": ("moodle", read_moodle),
}
