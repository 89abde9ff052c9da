"""Name the cities of well-known datelines in the fifteen languages, and the countries of more.

`places.json` holds places with their names in each language. Of further cities only the country is
known, whatever the language that names them: `cities.json` is written by hand, `zone_cities.json`
has the cities of time zones from CLDR.
"""

from collections.abc import Iterator
from functools import cache
from typing import TypedDict

from shared.languages.matching import match_key, unambiguous
from shared.languages.tables import load_table
from shared.languages.tags import fallbacks


class _Place(TypedDict):
    country: str | None
    names: dict[str, str]
    aliases: list[str]


def place_name(name: str, language: str) -> str | None:
    """Name a place in a language, given its name in any of the fifteen.

    >>> place_name("واشنطن", "ko"), place_name("LONDON", "es"), place_name("東京", "zh-CN")
    ('워싱턴', 'Londres', '东京')
    >>> place_name("Springfield", "de") is None
    True
    """
    place = _find(name)
    if place is None:
        return None
    names = place["names"]
    return next((names[near] for near in fallbacks(language) if near in names), None)


def place_country(name: str) -> str | None:
    """Name the country of a place by its ISO 3166 code, where it is known and undisputed.

    >>> place_country("Frankfurt am Main"), place_country("香港"), place_country("Jerusalem")
    ('DE', 'HK', None)
    >>> place_country("スラバヤ"), place_country("Springfield")
    ('ID', None)
    """
    place = _find(name)
    return place["country"] if place else _countries_by_city().get(match_key(name))


def _find(name: str) -> _Place | None:
    key = _places_by_name().get(match_key(name))
    return _places()[key] if key else None


def _places() -> dict[str, _Place]:
    places: dict[str, _Place] = load_table(__file__, "places")["places"]
    return places


@cache
def _places_by_name() -> dict[str, str]:
    return unambiguous(_names())


def _names() -> Iterator[tuple[str, str]]:
    for key, place in _places().items():
        for name in (*place["names"].values(), *place["aliases"]):
            yield name, key


@cache
def _countries_by_city() -> dict[str, str]:
    zones, cities = (_cities(table) for table in ("zone_cities", "cities"))
    return {**zones, **cities}


def _cities(table: str) -> dict[str, str]:
    cities: dict[str, list[str]] = load_table(__file__, table)["cities"]
    return unambiguous((name, code) for code, names in cities.items() for name in names)
