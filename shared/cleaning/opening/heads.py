"""Read the words of a frame that stand outside brackets: place, date, agency, in any order."""

import re
from collections.abc import Iterator
from functools import cache

from shared.cleaning.dates import read_date
from shared.cleaning.names import agency_named, wire_named
from shared.cleaning.opening.place_names import looks_like_place, never_first
from shared.cleaning.opening.readings import Reading, Setting
from shared.cleaning.places import country_of
from shared.languages.agencies import agency_code, agency_keys

_LONGEST = 100
_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_LONGEST_PLACE = 60
_MOST_WORDS = 7
_NO_PLACE = re.compile(r"[\d:：!?。]")
_EDGES = re.compile(r"^[\s=·,،，、]+|(?:[\s=·,،，、–—]|(?<=\d{4})\.|(?<=\d г)\.)+$")
_BOUNDARY = re.compile(
    r"[,،，、]\s*|\.\s+|:\s+|\s+|(?<=[^\d\s])(?=\d)|(?<=[日號号])(?=\w)|\s?[－|]\s?|(?<=\d)(?=[^\W\d])"
)
_REPORT = re.compile(
    r"(?:綜合|综合)?(?:外電報導|外电报道|外電|外电|專電|专电|報導|报道|報道|電|电|訊|讯)$"
)
_OURS = re.compile(r"^(?:本报|本報|本网|本網|本社|本刊)(?=[\u4e00-\u9fff]{2,8}\d)")
_MEDIUM = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,6}(?:社|网|網|日报|晚报|时报|早报|日報|晚報|時報|新闻|新聞|电视台|在线))(?P<rest>[\u4e00-\u9fff]{0,8}\d.*)"
)
_SAID = re.compile(r"(?<=[\u4e00-\u9fff]{2})[訊讯電电]$")
_AFTER_DAY = re.compile(r"(?<=日)[电電讯訊]$")
_TIME = re.compile(
    r"\s*[/|,]\s*\d{1,2}\s?[:.hH]\s?\d{0,2}\s?(?:Uhr|CET/CEST|CEST|CET|MEZ|MESZ|GMT|UTC|h)?$",
    re.IGNORECASE,
)
_ABROAD = re.compile(r"\s?[(（]([^()（）\d]{2,30})[)）](?=,|$)")
_YEAR = re.compile(r"\d{4}|\d\s?[年년]|\s\d{2}$")
_INITIALS = re.compile(r"(?:\b\w\.)+$|,\s*\w{2,6}\.$")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_GAP = re.compile(r"[\s,،，、.=＝]")


def read_head(head: str, setting: Setting) -> Reading | None:
    """Read a stretch without brackets as a place, a date, an agency or a wire, or all of them.

    >>> from datetime import date
    >>> here = Setting("en", date(2024, 4, 1))
    >>> read_head("LEEDS, England, March 3", here)[:2]
    ('LEEDS, England', datetime.date(2024, 3, 3))
    >>> read_head("ワシントン共同", here)[:3], read_head("The harbour reopened", here)
    (('ワシントン', None, 'Kyodo'), None)
    """
    if len(head) > _LONGEST:
        return None
    plain = _EDGES.sub("", _TIME.sub("", head.strip().translate(_WIDE)))
    if not plain:
        return None
    named = _named_alone(plain)
    return named or _read_parts(plain, setting)


def _named_alone(plain: str) -> Reading | None:
    """Read words that are nothing but the name of a wire or an agency."""
    if wire := wire_named(plain):
        return Reading(wires=(wire,))
    agency = agency_named(plain) if "," not in plain else None
    return Reading(agency=agency) if agency else None


