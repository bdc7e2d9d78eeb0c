"""The question bank of a pack: six kinds of question, each with its own way to hold the right answer."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from catalog.pack.fields import AreaRef, ItemRef, Key, Line, Part, Passage, Short


class Asked(Part):
    """What every question has. `topic_id` is the topic's stable id; `items` are the steps that teach it."""

    topic: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    topic_id: Key
    level: Annotated[int, Field(ge=1, le=4)]
    items: Annotated[list[ItemRef], Field(min_length=1)]
    prompt: Passage
    explanation: Passage

    def stored_options(self) -> list[dict[str, Any]]:
        return []

    def stored_answer(self) -> dict[str, Any]:
        raise NotImplementedError


class Option(Part):
    """`why` tells whoever took it what it confuses."""

    text: Line
    correct: bool = False
    why: Line | None = None


class Choosing(Asked):
    options: Annotated[list[Option], Field(min_length=2, max_length=8)]

    def stored_options(self) -> list[dict[str, Any]]:
        return [{"text": option.text, "why": option.why or ""} for option in self.options]

    def stored_answer(self) -> dict[str, Any]:
        return {"correct": self.correct()}

    def correct(self) -> list[int]:
        return [number for number, option in enumerate(self.options) if option.correct]


class Single(Choosing):
    kind: Literal["single"]

    @model_validator(mode="after")
    def one_is_correct(self) -> Self:
        if len(self.correct()) != 1:
            raise ValueError(f"exactly one option should be correct, not {len(self.correct())}")
        return self


class Multiple(Choosing):
    kind: Literal["multiple"]

    @model_validator(mode="after")
    def some_are_correct(self) -> Self:
        if not self.correct():
            raise ValueError("at least one option should be correct")
        return self


class Numeric(Asked):
    """Right within `tolerance` on either side of `value`."""

    kind: Literal["numeric"]
    value: Annotated[float, Field(ge=-1e12, le=1e12)]
    tolerance: Annotated[float, Field(ge=0, le=1e12)]
    unit: Annotated[str, StringConstraints(max_length=20)] = ""

    def stored_answer(self) -> dict[str, Any]:
        return {"value": self.value, "tolerance": self.tolerance, "unit": self.unit}


class Ordering(Asked):
    """`steps` stand in the right order; the page shuffles them."""

    kind: Literal["ordering"]
    steps: Annotated[list[Line], Field(min_length=3, max_length=8)]

    def stored_options(self) -> list[dict[str, Any]]:
        return [{"text": step, "why": ""} for step in self.steps]

    def stored_answer(self) -> dict[str, Any]:
        return {"order": list(range(len(self.steps)))}


class ShortAnswer(Asked):
    """Any of `accept` is right, whatever its case."""

    kind: Literal["short"]
    accept: Annotated[list[Short], Field(min_length=1)]

    def stored_answer(self) -> dict[str, Any]:
        return {"accept": self.accept}


class Open(Asked):
    """Judged by `rubric`, line by line, beside a model answer; `pitfall` is the answer that must not pass."""

    kind: Literal["open"]
    model_answer: Passage
    rubric: Annotated[list[Line], Field(min_length=2, max_length=8)]
    pitfall: Line | None = None

    def stored_answer(self) -> dict[str, Any]:
        return {"model": self.model_answer, "rubric": self.rubric, "pitfall": self.pitfall or ""}


Question = Annotated[Single | Multiple | Numeric | Ordering | ShortAnswer | Open, Field(discriminator="kind")]


class QuestionsFile(Part):
    area: AreaRef
    questions: dict[Key, Question]
