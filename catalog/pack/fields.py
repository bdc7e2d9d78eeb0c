"""The kinds of value that a pack is made of. Each says in its error what it wants."""

from datetime import date
from typing import Annotated, ClassVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints


class Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


def one_line(text: str) -> str:
    if "\n" in text or text != text.strip():
        raise ValueError("should be one line without space around it")
    return text


def real_day(text: str) -> str:
    date.fromisoformat(text)
    return text


def web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or any(c.isspace() for c in text):
        raise ValueError("should be a web address that begins with https:// or http://")
    return text


Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=160), AfterValidator(one_line)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=400), AfterValidator(one_line)]
Short = Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(one_line)]
Prose = Annotated[str, StringConstraints(max_length=12_000)]
Passage = Annotated[str, StringConstraints(min_length=1, max_length=4_000)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(real_day)]
Address = Annotated[str, StringConstraints(max_length=500), AfterValidator(web_address)]
Number = Annotated[float, Field(ge=0, le=99_999)]


class Reference(str):
    """An id that must exist elsewhere; `kind` says among what."""

    __slots__ = ()
    kind: ClassVar[str]


class ItemReference(Reference):
    kind = "item"


class AreaReference(Reference):
    kind = "area"


class ResourceReference(Reference):
    kind = "resource"


class RoleReference(Reference):
    kind = "role"


class SubjectReference(Reference):
    kind = "subject"  # whatever a status fact may be about: an item, a resource, a duty or an industry


ItemRef = Annotated[Key, AfterValidator(ItemReference)]
AreaRef = Annotated[Key, AfterValidator(AreaReference)]
ResourceRef = Annotated[Key, AfterValidator(ResourceReference)]
RoleRef = Annotated[Key, AfterValidator(RoleReference)]
SubjectRef = Annotated[Key, AfterValidator(SubjectReference)]
