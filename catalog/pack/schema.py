"""The files of a content pack. What these models say is also published as JSON Schema (catalog/content/schema.json)."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, TypeAdapter, model_validator

from catalog.pack.fields import (
    Address,
    AreaRef,
    Day,
    ItemRef,
    Key,
    Line,
    Number,
    Part,
    Passage,
    Prose,
    ResourceRef,
    RoleRef,
    Short,
    SubjectRef,
    Title,
)
from catalog.pack.questions import QuestionsFile

Cost = Literal["free", "freemium", "paid"]


class Change(Part):
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    date: Day
    text: Line


class PackFile(Part):
    """pack.yaml: what this pack is. Ids of packs named in `uses` may be referred to."""

    key: Key
    title: Title
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$", max_length=20)]
    licence: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")] = "en"
    as_of: Day
    uses: list[Key] = []
    changelog: Annotated[list[Change], Field(min_length=1)]

    @model_validator(mode="after")
    def newest_change_is_this_version(self) -> Self:
        if self.changelog[0].version != self.version:
            raise ValueError(f"the first change should describe version {self.version}")
        return self


class Entry(Part):
    """What every page has. `aliases` are other names and ids by which it is found."""

    title: Title
    summary: Line
    body: Prose = ""
    aliases: list[Short] = []


class Taught(Entry):
    learn: list[Line] = []
    check: Prose = ""
    mistakes: list[Line] = []
    resources: list[ResourceRef] = []


class Area(Taught):
    tier: Literal["core", "bonus"] = "core"
    needs: list[AreaRef] = []


class Hours(Part):
    """Hours of one's own work, without those of parts. `verified` speaks of the workload that `basis` names."""

    low: Number
    likely: Number
    high: Number
    basis: Line
    verified: bool = False

    @model_validator(mode="after")
    def low_to_high(self) -> Self:
        if not self.low <= self.likely <= self.high:
            raise ValueError(
                f"hours should go from low over likely to high, not {self.low:g}, {self.likely:g}, {self.high:g}"
            )
        return self


class Item(Taught):
    """`retired_on`: since then it can no longer be taken; a status fact says more."""

    retired_on: Day | None = None
    parent: ItemRef | None = None
    needs: list[ItemRef] = []
    hours: Hours | None = None


class Skill(Item):
    form: Literal["topic", "tool", "practice"] = "topic"
    trend: bool = False


class Course(Item):
    area: AreaRef | None = None
    provider: Short
    url: Address
    cost: Cost


class Credential(Item):
    form: Literal["degree", "certification"]
    issuer: Short | None = None
    url: Address | None = None
    needs_areas: list[AreaRef] = []


class Criterion(Part):
    id: Annotated[Key, StringConstraints(max_length=60)]
    title: Short
    detail: Line


class Milestone(Item):
    """`roles` are positions of which one is enough to reach it."""

    area: AreaRef | None = None
    form: Literal["project", "competition", "open_source", "experience", "assessment"]
    evidence: Line
    criteria: Annotated[list[Criterion], Field(min_length=4, max_length=7)]
    roles: list[RoleRef] = []


class Resource(Part):
    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    provider: Short
    url: Address
    kind: Literal["docs", "course", "book", "video", "dataset", "competition", "platform"]
    cost: Cost
    verified: bool = False
    seen_on: Day | None = None
    summary: Line | None = None
    body: Prose = ""
    learn: list[Line] = []
    platform: bool = False


class StatusFact(Part):
    """What has become of a thing, `subject`. `successor` says what to take instead; `about` are the pages that tell it."""

    subject: Short
    kind: Literal["retired", "renamed", "changed", "version", "note"]
    statement: Line
    since: Day | None = None
    successor: Line | None = None
    as_of: Day
    evidence: list[Line] = []
    verified: bool = False
    about: list[SubjectRef] = []


class Code(Part):
    """Where public classifications file a role."""

    scheme: Literal["onet", "esco"]
    code: Short
    title: Short
    url: Address | None = None
    fit: Line
    verified: bool = False


class RoleFact(Entry):
    learn: list[Line] = []
    check: Prose = ""
    mistakes: list[Line] = []
    items: list[ItemRef] = []
    resources: list[ResourceRef] = []


class Role(Entry):
    stage: Literal["entry", "core", "growth"]
    learn: list[Line] = []
    check: Prose = ""
    levels: dict[AreaRef, Annotated[int, Field(ge=0, le=4)]] = {}
    items: list[ItemRef] = []
    resources: list[ResourceRef] = []
    codes: list[Code] = []
    duties: dict[Key, RoleFact] = {}
    industries: dict[Key, RoleFact] = {}


