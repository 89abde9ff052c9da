"""Know the wires, news agencies and places that marks and datelines name."""

import re
from functools import cache
from typing import NamedTuple

from shared.languages.agencies import agency_code
from shared.languages.matching import match_key
from shared.languages.names import country_code
from shared.languages.places import place_country, place_name
from shared.languages.tables import load_table

_JOINTS = re.compile(r"\s*[/;&·+、]\s*|\s+-\s+|,\s+")
_PARTS = re.compile(r"\s*[,،，、]\s*")
_LONGEST_JOINED = 24


class Wire(NamedTuple):
    """Hold a distribution service: its name, the prefix of its rules, and its signs."""

    name: str
    rule: str
    marks: tuple[str, ...]
    sites: tuple[str, ...]
    figures: tuple[frozenset[str], ...]


@cache
def wires() -> tuple[Wire, ...]:
    """List the known wires, the longest marks first within each."""
    return tuple(
        Wire(
            name,
            row["rule"],
            tuple(sorted(row["marks"], key=len, reverse=True)),
            tuple(row["sites"]),
            tuple(map(frozenset, row["figures"])),
        )
        for name, row in load_table(__file__, "wires").items()
    )


def wire_named(text: str) -> Wire | None:
    """Find the wire whose mark a text is, whatever its case.

    >>> wire_named("globe newswire").name, wire_named("the wires")
    ('GlobeNewswire', None)
    """
    return _wires_by_mark().get(match_key(text))


@cache
def _wires_by_mark() -> dict[str, Wire]:
    return {match_key(mark): wire for wire in wires() for mark in wire.marks}


def agency_named(text: str) -> str | None:
    """Find a news agency by its name in any language; of several, the first one known.

    >>> agency_named("وكالة الأنباء الأمريكية"), agency_named("法新社"), agency_named("dpa/Reuters")
    ('AP', 'AFP', 'dpa')
    """
    codes = map(agency_code, [text, *_JOINTS.split(text)])
    return next((code for code in codes if code), None)


def country_of(place: str) -> str | None:
    """Name the country of a place as a dateline writes it, where that is certain.

    The last part decides where it names a country or, together, they name a known city.

    >>> country_of("واشنطن"), country_of("دمشق، سوريا"), country_of("Springfield")
    ('US', 'SY', None)
    """
    first, *rest = [part for part in _PARTS.split(place) if part] or [""]
    if rest and (code := _country_of_last(first, rest[-1])):
        return code
    return _country(place) or _country(first) or (_country_alone(first) if not rest else None)


def _country_of_last(first: str, last: str) -> str | None:
    """Read the country off the part behind the comma; a city decides what Georgia is meant."""
    codes = {country_code(last) or _country(last), _regions().get(match_key(last))} - {None}
    return next(iter(codes)) if len(codes) == 1 else _country(first) if codes else None


@cache
def _regions() -> dict[str, str]:
    """Index the regions that datelines put in the place of their country."""
    regions: dict[str, list[str]] = load_table(__file__, "regions")
    return {match_key(name): code for code, names in regions.items() for name in names}


def _country_alone(place: str) -> str | None:
    """Read a country by itself or before its city, as in `以色列特拉维夫`."""
    if code := country_code(place):
        return code
    splits = ((place[:at], place[at:]) for at in range(2, min(len(place), _LONGEST_JOINED) - 1))
    certain = (code for head, city in splits if (code := country_code(head)) == _country(city))
    return next((code for code in certain if code), None)


def is_known_place(place: str) -> bool:
    """Say whether a place, or its part before the first comma, is a city or country we know.

    >>> is_known_place("LEIPZIG"), is_known_place("Lyon, Frankreich"), is_known_place("Acme")
    (True, True, False)
    """
    first = _PARTS.split(place.partition("/")[0])[0]
    known = country_of(place) or country_of(first) if first else None
    return bool(first) and (known is not None or place_name(first, "en") is not None)


def _country(city: str) -> str | None:
    """Look a city up as it stands, then without a word for city before or behind it."""
    words: dict[str, list[str]] = load_table(__file__, "city_words")
    names = [city, *(city.removesuffix(word) for word in words["suffixes"] if city.endswith(word))]
    folded = city.casefold()
    names += [folded.removeprefix(word) for word in words["prefixes"] if folded.startswith(word)]
    return next((code for code in map(place_country, names) if code), None)
