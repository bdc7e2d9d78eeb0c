"""What the page of estimates says."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roadmap import plan_words, words
from roadmap.estimates import FEWEST, Correction, Pace, correction, paces
from roadmap.models import Roadmap
from roadmap.money import Context
from roadmap.pages import Moved
from roadmap.planner import latest_number
from roadmap.versions import more

MOST_MOVES = 20


@dataclass(frozen=True, slots=True)
class PaceLine:
    """One kind of the table; `judgement` says what follows for what is left."""

    name: str
    steps: str
    estimated: str
    actual: str
    judgement: str


def estimates(roadmap: Roadmap, today: date) -> Context:
    """How long finished steps took against their estimates, and what would change if the rest took as long."""
    found, change = paces(roadmap), correction(roadmap, today)
    context: Context = {
        "roadmap": roadmap,
        "paces": [line_of(pace) for pace in found],
        "headline": headline(found),
        "fewest": words.number(FEWEST),
        "version": latest_number(roadmap),
    }
    return context | (told(change, today) if change else {})


def line_of(pace: Pace) -> PaceLine:
    return PaceLine(
        name=pace.name,
        steps=str(pace.steps),
        estimated=words.hours(pace.estimated),
        actual=words.hours(pace.actual),
        judgement=judgement(pace) if pace.is_enough else _("too few to tell"),
    )


def judgement(pace: Pace) -> str:
    """“12 % more”, “8 % less”, “as estimated”."""
    percent = round(100 * pace.actual / pace.estimated) - 100
    if not percent:
        return _("as estimated")
    difference = _("%(percent)s %% more") if percent > 0 else _("%(percent)s %% less")
    return difference % {"percent": words.decimal(abs(percent))}


def headline(found: list[Pace]) -> str:
    told = [pace for pace in found if pace.is_enough]
    if not told:
        return _("Not enough logged time yet")
    estimated, actual = sum(pace.estimated for pace in told), sum(pace.actual for pace in told)
    took = {"actual": words.hours(actual), "estimated": words.hours(estimated)}
    return _("Finished steps took %(actual)s, estimated %(estimated)s") % took


def told(change: Correction, today: date) -> Context:
    moves = [Moved(move, today.isoformat()) for move in change.difference.moved]
    return {
        "corrected": words.capital(corrected(change)),
        "sentence": plan_words.difference(change.difference),
        "moves": moves[:MOST_MOVES],
        "more": more(len(moves) - MOST_MOVES),
    }


def corrected(change: Correction) -> str:
    sentence = ngettext(
        "one open step gets other hours: %(after)s in place of %(before)s.",
        "%(count)s open steps get other hours: %(after)s in place of %(before)s.",
        len(change.minutes),
    )
    hours = {"before": words.hours(change.before), "after": words.hours(change.after)}
    return sentence % {"count": words.number(len(change.minutes)), **hours}
