"""What the list says after a whole stage was known, with the way back."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from roadmap import words
from roadmap.actions.knowing import known_by
from roadmap.rows import address_of_stages


@dataclass(frozen=True, slots=True)
class Known:
    text: str
    undo_address: str
    mark: str


def known_notice(asked: Mapping[str, str], user: User) -> Known | None:
    """Read from the address which act it was; None where nothing of it is left to undo."""
    mark, stage = asked.get("known", ""), asked.get("stage", "")
    if mark == "nothing":
        return Known(_("Nothing in that stage was open that can be claimed."), "", "")
    count = known_by(mark, user)
    if not count or not (stage.isdecimal() and stage.isascii() and len(stage) <= 18):
        return None
    sentence = ngettext(
        "One step is done: you know this already.", "%(count)s steps are done: you know this already.", count
    )
    return Known(
        words.capital(sentence % {"count": words.number(count)}), f"{address_of_stages()}{stage}/forget/", mark
    )
