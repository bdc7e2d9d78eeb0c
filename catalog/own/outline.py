"""What a roadmap written as text says, before anybody asks whether the catalog knows its steps."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError

from common.text import validate_line

STAGES_AT_MOST = 30
STEPS_AT_MOST = 500
CHARACTERS_AT_MOST = 100_000
PROBLEMS_AT_MOST = 50
HOURS_AT_MOST = 2000


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong, and on which line of the text."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.what}"


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
        """Give `text` where it may be a line of a page; else note why not."""
        if len(text) > most:
            self.fault(number, f"the {name} is longer than {most} characters; shorten it.")
            return text[:most]
        try:
            validate_line(text)
        except ValidationError as error:
            self.fault(number, f"the {name}: {error.messages[0]}")
        return text

    def open_stage(self, number: int, title: str) -> Stage:
        if len(self.stages) >= STAGES_AT_MOST:
            self.fault(number, f"a roadmap has {STAGES_AT_MOST} stages at most; join some.")
            raise TooMuch
        stage = Stage(number, self.line(number, "title of the stage", title, 80))
        self.stages.append(stage)
        return stage

    def add_step(self, stage: Stage, step: Step) -> None:
        if len(self.steps()) >= STEPS_AT_MOST:
            self.fault(step.line, f"a roadmap has {STEPS_AT_MOST} steps at most; split it into two.")
            raise TooMuch
        self.line(step.line, "title of the step", step.title, 160)
        stage.steps.append(step)

    def hours(self, number: int, text: str) -> Decimal | None:
        try:
            hours = Decimal(text.replace(",", "."))
        except InvalidOperation:
            self.fault(number, f"“{text[:40]}” is no number of hours; write it as 8 or 2.5.")
            return None
        if not hours.is_finite() or not Decimal("0.1") <= hours <= HOURS_AT_MOST:
            self.fault(number, f"a step takes between 0.1 and {HOURS_AT_MOST} hours.")
            return None
        return hours.quantize(Decimal("0.1"))

    def check_shape(self) -> None:
        """Note what holds for the whole: there is something to do in each stage, and a choice is one."""
        if not self.stages:
            self.fault(1, "there is no stage yet. Begin one with “## Learn the tools”.")
        for stage in self.stages:
            if not stage.steps:
                self.fault(stage.line, f"the stage “{stage.title}” has no step; add one, or remove the stage.")
        for key, choice in self.choices.items():
            members = [step for step in self.steps() if step.choice == key]
            chosen = sum(step.is_chosen for step in members)
            if len(members) <= choice.pick:
                self.fault(choice.line, f"{choice.pick} of {len(members)} steps is no choice; add more.")
            elif chosen not in {0, choice.pick}:
                self.fault(choice.line, f"{chosen} steps are marked as chosen; mark {choice.pick}, or none.")
