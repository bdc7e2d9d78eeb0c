"""What each page of this room needs. The views fetch, these say, the templates show."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from accounts.models import User
from practice.bank import Bank, read_bank
from practice.choosing import SESSION_LENGTH, minutes, name_some, subjects
from practice.forms import AnswerForm, answer_form
from practice.models import Answer, Session
from practice.results import read_result
from roadmap import words

Context = dict[str, Any]

LONGEST_HISTORY = 8
STATES = {"right": "right", "wrong": "not right", "unmarked": "not marked", "open": "not answered"}


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area's figures as strings; the bar's parts in hundredths of its questions."""

    title: str
    total: str
    answered: str
    right: str
    right_width: str
    answered_width: str


def practice(user: User) -> Context:
    bank = read_bank(user)
    chosen = bank.next_questions()
    still_open = Session.objects.for_owner(user).practising().open().prefetch_related("answers").first()
    return {
        "headline": headline(bank),
        "lead": lead(bank),
        "areas": area_lines(bank),
        "offer": f"{words.capital(subjects(chosen))}. About {minutes(chosen)} minutes." if chosen else "",
        "button": f"Practise {words.count_of(len(chosen), 'question')}",
        "open_session": still_open,
        "left": words.count_of(still_open.unsettled_count, "question") if still_open else "",
        "history": history(user),
    }


def headline(bank: Bank) -> str:
    within_reach = {candidate.id for candidate in bank.candidates}
    answered = [last for question, last in bank.last.items() if question in within_reach]
    total = words.count_of(len(within_reach), "question")
    if not within_reach:
        return "Nothing to practise yet."
    if not answered:
        verb = "waits" if len(within_reach) == 1 else "wait"
        return f"{words.capital(total)} {verb} for you."
    right = sum(last.is_right for last in answered)
    return f"{words.capital(words.number(len(answered)))} of {total} answered, {some_or_none(right)} right."


def lead(bank: Bank) -> str:
    count = words.count_of(len(bank.candidates), "question")
    if bank.stage:
        return f"You have begun no step that has questions yet, so these come from “{bank.stage}”."
    verb = "belongs" if len(bank.candidates) == 1 else "belong"
    return f"{words.capital(count)} {verb} to the steps that you have begun or done."


def area_lines(bank: Bank) -> list[AreaLine]:
    """Figures of each area that has questions within reach or answers: the last answer of each question counts."""
    areas = {candidate.id: candidate.area for candidate in bank.candidates} | bank.area_of
    totals = Counter(areas.values())
    answered = Counter(areas[question] for question in bank.last)
    right = Counter(areas[question] for question, last in bank.last.items() if last.is_right)
    return [
        AreaLine(
            title,
            str(total),
            str(answered[title]),
            str(right[title]),
            f"{100 * right[title] / total:.1f}",
            f"{100 * answered[title] / total:.1f}",
        )
        for title, total in totals.items()
    ]


@dataclass(frozen=True, slots=True)
class SessionLine:
    session: Session
    day: str
    score: str
    areas: str


def history(user: User) -> list[SessionLine]:
    asked = Prefetch("answers", Answer.objects.select_related("question__area"))
    sessions = Session.objects.for_owner(user).finished().prefetch_related(asked)
    return [session_line(session, user) for session in sessions[:LONGEST_HISTORY]]


def session_line(session: Session, user: User) -> SessionLine:
    answers = list(session.answers.all())
    areas = name_some(answer.question.area.title for answer in answers if answer.is_answered)
    today = user.local_date(timezone.now())
    day = words.day(user.local_date(session.started_at).isoformat(), today.isoformat())
    return SessionLine(session, day, score(answers), areas)


def score(answers: Sequence[Answer]) -> str:
    """ "Three of five right", with what is missing told as well."""
    right = sum(answer.is_right is True for answer in answers)
    sentence = f"{words.capital(some_or_none(right))} of {words.number(len(answers))} right"
    for state in ("unmarked", "open"):
        count = sum(answer_state(answer) == state for answer in answers)
        sentence += f", {words.number(count)} {STATES[state]}" if count else ""
    return sentence


def some_or_none(count: int) -> str:
    return words.number(count) if count else "none"


def answer_state(answer: Answer) -> str:
    if answer.is_right is None:
        return "unmarked" if answer.is_answered else "open"
    return "right" if answer.is_right else "wrong"


@dataclass(frozen=True, slots=True)
class Place:
    """One question's place in the row of places above the card."""

    number: str
    state: str
    word: str
    address: str
    is_here: bool


def places(answers: Sequence[Answer], here: Answer | None = None) -> list[Place]:
    return [
        Place(str(answer.position), state, STATES[state], answer.get_absolute_url(), answer == here)
        for answer in answers
        for state in [answer_state(answer)]
    ]


def question_detail(
    answer: Answer, *, form: AnswerForm | None = None, refusal: str = "", focus: bool = False
) -> Context:
    """Give a question's card: its form before the answer, its result afterwards. `focus` moves to what is new."""
    session = answer.session
    answers = list(session.answers.all())
    waiting = [other for other in answers if other.is_right is None and other != answer]
    following = next((other for other in waiting if other.position > answer.position), None)
    is_open = session.finished_at is None
    return {
        "answer": answer,
        "question": answer.question,
        "session": session,
        "is_open": is_open,
        "places": places(answers, answer),
        "total": str(len(answers)),
        "form": (form or answer_form(answer)) if is_open and not answer.is_answered else None,
        "result": read_result(answer) if answer.is_answered else None,
        "following": (following or next(iter(waiting), None)) if is_open else None,
        "refusal": refusal,
        "focus": focus,
    }


def session_detail(session: Session) -> Context:
    """Give the summary of a session that is over."""
    answers = list(session.answers.in_full())
    missed = [answer for answer in answers if answer.is_right is False]
    return {
        "session": session,
        "headline": f"{score(answers)}.",
        "rows": list(zip(answers, places(answers), strict=True)),
        "read_again": list(dict.fromkeys(item for answer in missed for item in answer.question.items.all())),
        "length": words.number(SESSION_LENGTH),
    }
