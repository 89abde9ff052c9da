"""Know the wires, news agencies and places that marks and datelines name."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from shared.languages.agencies import agency_code
from shared.languages.matching import match_key
from shared.languages.names import country_code
from shared.languages.places import place_country, place_name
from shared.languages.tables import load_table

_JOINTS = re.compile(r"\s*[/;&·+、]\s*|\s+-\s+|,\s+")
_AND = re.compile(
    r"\s+(?:and|und|et|y|e|и|dan|và|&|\+|y|or|或|และ|및)\s+|\s*[/、&·]\s*|\s+و(?=\w)|和|および|(?<=\w)과\s"
)
_BRACKETS = re.compile(r"\s*[(（][^()（）]{0,60}[)）]?")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3041-\u30ff\u4e00-\u9fff\s]")
_PARTS = re.compile(r"\s*[,،，、]\s*|(?<=[\u0e00-\u0e7f])\s+(?=[\u0e00-\u0e7f])")
_LONGEST_JOINED = 24
_SHORTEST_WITHIN = 5  # letters of a mark that is looked for inside a longer text
_NUMBER = re.compile(r"\d{3,6}$")
_SHORT_CODE = re.compile(r"[A-Z]{2}")


class Wire(NamedTuple):
    """Hold a distribution service: its name, the prefix of its rules, and its signs."""

    name: str
    rule: str
    marks: tuple[str, ...]
    sites: tuple[str, ...]
    figures: tuple[frozenset[str], ...]
    exact: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()


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
            tuple(row.get("exact", ())),
            tuple(row.get("numbered", ())),
        )
        for name, row in load_table(__file__, "wires").items()
    )


def wire_named(text: str) -> Wire | None:
    """Find the wire whose mark a text is, whatever its case; a few are told by theirs.

    >>> wire_named("globe newswire").name, wire_named("the wires")
    ('GlobeNewswire', None)
    >>> wire_named("OTS").name, wire_named("ots").name, wire_named("pts006").name
    ('APA-OTS', 'ots', 'pressetext')
    """
    text = text.strip()
    key = match_key(_NUMBER.sub("", text))
    return _exact_marks().get(text) or _wires_by_mark().get(match_key(text)) or _numbered().get(key)


@cache
def _exact_marks() -> dict[str, Wire]:
    return {mark: wire for wire in wires() for mark in wire.exact}


@cache
def _numbered() -> dict[str, Wire]:
    """Index the marks that a running number follows."""
    return {match_key(mark): wire for wire in wires() for mark in wire.numbered}


@cache
def _wires_by_mark() -> dict[str, Wire]:
    return {match_key(mark): wire for wire in wires() for mark in wire.marks}


def wires_within(text: str) -> tuple[str, ...]:
    """List the wires whose names stand in a line that names its source or its page.

    >>> wires_within("Fuente: Comunicae"), wires_within("PR TIMESトップへ"), wires_within("Lots: 3")
    (('Comunicae',), ('PR Times',), ())
    """
    found = (wire_named(each[0]) for each in _any_mark().finditer(text))
    return tuple(dict.fromkeys(wire.name for wire in found if wire))


@cache
def _any_mark() -> re.Pattern[str]:
    marks = {mark for wire in wires() for mark in wire.marks if len(mark) >= _SHORTEST_WITHIN}
    names = "|".join(map(re.escape, sorted(marks, key=len, reverse=True)))
    return re.compile(rf"(?<![A-Za-z])(?:{names})(?![A-Za-z])", re.IGNORECASE)


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
    >>> country_of("Recife, PE"), country_of("St. Johns, PE"), country_of("瑞士巴塞尔")
    ('BR', 'CA', 'CH')
    """
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
