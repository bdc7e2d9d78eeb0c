"""What the question bank holds for one person, read in a fixed number of queries."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.models import User
from catalog.models import Question
from practice.choosing import Candidate, LastAnswer, choose
from practice.models import Answer
from roadmap.models import Progress, Roadmap, Status


@dataclass(frozen=True, slots=True)
class Bank:
    """The questions within one person's reach, and how each went last. `stage` names where they come from if nothing is begun."""

    candidates: list[Candidate]
    last: dict[int, LastAnswer]
    area_of: dict[int, str]
    today: date
    stage: str = ""

    def next_questions(self) -> list[Candidate]:
        return choose(self.candidates, self.last, today=self.today)

    def fresh_questions(self) -> list[Candidate]:
        """Like `next_questions`, without what was answered today already."""
        asked_today = {key for key, last in self.last.items() if last.answered_on >= self.today}
        return [found for found in self.next_questions() if found.id not in asked_today]


def read_bank(user: User) -> Bank:
    """Give the questions about what a person has begun or done; if that is nothing, those of the first stage that has any."""
    last, area_of = read_last_answers(user)
    today = user.local_date(timezone.now())
    begun = read_begun(user)
    if begun:
        return Bank(begun, last, area_of, today)
    stage, candidates = read_first_stage(user)
    return Bank(candidates, last, area_of, today, stage)


def read_begun(user: User) -> list[Candidate]:
    progress = Progress.objects.filter(person=user, status__in=[Status.DOING, Status.DONE])
    status_of = dict(progress.values_list("item", "status"))
    rows = read_rows(status_of) if status_of else []
    return gather(rows, doing={item for item, status in status_of.items() if status == Status.DOING})


def read_first_stage(user: User) -> tuple[str, list[Candidate]]:
    """Give the title and questions of the first stage of a person's newest roadmap that has questions."""
    roadmap = Roadmap.objects.for_owner(user).active().first()
    if roadmap is None:
        return "", []
    places = roadmap.steps.filter(is_chosen=True).order_by("stage__position", "position")
    items_of: dict[str, list[int]] = {}
    for title, item in places.values_list("stage__title", "item"):
        items_of.setdefault(title, []).append(item)
    rows = read_rows(item for items in items_of.values() for item in items)
    for title, items in items_of.items():
        found = gather(row for row in rows if row.item in items)
        if found:
            return title, found
    return "", []


@dataclass(frozen=True, slots=True)
class Row:
    """A question and one of the items that it is about."""

    id: int
    area: str
    topic: str
    level: int
    kind: str
    item: int
    title: str


def read_rows(items: Iterable[int]) -> list[Row]:
    questions = Question.objects.filter(is_withdrawn=False, items__in=list(items))
    in_order = questions.order_by("pk", "items__position", "items")
    fields = ("pk", "area__title", "topic", "level", "kind", "items", "items__title")
    return [Row(*values) for values in in_order.values_list(*fields)]


def gather(rows: Iterable[Row], *, doing: Set[int] = frozenset()) -> list[Candidate]:
    """Make one candidate of the rows of each question."""
    rows_of: dict[int, list[Row]] = {}
    for row in rows:
        rows_of.setdefault(row.id, []).append(row)
    return [candidate(found, doing) for found in rows_of.values()]


def candidate(rows: list[Row], doing: Set[int]) -> Candidate:
    first = rows[0]
    return Candidate(
        id=first.id,
        area=first.area,
        topic=first.topic,
        level=first.level,
        kind=first.kind,
        titles=tuple(row.title for row in rows),
        is_in_progress=any(row.item in doing for row in rows),
    )


def read_last_answers(user: User) -> tuple[dict[int, LastAnswer], dict[int, str]]:
    """Give how each question went last, and the title of its area, both by the question's id."""
    rows = Answer.objects.last_of_each_question(user).values_list(
        "question", "question__area__title", "is_right", "answered_at"
    )
    last: dict[int, LastAnswer] = {}
    area_of: dict[int, str] = {}
    for question, area, is_right, answered_at in rows:
        if answered_at:
            last[question] = LastAnswer(bool(is_right), answered_at, user.local_date(answered_at))
            area_of[question] = area
    return last, area_of
