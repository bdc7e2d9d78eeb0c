"""The placement test: which question comes next, and what the answers say. Plain Python.

The rule. Two right answers about an area show it; two that are not right leave it. Ticked beforehand are the skills that the
right answers of a shown area are about, from the middle level on and where a question is about one or two skills, and, where
no answer of the area was wrong, what these skills build on inside it. A skill of a wrong answer is never ticked.

Its reason. Few questions prove little. Who guesses among four options is right one time in four, twice in a row one time in
sixteen; an easy question shows that one has heard of a thing, not that one can do it; a question about three skills touches
each of them lightly, and any question asks about one corner of a skill. So one right answer ticks nothing, a wrong one takes
back what would follow from the others, nothing is inferred beyond an area, and all of it is a proposal: the person decides,
and the claim stays on their own word.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MOST_QUESTIONS = 12
MOST_SECONDS = 300
ENOUGH = 2  # answers of one side that settle an area
MIDDLE = 2  # of the levels 1 (aware) to 4 (expert)
LOST_AREAS = 3  # so many areas and not one right answer, and the test is over
FOCUSED = 2  # a question about more skills than that shows none of them

# What one takes without its explanation. An open answer or putting lines in order takes too long for a short test.
SECONDS = {"single": 20, "short": 25, "multiple": 30, "numeric": 45}


@dataclass(frozen=True, slots=True)
class Quick:
    """A question that the test may ask, about skills of one area."""

    id: int
    area: int
    level: int
    kind: str
    skills: frozenset[int]
    is_seen: bool = False

    @property
    def can_show(self) -> frozenset[int]:
        """The skills that a right answer to it speaks for."""
        return self.skills if self.level >= MIDDLE and len(self.skills) <= FOCUSED else frozenset()


@dataclass(frozen=True, slots=True)
class Skill:
    """`needs` is all that it builds on inside its area."""

    id: int
    key: str
    title: str
    hours: float
    area: int
    needs: frozenset[int] = frozenset()
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """`needs` are the areas that it builds on directly, `rests_on` all of them down to the ground."""

    id: int
    key: str
    title: str
    needs: frozenset[int] = frozenset()
    rests_on: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Ground:
    """What a test can be about: the areas in the order of the road, their skills, and the questions."""

    areas: Mapping[int, Area]
    skills: Mapping[int, Skill]
    questions: Mapping[int, Quick]


@dataclass(frozen=True, slots=True)
class Said:
    question: Quick
    is_right: bool


def next_question(ground: Ground, answers: Sequence[Said]) -> Quick | None:
    """Give the question that follows from the answers so far; None when the test is over."""
    if len(answers) >= MOST_QUESTIONS or is_lost(answers):
        return None
    left = MOST_SECONDS - sum(SECONDS[said.question.kind] for said in answers)
    asked = {said.question.id for said in answers}
    for area in areas_to_ask(ground, answers):
        own = of_area(answers, area)
        fitting = [
            question
            for question in ground.questions.values()
            if question.area == area.id and question.id not in asked and SECONDS[question.kind] <= left
        ]
        found = closest(fitting, own, ground)
        if found:
            return found
    return None


def areas_to_ask(ground: Ground, answers: Sequence[Said]) -> list[Area]:
    """Areas not settled yet in the order of the road. What builds on an area that is not there comes last, or not at all."""
    own = {area.id: of_area(answers, area) for area in ground.areas.values()}
    missing = {area for area, said in own.items() if is_settled(said) and not rights(said)}
    waiting = [area for area in ground.areas.values() if not is_settled(own[area.id]) and not area.needs & missing]
    return sorted(waiting, key=lambda area: (not own[area.id], bool(area.rests_on & missing)))


def closest(questions: Iterable[Quick], own: Sequence[Said], ground: Ground) -> Quick | None:
    """Begin in the middle; after a right answer go on to a harder question, after any other to an easier one.

    Of those, prefer what the person has not seen, what needs no pencil, and what can show most hours not shown yet.
    """
    if not own:
        wanted, fits = MIDDLE, list(questions)
    else:
        last = own[-1]
        level = last.question.level
        wanted = level + 1 if last.is_right else level - 1
        fits = [found for found in questions if (found.level >= level if last.is_right else found.level <= level)]
    shown = with_needs((skill for said in own for skill in said.question.can_show), ground)

    def rank(question: Quick) -> tuple[bool, int, bool, float, int]:
        news = sum(ground.skills[skill].hours for skill in with_needs(question.can_show, ground) - shown)
        return question.is_seen, abs(question.level - wanted), question.kind == "numeric", -news, question.id

    return min(fits, key=rank, default=None)


def with_needs(skills: Iterable[int], ground: Ground) -> set[int]:
    return {found for skill in skills for found in (skill, *ground.skills[skill].needs)}


def of_area(answers: Sequence[Said], area: Area) -> list[Said]:
    return [said for said in answers if said.question.area == area.id]


def rights(answers: Sequence[Said]) -> int:
    return sum(said.is_right for said in answers)


def is_settled(own: Sequence[Said]) -> bool:
    right = rights(own)
    return right >= ENOUGH or len(own) - right >= ENOUGH


def is_lost(answers: Sequence[Said]) -> bool:
    """Whether several areas were asked about and nothing was right: more of that helps nobody."""
    areas = {said.question.area for said in answers}
    settled = [area for area in areas if is_settled([said for said in answers if said.question.area == area])]
    return not rights(answers) and len(settled) >= LOST_AREAS


@dataclass(frozen=True, slots=True)
class Finding:
    """What the answers say of one area: the skills shown and what those build on are proposed, the others are not."""

    area: Area
    asked: int
    right: int
    shown: frozenset[int]
    built_on: frozenset[int]
    missed: frozenset[int]
    unsure: frozenset[int]

    @property
    def proposed(self) -> frozenset[int]:
        return self.shown | self.built_on


def find(ground: Ground, answers: Sequence[Said]) -> list[Finding]:
    """Give what was found in each area asked about, in the order of the road. The rule stands at the top of this module."""
    of_areas = [(area, of_area(answers, area)) for area in ground.areas.values()]
    return [finding(area, own, ground) for area, own in of_areas if own]


def finding(area: Area, own: Sequence[Said], ground: Ground) -> Finding:
    missed = frozenset(skill for said in own if not said.is_right for skill in said.question.skills)
    met = frozenset(skill for said in own if said.is_right for skill in said.question.skills) - missed
    shown: frozenset[int] = frozenset()
    if rights(own) >= ENOUGH:
        shown = frozenset(skill for said in own if said.is_right for skill in said.question.can_show) - missed
    built_on = frozenset() if missed else frozenset(with_needs(shown, ground)) - shown
    return Finding(area, len(own), rights(own), shown, built_on, missed, met - shown - built_on)
