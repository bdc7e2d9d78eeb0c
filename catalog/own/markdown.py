"""A roadmap as a Markdown outline.

# Title
What it is for, in a sentence.

## Stage
- Python
- Our deployment course (12 h)
- Rust (optional)
- One of: a framework
  - PyTorch (chosen)
  - JAX {jax}
"""

import re

from django.utils.translation import gettext as _

from catalog.own.outline import Choice, Outline, Stage, Step, TooMuch

SUFFIX = re.compile(
    r"\s*(?:\((?P<hours>\d{1,6}(?:[.,]\d{1,3})?) ?h\)|\((?P<mark>optional|chosen)\)|\{(?P<key>[^{}\s]{1,80})\})$"
)
CHOICE = re.compile(r"(?P<pick>one|two|three|[1-9]) of:\s*(?P<title>.*)", re.IGNORECASE)
BULLET = re.compile(r"(?P<indent>[ \t]*)[-*+] +(?P<text>.*)")
PICKS = {"one": 1, "two": 2, "three": 3}


class Reader:
    def __init__(self) -> None:
        self.outline = Outline()
        self.stage: Stage | None = None
        self.choice = ""

    def read(self, text: str) -> Outline:
        try:
            for number, line in enumerate(text.split("\n"), 1):
                self.take(number, line.rstrip())
        except TooMuch:
            pass
        return self.outline

    def take(self, number: int, line: str) -> None:
        bullet = BULLET.fullmatch(line)
        if not line.strip():
            return
        if line.startswith("## "):
            self.stage, self.choice = self.outline.open_stage(number, line[3:].strip()), ""
        elif line.startswith("# "):
            self.head(number, line[2:].strip())
        elif bullet:
            self.item(number, bullet["indent"], bullet["text"].strip())
        elif line.startswith("#"):
            self.outline.fault(number, _("write “# Title” or “## Stage”; deeper headings are not read."))
        else:
            self.prose(number, line.strip())

    def head(self, number: int, title: str) -> None:
        if self.outline.title or self.stage:
            self.outline.fault(number, _("the title stands once, at the top; write “## ” for a stage."))
        else:
            self.outline.title = self.outline.line(number, "title", title, 160)

    def prose(self, number: int, line: str) -> None:
        """Take a sentence about the whole, or about the stage whose steps have not begun."""
        holder = self.stage or self.outline
        if self.stage and self.stage.steps:
            self.outline.fault(number, _("begin a step with “- ”, and a stage with “## ”."))
        else:
            holder.summary = self.outline.line(number, "summary", f"{holder.summary} {line}".strip(), 400)

    def item(self, number: int, indent: str, text: str) -> None:
        if self.stage is None:
            self.outline.fault(number, _("a step stands in a stage: write “## Stage” above it."))
            self.stage = self.outline.open_stage(number, _("Steps"))
        opening = CHOICE.fullmatch(text)
        if opening:
            self.open_choice(number, opening)
            return
        if indent and not self.choice:
            said = _("only the steps of a choice are indented: write “- One of: …” above them.")
            self.outline.fault(number, said)
        if not indent:
            self.choice = ""
        self.outline.add_step(self.stage, self.step(number, text))

    def open_choice(self, number: int, opening: re.Match[str]) -> None:
        self.choice = f"choice-{len(self.outline.choices) + 1}"
        title = self.outline.line(number, "choice", opening["title"].strip() or _("One of these"), 160)
        pick = PICKS.get(opening["pick"].lower()) or int(opening["pick"])
        self.outline.choices[self.choice] = Choice(number, title, pick)

    def step(self, number: int, text: str) -> Step:
        step = Step(number, "", choice=self.choice)
        while suffix := SUFFIX.search(text):
            text = text[: suffix.start()]
            if suffix["hours"]:
                step.hours = self.outline.hours(number, suffix["hours"])
            elif suffix["key"]:
                step.key = suffix["key"]
            else:
                step.is_optional |= suffix["mark"] == "optional"
                step.is_chosen |= suffix["mark"] == "chosen"
        step.title = text.strip() or step.key
        return step


def read_markdown(text: str) -> Outline:
    return Reader().read(text)
