"""Which question a placement test asks next, and what its answers say of a person: the rule of practice.placing."""

import pytest

from practice.placing import (
    MOST_QUESTIONS,
    MOST_SECONDS,
    SECONDS,
    Area,
    Ground,
    Quick,
    Said,
    Skill,
    find,
    next_question,
)


def ground(*questions: Quick, areas: int = 1, needs: dict[int, set[int]] | None = None) -> Ground:
    """Areas 1, 2, … of ten skills each: 10 to 19, 20 to 29; `needs` between areas. Skill 11 builds on 10, 21 on 20."""
    needs = needs or {}
    skills = [
        Skill(
            number,
            f"skill-{number}",
            f"Skill {number}",
            8,
            number // 10,
            frozenset({number - 1} if number % 10 == 1 else ()),
        )
        for number in range(10, 10 * (areas + 1))
    ]
    return Ground(
        {
            number: Area(
                number,
                f"area-{number}",
                f"Area {number}",
                frozenset(needs.get(number, ())),
                frozenset(needs.get(number, ())),
            )
            for number in range(1, areas + 1)
        },
        {skill.id: skill for skill in skills},
        {question.id: question for question in questions},
    )


def about(*skills: int, id: int, level: int = 2, kind: str = "single", is_seen: bool = False) -> Quick:
    return Quick(id, skills[0] // 10, level, kind, frozenset(skills), is_seen)


def bank(areas: int) -> list[Quick]:
    """Four levels of three questions in each area, each about a skill of its own; the id says 100 * area + 10 * level."""
    return [
        about(10 * area + (3 * level + number) % 10, id=100 * area + 10 * level + number, level=level)
        for area in range(1, areas + 1)
        for level in (1, 2, 3, 4)
        for number in range(3)
    ]


def take(found: Ground, knows) -> list[Said]:
    answers: list[Said] = []
    while question := next_question(found, answers):
        answers.append(Said(question, knows(question)))
    return answers


def levels(answers) -> list[int]:
    return [said.question.level for said in answers]


def test_it_begins_in_the_middle_and_goes_on_to_harder_or_easier():
    one = ground(*bank(1))
    assert levels(take(one, lambda question: True)) == [2, 3]
    assert levels(take(one, lambda question: False)) == [2, 1]
    assert levels(take(one, lambda question: question.level < 3)) == [2, 3, 2]
    assert levels(take(one, lambda question: question.level == 1)) == [2, 1, 2]


def test_who_knows_all_is_asked_about_as_many_areas_as_there_is_time_for():
    answers = take(ground(*bank(9), areas=9), lambda question: True)

    assert len(answers) == MOST_QUESTIONS
    assert [said.question.area for said in answers] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]


def test_who_knows_nothing_is_not_kept_long():
    answers = take(ground(*bank(9), areas=9), lambda question: False)

    assert [said.question.area for said in answers] == [1, 1, 2, 2, 3, 3]


def test_what_builds_on_an_area_that_is_not_there_is_not_asked_about():
    answers = take(ground(*bank(3), areas=3, needs={2: {1}}), lambda question: question.area != 1)

    assert {said.question.area for said in answers} == {1, 3}


def test_it_lasts_five_minutes_at_most():
    slow = [
        about(10 * area + number, id=10 * area + number, kind="numeric") for area in range(1, 9) for number in range(3)
    ]
    answers = take(ground(*slow, areas=8), lambda question: True)

    assert sum(SECONDS[said.question.kind] for said in answers) <= MOST_SECONDS
    assert len(answers) == MOST_SECONDS // SECONDS["numeric"]


def test_no_question_comes_twice_and_what_she_has_not_seen_comes_first():
    seen, fresh = about(12, id=1, is_seen=True), about(13, id=2)
    answers = take(ground(seen, fresh), lambda question: True)

    assert [said.question.id for said in answers] == [2, 1]


def test_what_needs_no_pencil_comes_first_and_then_what_shows_most():
    number, little, much = about(11, id=1, kind="numeric"), about(12, id=2), about(11, id=3)
    answers = take(ground(number, little, much), lambda question: question.id != 3)

    assert [said.question.id for said in answers] == [3, 2, 1]


def test_the_same_answers_lead_to_the_same_question():
    found = ground(*bank(3), areas=3)
    answers = take(found, lambda question: True)

    assert all(next_question(found, answers[:place]) == answers[place].question for place in range(len(answers)))


def found_of(*answers: Said):
    (finding,) = find(ground(*(said.question for said in answers)), answers)
    return finding


def test_two_right_answers_show_the_skills_asked_about_and_what_they_build_on():
    finding = found_of(Said(about(11, id=1), True), Said(about(13, 14, id=2, level=3), True))

    assert finding.shown == {11, 13, 14}
    assert finding.built_on == {10}
    assert (finding.right, finding.asked) == (2, 2)


@pytest.mark.parametrize(
    ("answers", "unsure"),
    [
        ([Said(about(11, id=1), True)], {11}),  # one right answer is luck one time in four
        ([Said(about(11, id=1), True), Said(about(12, id=2), False)], {11}),
        ([Said(about(11, id=1, level=1), True), Said(about(12, id=2, level=1), True)], {11, 12}),  # too easy
        (
            [Said(about(11, 12, 13, id=1), True), Said(about(14, 15, 16, id=2), True)],
            {11, 12, 13, 14, 15, 16},
        ),  # too broad
        ([Said(about(11, id=1), False), Said(about(12, id=2), False)], set()),
    ],
)
def test_less_than_that_proposes_nothing(answers, unsure):
    finding = found_of(*answers)

    assert finding.proposed == set()
    assert finding.unsure == unsure


def test_a_wrong_answer_takes_back_what_would_follow():
    finding = found_of(Said(about(11, id=1), True), Said(about(12, id=2, level=3), False), Said(about(13, id=3), True))

    assert finding.shown == {11, 13}
    assert finding.built_on == set()
    assert finding.missed == {12}


def test_a_skill_of_a_wrong_answer_is_never_proposed():
    finding = found_of(
        Said(about(11, 12, id=1), True), Said(about(12, id=2, level=3), False), Said(about(13, id=3), True)
    )

    assert finding.proposed == {11, 13}