class Move(Part):
    before: RoleRef
    after: RoleRef
    years: Annotated[str, StringConstraints(pattern=r"^\d+(-\d+)?$")]
    note: Line
    verified: bool = False


class Months(Part):
    low: Annotated[int, Field(ge=0, le=600)]
    high: Annotated[int, Field(ge=0, le=600)]

    @model_validator(mode="after")
    def low_to_high(self) -> Self:
        if self.low > self.high:
            raise ValueError(f"months should go from low to high, not {self.low} to {self.high}")
        return self


class Price(Part):
    low: Annotated[int, Field(ge=0, le=10_000_000)]
    high: Annotated[int, Field(ge=0, le=10_000_000)]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    basis: Line

    @model_validator(mode="after")
    def low_to_high(self) -> Self:
        if self.low > self.high:
            raise ValueError(f"the price should go from low to high, not {self.low} to {self.high}")
        return self


class Pathway(Entry):
    """A way of education: `adds` are steps of its own, `covers` what a graduate may claim."""

    months: Months
    cost: Price
    verified: bool = False
    asks_for: Passage | None = None
    suits: Line | None = None
    learn: list[Line] = []
    mistakes: list[Line] = []
    adds: list[ItemRef] = []
    covers: list[ItemRef] = []


class Choice(Part):
    title: Title
    summary: Line | None = None
    pick: Annotated[int, Field(ge=1, le=20)] = 1


class Step(Part):
    """`default`: a new roadmap starts with it. Unsaid: if it is neither optional nor one of a choice."""

    item: ItemRef
    optional: bool = False
    choice: Key | None = None
    default: bool | None = None

    @property
    def starts_chosen(self) -> bool:
        return self.default if self.default is not None else not self.optional and self.choice is None


class Stage(Part):
    id: Key
    title: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    short_title: Annotated[str, StringConstraints(min_length=1, max_length=24)]
    summary: Line | None = None
    steps: Annotated[list[Step], Field(min_length=1)]


class Template(Entry):
    role: RoleRef
    choices: dict[Key, Choice] = {}
    stages: Annotated[list[Stage], Field(min_length=1)]


class AreasFile(Part):
    areas: dict[Key, Area]


class SkillsFile(Part):
    area: AreaRef | None = None
    skills: dict[Key, Skill]


class CoursesFile(Part):
    courses: dict[Key, Course]


class CredentialsFile(Part):
    credentials: dict[Key, Credential]


class MilestonesFile(Part):
    milestones: dict[Key, Milestone]


class ResourcesFile(Part):
    resources: dict[Key, Resource]


class FactsFile(Part):
    facts: dict[Key, StatusFact]


class RolesFile(Part):
    """`levels_basis` says where the levels come from: a figure without a source is an estimate."""

    levels_basis: Line
    roles: dict[Key, Role]
    moves: list[Move] = []


class PathwaysFile(Part):
    pathways: dict[Key, Pathway]


class TemplateFile(Part):
    templates: dict[Key, Template]


# The first word of a file's name (skills.yaml, skills/mathematics.yaml) says what it holds.
KINDS: dict[str, type[Part]] = {
    "pack": PackFile,
    "areas": AreasFile,
    "skills": SkillsFile,
    "courses": CoursesFile,
    "credentials": CredentialsFile,
    "milestones": MilestonesFile,
    "resources": ResourcesFile,
    "facts": FactsFile,
    "roles": RolesFile,
    "pathways": PathwaysFile,
    "template": TemplateFile,
    "questions": QuestionsFile,
}


def json_schema() -> dict[str, Any]:
    """The whole format as one JSON Schema; a file matches the definition that `files` names for it."""
    _, definitions = TypeAdapter.json_schemas(
        [(kind, "validation", TypeAdapter(model)) for kind, model in KINDS.items()]
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Waymark content pack",
        "description": "A folder of YAML files. Each file matches the definition that stands beside its name here.",
        "x-files": {
            ("pack.yaml" if kind == "pack" else f"{kind}.yaml or {kind}/<name>.yaml"): f"#/$defs/{model.__name__}"
            for kind, model in KINDS.items()
        },
        "anyOf": [{"$ref": f"#/$defs/{model.__name__}"} for model in KINDS.values()],
        "$defs": definitions["$defs"],
    }
