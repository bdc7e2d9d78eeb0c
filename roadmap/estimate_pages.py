"""What the page of estimates says."""

from dataclasses import dataclass
from datetime import date

from roadmap import words
from roadmap.estimates import FEWEST, Correction, Pace, correction, paces
from roadmap.models import Roadmap
from roadmap.money import Context
from roadmap.pages import Moved
from roadmap.planner import latest_number

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
        judgement=judgement(pace) if pace.is_enough else "too few to tell",
    )


def judgement(pace: Pace) -> str:
    """“12 % more”, “8 % less”, “as estimated”."""
    percent = round(100 * pace.actual / pace.estimated) - 100
    if not percent:
        return "as estimated"
    return f"{abs(percent):,} % {'more' if percent > 0 else 'less'}"


def headline(found: list[Pace]) -> str:
    told = [pace for pace in found if pace.is_enough]
    if not told:
        return "Not enough logged time yet"
    estimated, actual = sum(pace.estimated for pace in told), sum(pace.actual for pace in told)
    return f"Finished steps took {words.hours(actual)}, estimated {words.hours(estimated)}"


def told(change: Correction, today: date) -> Context:
    moves = [Moved(move, today.isoformat()) for move in change.difference.moved]
    return {
        "corrected": words.capital(words.count_of(len(change.minutes), "open step")),
        "gets": "gets" if len(change.minutes) == 1 else "get",
        "before": words.hours(change.before),
        "after": words.hours(change.after),
        "sentence": f"{change.difference.sentence()}.",
        "moves": moves[:MOST_MOVES],
        "more": words.count_of(len(moves) - MOST_MOVES, "more step") if len(moves) > MOST_MOVES else "",
    }
