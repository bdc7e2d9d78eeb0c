"""The languages that Waymark speaks, and keeping what was said once in each of them."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

P = ParamSpec("P")
R = TypeVar("R")

# What the content packs are written in. A reader of another language is told so beside the text.
OF_CONTENT = "en"


def per_language(most: int = 4096) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the last `most` answers of a function whose words depend on the reader's language, each with its language.

    `functools.cache` would give the first reader's words to everybody.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=most)
        def kept(_language: str | None, *args: P.args, **kwargs: P.kwargs) -> R:
            return function(*args, **kwargs)

        @wraps(function)
        def said(*args: P.args, **kwargs: P.kwargs) -> R:
            return kept(get_language(), *args, **kwargs)  # type: ignore[arg-type]

        return said

    return decorate


def validate_language(value: str) -> None:
    if value not in dict(settings.LANGUAGES):
        raise ValidationError(_("Waymark does not speak “%(code)s”."), code="unknown", params={"code": value})


def reads_content() -> bool:
    """Whether the reader's language is that of the content packs."""
    return (get_language() or OF_CONTENT).split("-")[0] == OF_CONTENT
