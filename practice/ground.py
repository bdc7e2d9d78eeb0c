"""What a placement test can be about, read in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from statistics import mean

from django.db.models import QuerySet

from accounts.models import User
from catalog import outlines
from catalog.models import Area as CatalogArea
from catalog.models import Item, Question, Template, TemplateStep
from practice.models import Answer, Session
from practice.placing import SECONDS, Area, Finding, Ground, Quick, Said, Skill, find, next_question
from roadmap.models import Progress, Status

Edges = Mapping[int, Iterable[int]]


@dataclass(frozen=True, slots=True)
class Placement:
    """One placement test as far as it has come."""

    session: Session
    ground: Ground
    answers: list[Said]
    answered: set[int]

    @property
    def next(self) -> Quick | None:
        return None if self.session.finished_at else next_question(self.ground, self.answers)

    @property
    def is_over(self) -> bool:
        """Ended, or nothing is left to ask: what was left may have been withdrawn since."""
        return self.next is None

    @property
    def findings(self) -> list[Finding]:
        return find(self.ground, self.answers)


def read_placement(session: Session, user: User) -> Placement:
    """Answers to questions that have been withdrawn since say nothing any more."""
    ground = read_ground(session, user)
    rows = list(session.answers.values_list("question", "is_right"))
    known = [
        Said(ground.questions[question], bool(is_right)) for question, is_right in rows if question in ground.questions
    ]
    return Placement(session, ground, known, {question for question, _ in rows})


def can_place(template: Template, user: User) -> bool:
    """Whether there is anything to ask this person about the skills of a template."""
    done = Progress.objects.filter(person=user, status=Status.DONE)
    skills = skills_placed(template.pk).exclude(item__in=done.values("item")).values("item")
    return Question.objects.current().filter(kind__in=SECONDS, items__in=skills).exists()


def skills_placed(template_id: int | None) -> QuerySet[TemplateStep]:
    return TemplateStep.objects.filter(
        stage__template=template_id, item__kind=Item.Kind.SKILL, item__area__isnull=False
    )


def read_ground(session: Session, user: User) -> Ground:
    """Give the skills of a test's template with their areas and questions; what is done is not asked about.

    What another session has asked this person counts as seen.
    """
    rows = skill_rows(session.template_id)
    done = set(Progress.objects.filter(person=user, status=Status.DONE).values_list("item", flat=True))
    skills = skills_of(rows, outlines.prerequisites(), done)
    seen = Answer.objects.for_owner(user).exclude(session=session.pk).values_list("question", flat=True)
    asked_about = {item for item, skill in skills.items() if session.finished_at or not skill.is_done}
    return Ground(read_areas(rows), skills, read_questions(skills, asked_about, set(seen)))


SkillRow = tuple[int, str, str, float, int, int]


def skill_rows(template_id: int | None) -> list[SkillRow]:
    """Give id, key, title, hours, area and stage of each skill, in the catalog's order."""
    found = skills_placed(template_id).order_by("item__area__position", "item__position", "item")
    fields = ("item", "item__key", "item__title", "item__hours_likely", "item__area", "stage__position")
    return [
        (item, key, title, float(hours), area or 0, place)
        for item, key, title, hours, area, place in found.values_list(*fields)
    ]


def skills_of(rows: Iterable[SkillRow], edges: Edges, done: Set[int]) -> dict[int, Skill]:
    area_of = {item: area for item, _, _, _, area, _ in rows}
    needs = {
        item: frozenset(below for below in down(item, edges) if area_of.get(below) == area)
        for item, area in area_of.items()
    }
    return {
        item: Skill(item, key, title, hours, area, needs[item], item in done)
        for item, key, title, hours, area, _ in rows
    }


def read_areas(rows: Iterable[SkillRow]) -> dict[int, Area]:
    """Give the areas of these skills in the order in which the road comes to them."""
    stages: dict[int, list[int]] = {}
    for _, _, _, _, area, place in rows:
        stages.setdefault(area, []).append(place)
    titles = {
        pk: (key, title)
        for pk, key, title in CatalogArea.objects.filter(pk__in=stages).values_list("pk", "key", "title")
    }
    needs: dict[int, list[int]] = {}
    for area, needed in CatalogArea.needs.through.objects.values_list("from_area", "to_area"):
        needs.setdefault(area, []).append(needed)
    return {
        pk: Area(pk, *titles[pk], frozenset(needs.get(pk, ())), frozenset(down(pk, needs)))
        for pk in sorted(stages, key=lambda pk: mean(stages[pk]))
    }


def down(start: int, edges: Edges) -> set[int]:
    """Give all that can be reached from here."""
    found: set[int] = set()
    waiting = list(edges.get(start, ()))
    while waiting:
        needed = waiting.pop()
        if needed not in found:
            found.add(needed)
            waiting.extend(edges.get(needed, ()))
    return found - {start}


def read_questions(skills: Mapping[int, Skill], asked_about: Set[int], seen: Set[int]) -> dict[int, Quick]:
    """Give the questions that are quick to answer. One that touches several areas counts for its own, or else for one of them."""
    rows = Question.objects.current().filter(kind__in=SECONDS, items__in=list(skills)).order_by("pk", "items__position")
    about: dict[tuple[int, int, int, str], list[int]] = {}
    for pk, area, level, kind, item in rows.values_list("pk", "area", "level", "kind", "items"):
        about.setdefault((pk, area, level, kind), []).append(item)
    found = {}
    for (pk, own, level, kind), items in about.items():
        of_areas = [skills[item].area for item in items]
        area = own if own in of_areas else of_areas[0]
        taught = frozenset(item for item in items if skills[item].area == area)
        if taught & asked_about:
            found[pk] = Quick(pk, area, level, kind, taught, pk in seen)
    return found
