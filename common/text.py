"""What a line of text from a person may hold. Three apps and more take names and titles; the rule is one."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Direction overrides and isolates can make a name read as another one; U+200E and U+200F marks are harmless and stay.
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def validate_line(value: str) -> None:
    """Refuse control characters, line breaks, direction overrides, lone surrogates, and text with nothing to see."""
    for character in value:
        category = unicodedata.category(character)
        if category in {"Cc", "Cs", "Zl", "Zp"}:
            raise ValidationError(
                _("Use one line of plain text: line breaks and control characters are not allowed."), code="control"
            )
        if character in BIDI_CONTROLS:
            raise ValidationError(_("Remove the characters that change the direction of text."), code="bidi")
    if not has_something_to_see(value):
        raise ValidationError(
            _("Write something that can be seen: these characters are all invisible."), code="invisible"
        )


def validate_text(value: str) -> None:
    """Like `validate_line`, for text of several lines: tabs and line breaks are welcome."""
    validate_line(value.translate({ord(character): " " for character in "\t\r\n"}) + ".")


def has_something_to_see(value: str) -> bool:
    return any(unicodedata.category(character) not in {"Cf", "Zs", "Zl", "Zp", "Cc", "Mn", "Me"} for character in value)
