"""Whether an answer is right. Plain Python: what is asked and what was given come as the bank and the sessions keep them.

What a person gave is kept in their own words, so that it can be read after a later pack has changed the order of options:
    single, multiple {"options": [text]} · ordering {"order": [text]} · numeric {"number": text}
    short, open {"text": text}, open after marking also {"met": [rubric line]} · any kind {"unknown": true}
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

Given = dict[str, Any]
Key = Mapping[str, Any]

UNKNOWN: Given = {"unknown": True}
LARGEST = Decimal("1e15")


def grade(kind: str, options: Sequence[Mapping[str, str]], key: Key, given: Given) -> bool | None:
    """Say whether `given` is right; None for an open answer, which the person marks by its rubric."""
    if given.get("unknown"):
        return False
    texts = [option["text"] for option in options]
    return GRADERS[kind](texts, key, given)


def grade_choice(texts: Sequence[str], key: Key, given: Given) -> bool:
    return set(given["options"]) == {texts[index] for index in key["correct"]}


def grade_ordering(texts: Sequence[str], key: Key, given: Given) -> bool:
    return list(given["order"]) == [texts[index] for index in key["order"]]


def grade_numeric(texts: Sequence[str], key: Key, given: Given) -> bool:
    value, tolerance = Decimal(str(key["value"])), Decimal(str(key["tolerance"]))
    return abs(read_number(given["number"], key.get("unit", "")) - value) <= tolerance


def grade_short(texts: Sequence[str], key: Key, given: Given) -> bool:
    return fold(given["text"]) in {fold(accepted) for accepted in key["accept"]}


def grade_open(texts: Sequence[str], key: Key, given: Given) -> bool | None:
    return set(given["met"]) >= set(key["rubric"]) if "met" in given else None


GRADERS: dict[str, Callable[[Sequence[str], Key, Given], bool | None]] = {
    "single": grade_choice,
    "multiple": grade_choice,
    "ordering": grade_ordering,
    "numeric": grade_numeric,
    "short": grade_short,
    "open": grade_open,
}

GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3}){2,}(\.\d+)?|[+-]?\d{1,3}(,\d{3})+\.\d+", re.ASCII)
EITHER_WAY = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?", re.ASCII | re.IGNORECASE)


def read_number(typed: str, unit: str = "") -> Decimal:
    """Read a number as people write it: 0.25, 0,25, 1 200, 12,500.5, 3e6, −0.2, and with the unit that was asked for.

    Raises ValueError with a sentence for the person.
    """
    text = unicodedata.normalize("NFKC", typed).strip().replace("−", "-")
    if unit and text.casefold().endswith(unit.casefold()):
        text = text[: -len(unit)].rstrip()
    text = re.sub(r"(?<=\d)[ '’_](?=\d{3}(?!\d))", "", text)
    if EITHER_WAY.fullmatch(text):
        whole, fraction = text.replace(",", ""), text.replace(",", ".")
        sentence = _("Write %(whole)s or %(fraction)s: the comma can be read both ways.")
        raise ValueError(sentence % {"whole": whole, "fraction": fraction})
    text = text.replace(",", "") if GROUPED.fullmatch(text) else text.replace(",", ".")
    if not NUMBER.fullmatch(text):
        raise ValueError(_("Write one number, such as 0.25 or 1200."))
    number = Decimal(text)
    if abs(number) > LARGEST:
        raise ValueError(_("Write a number below 1e15."))
    return number


TOKEN = re.compile(r"(?<![\w)\]])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|[^\W_]+|[^\w\s]")
TELLING_MARKS = frozenset("#%&*@")  # C# is not C
QUIET_MARKS = frozenset("`´")


def fold(text: str) -> str:
    """Fold what does not matter in a short answer: case, space, and punctuation; not the signs and points of numbers."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("−", "-").strip()
    kept = [token for token in TOKEN.findall(text) if matters(token)]
    folded = ""
    for token in kept:
        folded += " " + token if folded[-1:].isdecimal() and token[-1:].isdecimal() else token
    return folded or text


def matters(token: str) -> bool:
    if len(token) > 1 or token.isalnum() or token in TELLING_MARKS:
        return True
    return token not in QUIET_MARKS and not unicodedata.category(token).startswith("P")
