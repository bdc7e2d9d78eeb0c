"""What each page of this room needs. The views fetch, these say, the templates show."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from accounts.models import User
from practice.bank import Bank, read_bank
from practice.choosing import SESSION_LENGTH, Candidate, minutes, name_some, subjects
from practice.forms import AnswerForm, answer_form
from practice.models import Answer, Session
from practice.results import read_result
from roadmap import words

Context = dict[str, Any]

LONGEST_HISTORY = 8
STATES = {
    "right": gettext_lazy("right"),
    "wrong": gettext_lazy("not right"),
    "unmarked": gettext_lazy("not marked"),
    "open": gettext_lazy("not answered"),
}


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
        "offer": offer(chosen) if chosen else "",
        "button": practise(len(chosen)),
        "open_session": still_open,
        "left": left_in(still_open) if still_open else "",
        "history": history(user),
    }


def headline(bank: Bank) -> str:
    within_reach = {candidate.id for candidate in bank.candidates}
    answered = [last for question, last in bank.last.items() if question in within_reach]
    total = len(within_reach)
    if not within_reach:
        return _("Nothing to practise yet.")
    if not answered:
        sentence = ngettext("One question waits for you.", "%(count)s questions wait for you.", total)
        return words.capital(sentence % {"count": words.number(total)})
    right = sum(last.is_right for last in answered)
    sentence = ngettext(
        "%(answered)s of one question answered, %(right)s right.",
        "%(answered)s of %(count)s questions answered, %(right)s right.",
        total,
    )
    counts = {"answered": words.number(len(answered)), "count": words.number(total), "right": some_or_none(right)}
    return words.capital(sentence % counts)


def lead(bank: Bank) -> str:
    if bank.stage:
        sentence = _("You have begun no step that has questions yet, so these come from “%(stage)s”.")
        return sentence % {"stage": bank.stage}
    sentence = ngettext(
        "One question belongs to the steps that you have begun or done.",
        "%(count)s questions belong to the steps that you have begun or done.",
        len(bank.candidates),
    )
    return words.capital(sentence % {"count": words.number(len(bank.candidates))})


def offer(chosen: Sequence[Candidate]) -> str:
    count = minutes(chosen)
    sentence = ngettext("%(subjects)s. About one minute.", "%(subjects)s. About %(count)d minutes.", count)
    return sentence % {"subjects": words.capital(subjects(chosen)), "count": count}


def practise(count: int) -> str:
    sentence = ngettext("Practise one question", "Practise %(count)s questions", count)
    return sentence % {"count": words.number(count)}


def left_in(session: Session) -> str:
    count = session.unsettled_count
    sentence = ngettext("One question left in your session", "%(count)s questions left in your session", count)
    return words.capital(sentence % {"count": words.number(count)})


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
    counts = {"right": some_or_none(right), "count": words.number(len(answers))}
    parts = [words.capital(_("%(right)s of %(count)s right") % counts)]
    if unmarked := sum(answer_state(answer) == "unmarked" for answer in answers):
        parts.append(_("%(count)s not marked") % {"count": words.number(unmarked)})
    if left_open := sum(answer_state(answer) == "open" for answer in answers):
        parts.append(_("%(count)s not answered") % {"count": words.number(left_open)})
    return ", ".join(parts)


def some_or_none(count: int) -> str:
    return words.number(count) if count else pgettext("of several things", "none")


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
        Place(str(answer.position), state, str(STATES[state]), answer.get_absolute_url(), answer == here)
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
        "button": practise_more(),
    }


def practise_more() -> str:
    sentence = ngettext("Practise one more", "Practise %(count)s more", SESSION_LENGTH)
    return sentence % {"count": words.number(SESSION_LENGTH)}
