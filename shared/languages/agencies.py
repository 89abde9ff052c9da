"""Know news agencies by their names in any language, and name them in the fifteen."""

from collections.abc import Iterator
from functools import cache
from typing import TypedDict

from shared.languages.matching import match_key, unambiguous
from shared.languages.tables import load_table
from shared.languages.tags import fallbacks


class _Agency(TypedDict):
    names: dict[str, str]
    aliases: list[str]


def agency_code(name: str) -> str | None:
    """Find the code of a news agency by its name in any language.

    >>> agency_code("美聯社"), agency_code("Agence France-Presse"), agency_code("Example Wire")
    ('AP', 'AFP', None)
    """
    return _agencies_by_name().get(match_key(name))


def agency_name(code: str, language: str) -> str | None:
    """Name a news agency, as a dateline does in a language, given its code or any of its names.

    An agency of which only one name is written down keeps that: it is not named here.

    >>> agency_name("AP", "ko"), agency_name("Xinhua", "vi"), agency_name("美联社", "ar")
    ('AP통신', 'Tân Hoa Xã', 'أسوشيتد برس')
    """
    known = agency_code(code)
    if known is None:
        return None
    names = _agencies()[known]["names"]
    return next((names[near] for near in fallbacks(language) if near in names), None)


@cache
def agency_keys() -> tuple[str, ...]:
    """List every name of every agency as its match key, the longest first.

    >>> "تاس" in agency_keys(), "deutsche presse-agentur" in agency_keys()
    (True, True)
    """
    return tuple(sorted(_agencies_by_name(), key=len, reverse=True))


def _agencies() -> dict[str, _Agency]:
    agencies: dict[str, _Agency] = load_table(__file__, "agencies")["agencies"]
    return agencies


@cache
def _agencies_by_name() -> dict[str, str]:
    return unambiguous(_names())


def _names() -> Iterator[tuple[str, str]]:
    for code, agency in _agencies().items():
        yield code, code
        for name in (*agency["names"].values(), *agency["aliases"]):
            yield name, code
