"""Know the places that datelines name: the first of several, and its country."""

import re
from collections.abc import Iterator
from functools import cache

from shared.languages.matching import match_key
from shared.languages.names import country_code
from shared.languages.places import place_country, place_name
from shared.languages.tables import load_table

_PARTS = re.compile(r"\s*[,،，、]\s*|(?<=[\u0e00-\u0e7f])\s+(?=[\u0e00-\u0e7f])")
_AND = re.compile(
    r"\s+(?:and|und|et|y|e|и|dan|và|&|\+|y|or|或|และ|및)\s+|\s*[/、&·]\s*|\s+و(?=\w)|和|および|(?<=\w)과\s"
)
_IN_BRACKETS = re.compile(r"^[^(（,]{2,40}[(（](?P<name>[^()（）]{2,40})[)）]")
_BRACKETS = re.compile(r"\s*[(（][^()（）]{0,60}[)）]?")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3041-\u30ff\u4e00-\u9fff\s]")
_KATAKANA = re.compile(r"[\u30a1-\u30ff]{2}")
_LONGEST_JOINED = 24
_SHORT_CODE = re.compile(r"[A-Z]{2}")


def country_of(place: str) -> str | None:
    """Name the country of a place as a dateline writes it, where that is certain.

    The last part decides where it names a country or, together, they name a known city.

    >>> country_of("واشنطن"), country_of("دمشق، سوريا"), country_of("Springfield")
    ('US', 'SY', None)
    >>> country_of("Recife, PE"), country_of("St. Johns, PE"), country_of("瑞士巴塞尔")
    ('BR', 'CA', 'CH')
    """
    if (bracketed := _IN_BRACKETS.search(place)) and (code := country_code(bracketed["name"])):
        return code
    first, *rest = [part for part in _PARTS.split(place) if part] or [""]
    if rest and (code := _country_of_last(first, rest[-1])):
        return code
    return _country(place) or _country(first) or (_country_alone(first) if not rest else None)


def _country_of_last(first: str, last: str) -> str | None:
    """Read the country off the part behind the comma; a city decides what Georgia is meant."""
    city = _country(first)
    if _SHORT_CODE.fullmatch(last) and (regions := _regions().get(match_key(last))):
        return city if city in regions else regions[0]
    regions = _regions().get(match_key(last), ())
    codes = {country_code(last) or _country(last), *regions} - {None}
    if len(codes) == 1:
        return next(iter(codes))
    return city if codes else None


@cache
def _regions() -> dict[str, tuple[str, ...]]:
    """Index the regions that datelines put in the place of their country."""
    regions: dict[str, list[str]] = load_table(__file__, "regions")
    index: dict[str, tuple[str, ...]] = {}
    for code, names in regions.items():
        for name in names:
            index[match_key(name)] = (*index.get(match_key(name), ()), code)
    return index


def _country_alone(place: str) -> str | None:
    """Read a country by itself or before its city, as in `以色列特拉维夫`."""
    return country_code(place) or next((code for _, code in _joined(place)), None)


def _joined(place: str) -> Iterator[tuple[str, str]]:
    """Split a place where a country stands glued before its city: the city and the country."""
    nations: dict[str, str] = load_table(__file__, "city_words")["nations"]
    if place[:1] in nations and _KATAKANA.match(place, 1):
        yield place[1:], nations[place[0]]
    for at in range(2, min(len(place), _LONGEST_JOINED) - 1):
        code = country_code(place[:at]) if _UNSPACED.match(place[at]) else None
        if code and _country(place[at:]) in (code, None):
            yield place[at:].strip(), code


def first_place(place: str) -> str:
    """Keep the first place of several, without region, country or what stands in brackets.

    >>> first_place("JAKARTA, Indonesia & NEW YORK"), first_place("Kassel und Erfurt")
    ('JAKARTA', 'Kassel')
    >>> first_place("中国深圳"), first_place("香港"), first_place("كوالالمبور وجاكرتا")
    ('深圳', '香港', 'كوالالمبور')
    """
    place = place.removeprefix("г. ")
    if _country(place) is not None and not _PARTS.search(place):
        return place
    first = _BRACKETS.sub("", _AND.split(place)[0])
    first = _PARTS.split(first.strip())[0].strip()
    if _country(first) is None and (joined := next(_joined(first), None)):
        return joined[0]
    return first


def is_known_place(place: str) -> bool:
    """Say whether a place, or its part before the first comma, is a city or country we know.

    >>> is_known_place("LEIPZIG"), is_known_place("Lyon, Frankreich"), is_known_place("Acme")
    (True, True, False)
    """
    first = first_place(place)
    known = country_of(place) or country_of(first) if first else None
    return bool(first) and (known is not None or place_name(first, "en") is not None)


def _country(city: str) -> str | None:
    """Look a city up as it stands, then without a word for city before or behind it."""
    words: dict[str, list[str]] = load_table(__file__, "city_words")
    names = [city, *(city.removesuffix(word) for word in words["suffixes"] if city.endswith(word))]
    folded = city.casefold()
    names += [folded.removeprefix(word) for word in words["prefixes"] if folded.startswith(word)]
    return next((code for code in map(place_country, names) if code), None)
