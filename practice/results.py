"""An answered question as the page shows it: what was right, what the person said, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from practice.models import Answer
from roadmap import words


@dataclass(frozen=True, slots=True)
class Line:
    """One option or place: `verdict` says in words what its mark says in a drawing."""

    text: str
    mark: str = ""
    verdict: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """`state` is right, wrong, unknown or unmarked. `right` and `given` stand alone where there are no lines."""

    state: str
    headline: str
    lines: Sequence[Line] = ()
    right: str = ""
    given: str = ""


def read_result(answer: Answer) -> Result:
    kind, key, said = answer.question.kind, answer.question.answer, answer.said
    state, headline = judged(answer)
    if kind in ("single", "multiple"):
        return Result(state, headline, option_lines(answer, alone=kind == "single"))
    if kind == "ordering":
        return Result(state, headline, ordered_lines(answer))
    if kind == "numeric":
        return Result(state, headline, right=numeric_key(key), given=said.get("number", ""))
    if kind == "short":
        return Result(state, headline, right=key["accept"][0], given=said.get("text", ""))
    met = set(said.get("met", ()))
    lines = [Line(line, *(("check", _("Met.")) if line in met else ("", _("Not met.")))) for line in key["rubric"]]
    return Result(state, headline, lines, given=said.get("text", ""))


def judged(answer: Answer) -> tuple[str, str]:
    if answer.said.get("unknown"):
        return "unknown", _("Not yet. Here is how it goes.")
    if answer.is_right is None:
        return "unmarked", _("Compare it with the model answer.")
    if answer.question.kind == "open":
        rubric = answer.question.answer["rubric"]
        met = len(set(answer.said.get("met", ())) & set(rubric))
        count = words.number(met) if met else pgettext("of several things", "none")
        sentence = ngettext("%(met)s of one line met.", "%(met)s of %(count)s lines met.", len(rubric))
        sentence = words.capital(sentence % {"met": count, "count": words.number(len(rubric))})
        if answer.is_right:
            return "right", sentence
        return "wrong", " ".join([sentence, _("It counts as right when all are.")])
    return ("right", _("That is right.")) if answer.is_right else ("wrong", _("That is not right."))


def option_lines(answer: Answer, *, alone: bool) -> list[Line]:
    options = answer.question.options
    correct = {options[index]["text"] for index in answer.question.answer["correct"]}
    chosen = answer.said.get("options", [])
    lines = []
    for option in answer.shown_options():
        text = option["text"]
        mark, verdict = option_verdict(text in correct, text in chosen, alone=alone)
        lines.append(Line(text, mark, verdict, option["why"]))
    present = {option["text"] for option in options}
    return lines + [
        Line(text, "", _("Your answer; the option has changed since.")) for text in chosen if text not in present
    ]


def option_verdict(is_correct: bool, is_chosen: bool, *, alone: bool) -> tuple[str, str]:
    if is_chosen:
        return ("check", _("Your answer, and right.")) if is_correct else ("close", _("Your answer, but not right."))
    if is_correct:
        return "arrow", _("The right answer.") if alone else _("Right too, and not in your answer.")
    return "", "" if alone else _("Not right, and not in your answer.")


def ordered_lines(answer: Answer) -> list[Line]:
    given = answer.said.get("order", [])
    lines = []
    for place, index in enumerate(answer.question.answer["order"], start=1):
        text = answer.question.options[index]["text"]
        yours = given.index(text) + 1 if text in given else 0
        mark = "check" if yours == place else "close" if yours else ""
        lines.append(Line(text, mark, _("You put it in place %(place)d.") % {"place": yours} if yours else ""))
    return lines


def numeric_key(key: dict[str, object]) -> str:
    """{"value": 1.05, "tolerance": 0.03, "unit": "GB"} -> "1.05 GB (0.03 more or less also counts)"."""
    value, tolerance, unit = plain(key["value"]), plain(key["tolerance"]), key.get("unit")
    shown = f"{value} {unit}" if unit else value
    if tolerance == "0":
        return shown
    return _("%(number)s (%(tolerance)s more or less also counts)") % {"number": shown, "tolerance": tolerance}


def plain(number: object) -> str:
    """4.0 -> "4", 0.0005 -> "0.0005", in the reader's way."""
    return number_format(f"{Decimal(str(number)).normalize():f}")
