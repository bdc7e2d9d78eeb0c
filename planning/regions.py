"""Public holidays of the world's countries and their parts, from the package `holidays`.

A region is written as a country (ISO 3166-1, "DE"), or as a country and a part of it ("DE-BY").
"""

import re
import warnings
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from typing import Any

from planning.errors import DateError, gettext_noop

# What stands inside a name of several words, and small.
_SMALL_WORDS = {"And": "and", "Of": "of", "The": "the"}


def public_holidays(country: str, years: Iterable[int], subdivision: str | None = None) -> frozenset[date]:
    """Public holidays of a country (ISO 3166-1, "DE") or of one part of it (ISO 3166-2, "BY"), from `holidays`.

    Years of which the package knows nothing have none. Raises DateError for a country or part that it does not know.
    """
    try:
        return _holidays_of(country, tuple(sorted(set(years))), subdivision)
    except NotImplementedError:
        place = country if subdivision is None else f"{country}-{subdivision}"
        field = "subdivision" if country in _package().list_supported_countries() else "country"
        raise DateError(field, gettext_noop("No holidays are known for %(place)s."), place=place) from None


def holidays_of_region(region: str, years: Iterable[int]) -> frozenset[date]:
    """The same for "DE" or "DE-BY"; none for no region. Raises DateError that names the field `region`."""
    if not region:
        return frozenset()
    country, _, part = region.partition("-")
    try:
        return public_holidays(country, years, part or None)
    except DateError as error:
        raise DateError("region", error.template, **error.facts) from None


@cache
def countries() -> dict[str, str]:
    """The countries whose holidays are known: {"DE": "Germany", …}, by name."""
    named = {entry[1]: _words(entry[0]) for entry in _package().registry.COUNTRIES.values()}
    return dict(sorted(named.items(), key=lambda pair: pair[1]))


@lru_cache(maxsize=256)
def parts_of(country: str) -> dict[str, str]:
    """The parts of a country that have holidays of their own: {"BY": "Bayern", …}, by name; none for an unknown one."""
    if country not in countries():
        return {}
    known = _package().country_holidays(country)
    names = {code: name for name, code in getattr(known, "subdivisions_aliases", {}).items()}
    return dict(sorted(((code, names.get(code, code)) for code in known.subdivisions), key=lambda pair: pair[1]))


@lru_cache(maxsize=256)
def _holidays_of(country: str, years: tuple[int, ...], subdivision: str | None) -> frozenset[date]:
    with warnings.catch_warnings():  # some religions' calendars are computed for a few decades only
        warnings.simplefilter("ignore")
        found: dict[date, str] = _package().country_holidays(country, subdiv=subdivision, years=years)
    return frozenset(found)


def _package() -> Any:
    # Imported here: the package takes a third of a second to import, and most plans need no holidays.
    import holidays  # noqa: PLC0415

    return holidays


def _words(name: str) -> str:
    """ "BosniaAndHerzegovina" -> "Bosnia and Herzegovina"."""
    return " ".join(_SMALL_WORDS.get(word, word) for word in re.findall(r"[A-Z][a-z]+|[A-Z]+(?![a-z])", name))
