"""What every framework comes to, whatever its format: competencies that hang together, and occupations that ask for them."""

import html
import re
from dataclasses import dataclass, field

import nh3

COMPETENCIES_AT_MOST = 3_000
BYTES_AT_MOST = 10 * 1024 * 1024
SPACE = re.compile(r"\s+")


class BrokenFramework(Exception):
    """Carries what is wrong, each with its place in the file."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults[:50]
        super().__init__("\n".join(self.faults))


@dataclass
class Competency:
    """`code` names it in its framework; so do `parent` and `needs`."""

    code: str
    title: str
    description: str = ""
    parent: str = ""
    needs: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


@dataclass
class Occupation:
    scheme: str
    code: str
    title: str
    description: str = ""
    url: str = ""
    asks_for: list[str] = field(default_factory=list)


@dataclass
class Framework:
    title: str = ""
    language: str = "en"
    competencies: dict[str, Competency] = field(default_factory=dict)
    occupations: dict[str, Occupation] = field(default_factory=dict)

    def add(self, competency: Competency) -> None:
        if len(self.competencies) >= COMPETENCIES_AT_MOST:
            raise BrokenFramework(
                [f"The file holds more than {COMPETENCIES_AT_MOST} competencies; take an extract of what you teach."]
            )
        self.competencies[competency.code] = competency


def plain(text: object) -> str:
    """Give text without markup, in one line."""
    if not isinstance(text, str):
        return ""
    clean = html.unescape(nh3.clean(text, tags=set())) if "<" in text or "&" in text else text
    return SPACE.sub(" ", "".join(one if one.isprintable() else " " for one in clean)).strip()
