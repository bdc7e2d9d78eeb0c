"""How long something took, as people write it and as they read it. Plain functions."""

import re

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from common.languages import per_language

FORMS = (
    re.compile(r"(?P<minutes>\d{1,4})(?: ?(?:m|min|minutes?|minuten?|minutos?)\.?)?", re.ASCII),
    re.compile(r"(?P<hours>\d{1,2})(?::| ?(?:h|std\.?) ?)(?P<minutes>\d{2})(?: ?(?:m|min\.?))?", re.ASCII),
    re.compile(r"(?P<hours>\d{1,2}(?:[.,]\d{1,2})?) ?(?:h|hours?|std\.?|stunden?|horas?)", re.ASCII),
)


def read_minutes(text: str) -> int | None:
    """Read "90", "45 min", "1:30", "1 h 30 min" or "1.5 h" as minutes, in any of our languages; None where it is no such thing."""
    for form in FORMS:
        if match := form.fullmatch(text.strip().lower()):
            parts = match.groupdict()
            return round(float((parts.get("hours") or "0").replace(",", ".")) * 60) + int(parts.get("minutes") or 0)
    return None


def write_minutes(minutes: int) -> str:
    """100 -> "1:40", as a field shows it."""
    return f"{minutes // 60}:{minutes % 60:02}"


@per_language()
def exactly(minutes: int) -> str:
    """100 -> "1 h 40 min", 45 -> "45 min", 120 -> "2 h"."""
    hours, rest = divmod(minutes, 60)
    facts = {"hours": number_format(hours, force_grouping=True), "minutes": rest, "count": rest}
    if not hours:
        return _("%(count)s min") % facts
    if not rest:
        return _("%(count)s h") % {"count": facts["hours"]}
    return _("%(hours)s h %(minutes)s min") % facts
