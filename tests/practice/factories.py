"""Questions and sessions for tests of practice."""

from django.http import QueryDict

from accounts.models import User
from catalog.models import Area, Item, Question
from practice.models import Answer, Session
from roadmap.models import Step
from tests import factories

# Options and answer of one question a kind, and a right and a wrong form for it.
OPTIONS = {
    "single": [{"text": "red", "why": "Red is not it."}, {"text": "green", "why": "Green it is."}],
    "multiple": [{"text": "one", "why": ""}, {"text": "two", "why": ""}, {"text": "three", "why": ""}],
    "ordering": [{"text": "first", "why": ""}, {"text": "second", "why": ""}, {"text": "third", "why": ""}],
}
ANSWERS = {
    "single": {"correct": [1]},
    "multiple": {"correct": [0, 2]},
    "ordering": {"order": [0, 1, 2]},
    "numeric": {"value": 0.96, "tolerance": 0.005, "unit": "GB"},
    "short": {"accept": ["melt", "pd.melt"]},
    "open": {
        "model": "Look at the **grain** first.",
        "rubric": ["must contain: grain", "Leaks"],
        "pitfall": "Plots only.",
    },
}
RIGHT = {
    "single": "option=green",
    "multiple": "option=three&option=one",
    "ordering": "line=third&place=3&line=first&place=1&line=second&place=2",
    "numeric": "number=0.965 GB",
    "short": "text=Melt()",
}
WRONG = {
    "single": "option=red",
    "multiple": "option=one",
    "ordering": "line=third&place=1&line=first&place=2&line=second&place=3",
    "numeric": "number=0.9651",
    "short": "text=pivot",
}
KINDS = [*OPTIONS, "numeric", "short", "open"]


def question(
    key: str, *items: Item, kind: str = "single", topic: str = "", area: Area | None = None, **fields
) -> Question:
    area = area or Area.objects.get_or_create(key="foundations", defaults={"title": "Foundations"})[0]
    made = Question.objects.create(
        key=key, pack=factories.pack(), area=area, topic=topic or f"Topic of {key}", kind=kind,
        prompt=f"The prompt of {key}?", options=OPTIONS.get(kind, []), answer=ANSWERS[kind],
        explanation=f"The reason of {key}.", **{"level": 1} | fields,
    )  # fmt: skip
    made.items.set(items)
    return made


def session(person: User, *questions: Question, **fields) -> Session:
    made = Session.objects.create(person=person, **fields)
    for position, asked in enumerate(questions, start=1):
        Answer.objects.create(session=made, question=asked, position=position)
    return made


def bank_of(step: Step, count: int) -> list[Question]:
    return [question(f"{step.item.key}-{number}", step.item) for number in range(count)]


def form(query: str) -> dict[str, list[str]]:
    return dict(QueryDict(query).lists())
