"""What the pages of the placement test need: the question, and what was found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from catalog.models import Question
from practice.forms import AnswerForm, answer_form
from practice.ground import Placement
from practice.models import Answer, Session
from practice.placing import MOST_QUESTIONS, Finding, Ground, Skill
from practice.results import Result, read_result
from roadmap.models import StartDraft

Context = dict[str, Any]

MOST_NAMES = 4


def question_asked(test: Placement) -> Answer | None:
    """Give the question that comes next with its place, as an answer that is not stored yet."""
    found = test.next
    if found is None:
        return None
    question = Question.objects.select_related("area").get(pk=found.id)
    return Answer(session=test.session, question=question, position=len(test.answered) + 1)


def placement(asked: Answer, *, form: AnswerForm | None = None, refusal: str = "", focus: bool = False) -> Context:
    return {
        "session": asked.session,
        "question": asked.question,
        "number": asked.position,
        "answered": asked.position - 1,
        "most": max(MOST_QUESTIONS, asked.position),
        "form": form or answer_form(asked),
        "refusal": refusal,
        "focus": focus,
    }


@dataclass(frozen=True, slots=True)
class Tick:
    """A skill with its box. `why` says in words what speaks for it."""

    key: str
    title: str
    hours: float
    why: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class FoundArea:
    """`state` is known, partly or open. `ticks` are what right answers spoke for, `others` the rest of the area."""

    key: str
    title: str
    state: str
    count: str
    ticks: Sequence[Tick]
    others: Sequence[Tick]
    hours: float
    is_claimed: bool

    @property
    def has_other_ticks(self) -> bool:
        return self.is_claimed or any(tick.is_ticked for tick in self.others)


@dataclass(frozen=True, slots=True)
class Explained:
    """One question of the test with its result, as the page of a practice session shows it."""

    number: int
    question: Question
    result: Result


def placement_result(test: Placement, user: User) -> Context:
    findings = test.findings
    asked = {found.area.id for found in findings}
    open_areas = {skill.area for skill in test.ground.skills.values() if not skill.is_done}
    proposed = [test.ground.skills[skill] for found in findings for skill in found.proposed]
    return {
        "session": test.session,
        "headline": headline(len(proposed)),
        "has_proposal": bool(proposed),
        "sentences": list(sentences(findings, test.ground)),
        "areas": found_areas(findings, test.ground, claims_of(user, test)),
        "not_asked": [area.title for area in test.ground.areas.values() if area.id in open_areas - asked],
        "explained": explained(test.session),
    }


def headline(count: int) -> str:
    if not count:
        return _("Nothing is certain yet.")
    return ngettext("You know %(count)d skill already.", "You know %(count)d skills already.", count) % {"count": count}


def sentences(findings: Iterable[Finding], ground: Ground) -> Iterable[str]:
    for found in findings:
        names = [ground.skills[skill].title for skill in ground.skills if skill in found.shown]
        words = {"area": found.area.title, "names": listed(names), "count": score(found)}
        if names:
            yield _("You know %(names)s (%(count)s).") % words
        elif found.right:
            yield _("%(area)s: not certain (%(count)s).") % words
        else:
            yield _("%(area)s: not yet.") % words


def score(found: Finding) -> str:
    return _("%(right)d of %(asked)d right") % {"right": found.right, "asked": found.asked}


def listed(names: Sequence[str]) -> str:
    """Name a few: "Git", "Git and SQL", "Git, SQL and 3 more"."""
    if len(names) > MOST_NAMES:
        shown, more = ", ".join(names[:MOST_NAMES]), len(names) - MOST_NAMES
        return _("%(names)s and %(count)d more") % {"names": shown, "count": more}
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def shown_keys(test: Placement) -> dict[str, list[str]]:
    """Give the keys of the areas asked about, each with the keys of its skills: what the page offers to claim."""
    return {
        found.area.key: [skill.key for skill in test.ground.skills.values() if skill.area == found.area.id]
        for found in test.findings
    }


def proposed_keys(test: Placement) -> set[str]:
    return {test.ground.skills[skill].key for found in test.findings for skill in found.proposed}


def claims_of(user: User, test: Placement) -> tuple[set[str], set[str]]:
    """Give the areas and skills to be ticked: what is claimed on the start page and, until that was taken over, what the test
    proposes."""
    draft = StartDraft.objects.filter(person=user).first()
    answers: Mapping[str, list[str]] = draft.answers if draft else {}
    areas, skills = set(answers.get("areas", [])), set(answers.get("skills", []))
    return areas, skills if draft and draft.placed else skills | proposed_keys(test)


def found_areas(findings: Iterable[Finding], ground: Ground, claims: tuple[set[str], set[str]]) -> list[FoundArea]:
    return [found_area(found, ground, *claims) for found in findings]


def found_area(found: Finding, ground: Ground, areas: set[str], skills: set[str]) -> FoundArea:
    whys = {skill: _("asked, and right") for skill in found.shown}
    whys |= {skill: _("what you know builds on it") for skill in found.built_on}
    whys |= {skill: _("right, but that alone proves little") for skill in found.unsure}
    whys |= {skill: _("asked, and not right") for skill in found.missed}
    own = [skill for skill in ground.skills.values() if skill.area == found.area.id]

    def tick(skill: Skill) -> Tick:
        return Tick(skill.key, skill.title, skill.hours, whys.get(skill.id, ""), skill.key in skills)

    return FoundArea(
        key=found.area.key,
        title=found.area.title,
        state="known" if found.proposed else "partly" if found.right else "open",
        count=score(found),
        ticks=[tick(skill) for skill in own if skill.id in found.proposed | found.unsure],
        others=[tick(skill) for skill in own if skill.id not in found.proposed | found.unsure],
        hours=sum(skill.hours for skill in own),
        is_claimed=found.area.key in areas,
    )


def explained(session: Session) -> list[Explained]:
    return [Explained(answer.position, answer.question, read_result(answer)) for answer in session.answers.in_full()]
