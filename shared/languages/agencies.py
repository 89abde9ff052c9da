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

    A word for agency before or behind the name does not count.

    >>> agency_code("美聯社"), agency_code("Agence France-Presse"), agency_code("Example Wire")
    ('AP', 'AFP', None)
    >>> agency_code("Agencia AFP"), agency_code("وكالة أنباء أسوشيتد برس")
    ('AFP', 'AP')
    """
    key, known = match_key(name), _agencies_by_name()
    return known.get(key) or next(filter(None, map(known.get, _bare(key))), None)


def _bare(key: str) -> Iterator[str]:
    """Take each word for agency off a name that begins or ends with it."""
    for word in _words("words_before"):
        if key.startswith(word):
            yield key.removeprefix(word).strip()
    for word in _words("words_behind"):
        if key.endswith(word):
            yield key.removesuffix(word).strip()


@cache
def _words(place: str) -> tuple[str, ...]:
    words: list[str] = load_table(__file__, "agencies")[place]
    return tuple(match_key(word) for word in words)


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
