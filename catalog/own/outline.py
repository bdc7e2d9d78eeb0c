"""What a roadmap written as text says, before anybody asks whether the catalog knows its steps."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.text import validate_line

STAGES_AT_MOST = 30
STEPS_AT_MOST = 500
CHARACTERS_AT_MOST = 100_000
PROBLEMS_AT_MOST = 50
HOURS_AT_MOST = 2000
# A line of a page -> what is said of one that is too long, and of one that is no line.
LINES = {
    "title": (
        gettext_lazy("the title is longer than %(most)s characters; shorten it."),
        gettext_lazy("the title: %(fault)s"),
    ),
    "summary": (
        gettext_lazy("the summary is longer than %(most)s characters; shorten it."),
        gettext_lazy("the summary: %(fault)s"),
    ),
    "stage": (
        gettext_lazy("the title of the stage is longer than %(most)s characters; shorten it."),
        gettext_lazy("the title of the stage: %(fault)s"),
    ),
    "step": (
        gettext_lazy("the title of the step is longer than %(most)s characters; shorten it."),
        gettext_lazy("the title of the step: %(fault)s"),
    ),
    "choice": (
        gettext_lazy("the title of the choice is longer than %(most)s characters; shorten it."),
        gettext_lazy("the title of the choice: %(fault)s"),
    ),
}


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong, and on which line of the text."""

    line: int
    what: str

    def __str__(self) -> str:
        return _("Line %(line)s: %(what)s") % {"line": self.line, "what": self.what}


class Unreadable(Exception):
    """Carries every fault; nothing has been stored."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(set(faults))[:PROBLEMS_AT_MOST]
        super().__init__("\n".join(map(str, self.faults)))


class TooMuch(Exception):
    """Reading on would be of no use to anybody."""


@dataclass
class Step:
    line: int
    title: str
    key: str = ""
    hours: Decimal | None = None
    is_optional: bool = False
    is_chosen: bool = False
    choice: str = ""


@dataclass
class Stage:
    line: int
    title: str
    summary: str = ""
    steps: list[Step] = field(default_factory=list)


@dataclass
class Choice:
    line: int
    title: str
    pick: int = 1


@dataclass
class Outline:
    title: str = ""
    summary: str = ""
    stages: list[Stage] = field(default_factory=list)
    choices: dict[str, Choice] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, line: int, what: str) -> None:
        self.faults.append(Fault(line, what))

    def steps(self) -> list[Step]:
        return [step for stage in self.stages for step in stage.steps]

    def line(self, number: int, name: str, text: str, most: int) -> str:
        """Give `text` where it may be a line of a page; else note why not. `name` is one of LINES."""
        too_long, no_line = LINES[name]
        if len(text) > most:
            self.fault(number, too_long % {"most": most})
            return text[:most]
        try:
            validate_line(text)
        except ValidationError as error:
            self.fault(number, no_line % {"fault": error.messages[0]})
        return text

    def open_stage(self, number: int, title: str) -> Stage:
        if len(self.stages) >= STAGES_AT_MOST:
            self.fault(number, _("a roadmap has %(most)s stages at most; join some.") % {"most": STAGES_AT_MOST})
            raise TooMuch
        stage = Stage(number, self.line(number, "stage", title, 80))
        self.stages.append(stage)
        return stage

    def add_step(self, stage: Stage, step: Step) -> None:
        if len(self.steps()) >= STEPS_AT_MOST:
            self.fault(
                step.line, _("a roadmap has %(most)s steps at most; split it into two.") % {"most": STEPS_AT_MOST}
            )
            raise TooMuch
        self.line(step.line, "step", step.title, 160)
        stage.steps.append(step)

    def hours(self, number: int, text: str) -> Decimal | None:
        try:
            hours = Decimal(text.replace(",", "."))
        except InvalidOperation:
            self.fault(number, _("“%(said)s” is no number of hours; write it as 8 or 2.5.") % {"said": text[:40]})
            return None
        if not hours.is_finite() or not Decimal("0.1") <= hours <= HOURS_AT_MOST:
            self.fault(number, _("a step takes between 0.1 and %(most)s hours.") % {"most": HOURS_AT_MOST})
            return None
        return hours.quantize(Decimal("0.1"))

    def check_shape(self) -> None:
        """Note what holds for the whole: there is something to do in each stage, and a choice is one."""
        if not self.stages:
            self.fault(1, _("there is no stage yet. Begin one with “## Learn the tools”."))
        for stage in self.stages:
            if not stage.steps:
                said = _("the stage “%(stage)s” has no step; add one, or remove the stage.")
                self.fault(stage.line, said % {"stage": stage.title})
        for key, choice in self.choices.items():
            members = [step for step in self.steps() if step.choice == key]
            chosen = sum(step.is_chosen for step in members)
            if len(members) <= choice.pick:
                said = ngettext(
                    "%(pick)s of %(count)s steps is no choice; add more.",
                    "%(pick)s of %(count)s steps is no choice; add more.",
                    len(members),
                )
                self.fault(choice.line, said % {"pick": choice.pick, "count": len(members)})
            elif chosen not in {0, choice.pick}:
                said = ngettext(
                    "%(count)s step is marked as chosen; mark %(pick)s, or none.",
                    "%(count)s steps are marked as chosen; mark %(pick)s, or none.",
                    chosen,
                )
                self.fault(choice.line, said % {"count": chosen, "pick": choice.pick})