def _read_parts(plain: str, setting: Setting) -> Reading | None:
    """Read a place, a date and an agency, in the order that the script makes likely."""
    bare = _OURS.sub("", _AFTER_DAY.sub("", plain))
    if _UNSPACED.search(bare) and (found := _with_agency(_REPORT.sub("", bare), setting)):
        return found._replace(enclosed=len(bare) < len(plain))
    if len(bare) < len(plain) and (medium := _MEDIUM.fullmatch(bare)):
        found = _place_and_day(medium["rest"], setting)
        return found._replace(agency=medium["name"], enclosed=True) if found else None
    first = _with_agency if _has_agency(bare) else _place_and_day
    then = _place_and_day if first is _with_agency else _with_agency
    found = first(_ABROAD.sub("", bare), setting) or then(bare, setting)
    wired = found and found.place and found.day and len(bare) < len(plain)
    return found._replace(enclosed=True) if found and wired else found


def _has_agency(text: str) -> bool:
    """Say whether a part before or behind a comma is an agency and no region's short name."""
    parts = [part.strip() for part in text.split(",")]
    ends = {parts[0], parts[-1]} if len(parts) > 1 else set()
    return any(agency_code(part) and not country_of(f"X, {part}") for part in ends)


def _with_agency(text: str, setting: Setting) -> Reading | None:
    """Read a stretch that begins or ends with an agency's name."""
    for agency, rest in _agencies_at_edges(text):
        if found := _place_and_day(_AFTER_DAY.sub("", _EDGES.sub("", rest)), setting):
            return found._replace(agency=agency)
    return None


def _agencies_at_edges(text: str) -> Iterator[tuple[str, str]]:
    folded = text.casefold()
    if len(folded) != len(text):
        return
    for size in _sizes():
        if size >= len(folded):
            continue
        last, first = folded[-size:], folded[:size]
        if last in _keys() and _may_join(text, len(text) - size):
            yield from _named(text[-size:], text[:-size])
        if first in _keys() and _may_join(text, size):
            yield from _named(text[:size], text[size:])


@cache
def _keys() -> frozenset[str]:
    return frozenset(agency_keys())


@cache
def _sizes() -> tuple[int, ...]:
    return tuple(sorted({len(key) for key in _keys()}, reverse=True))


def _named(name: str, rest: str) -> Iterator[tuple[str, str]]:
    if agency := agency_named(name):
        yield agency, rest


def _may_join(text: str, at: int) -> bool:
    """Say whether a name may begin or end here: at a gap, or in a script without spaces."""
    return bool(_GAP.match(text[at]) or _GAP.match(text[at - 1]) or _UNSPACED.match(text[at - 1]))


def _place_and_day(text: str, setting: Setting) -> Reading | None:
    """Split a stretch into a place and, perhaps, a date."""
    if (day := read_date(text, setting.language, setting.received)) is not None:
        return Reading(day=day, dated_fully=_is_full(text))
    for before, rest in _splits(text):
        place = _SAID.sub("", before) if rest else before
        if not is_place(place):
            continue
        day = read_date(rest, setting.language, setting.received) if rest else None
        if day or not rest:
            return Reading(place, day, dated_fully=_is_full(rest))
    return None


def _is_full(date_text: str) -> bool:
    return _YEAR.search(date_text) is not None


def is_place(text: str) -> bool:
    """Accept the form of a place, or one that is known though it has a small letter.

    >>> is_place("Frankfurt am Main"), is_place("the harbour"), is_place("")
    (True, False, False)
    """
    if looks_like_place(text):
        return True
    words = text.split()
    plain = len(text) <= _LONGEST_PLACE and not _NO_PLACE.search(text)
    named = plain and 0 < len(words) <= _MOST_WORDS and not never_first(words[0])
    return named and country_of(text) is not None


def _splits(head: str) -> Iterator[tuple[str, str]]:
    whole = head.strip()
    yield whole if _INITIALS.search(whole) else whole.rstrip(" ."), ""
    if not any(map(str.isdecimal, head)) and "日" not in head:
        return
    for boundary in _BOUNDARY.finditer(head):
        yield head[: boundary.start()].rstrip(" ,،，–—-"), head[boundary.end() :].rstrip(" ,،，")
    for boundary in _BOUNDARY.finditer(head) if head[:1].isdecimal() else ():
        yield head[boundary.end() :], head[: boundary.start()].rstrip(" ,،，")
