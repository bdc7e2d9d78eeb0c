"""What can be learned, and how it hangs together. Only the items that people wrote are anybody's."""

from catalog.models.drafts import Draft, DraftChange, DraftFile
from catalog.models.items import (
    Course,
    Credential,
    Criterion,
    Item,
    ItemResource,
    Milestone,
    Prerequisite,
    Skill,
    StatusFact,
)
from catalog.models.links import LinkCheck
from catalog.models.pages import Area, Pack, Page, Resource
from catalog.models.questions import Question
from catalog.models.roles import Pathway, Role, RoleFact, RoleLevel, RoleStep
from catalog.models.templates import Choice, Template, TemplateStage, TemplateStep
from catalog.models.versions import TemplateVersion

__all__ = [
    "Area",
    "Choice",
    "Course",
    "Credential",
    "Criterion",
    "Draft",
    "DraftChange",
    "DraftFile",
    "Item",
    "ItemResource",
    "LinkCheck",
    "Milestone",
    "Pack",
    "Page",
    "Pathway",
    "Prerequisite",
    "Question",
    "Resource",
    "Role",
    "RoleFact",
    "RoleLevel",
    "RoleStep",
    "Skill",
    "StatusFact",
    "Template",
    "TemplateStage",
    "TemplateStep",
    "TemplateVersion",
]
