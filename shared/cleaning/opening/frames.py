"""Match the punctuation frames of marks and datelines at the start of a paragraph.

Every pattern is anchored, and every repetition in it bounded, so that matching is linear.
"""

import re
from functools import cache
from typing import NamedTuple

from shared.cleaning.names import Wire, agency_named, wires
from shared.languages.agencies import agency_keys

_INVISIBLE = r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]{0,20}"
_DASH = r"(?:-{1,4}|[–—―‒−－─ーｰ]{1,4}|ـ{1,4}|_)"
_AFTER = rf"{_INVISIBLE}(?P<dash>{_DASH}|[:：])?{_INVISIBLE}"
_HEAD = r"(?P<head>(?:[^()（）\[\]【】/\n]|(?<=\w)/(?=\w)){1,90}?)"
_INSIDE = (
    r"(?:\((?P<round>[^()\n]{1,60})\)|（(?P<wide>[^（）()\n]{1,60})[）)]"
    r"|\[(?P<square>[^\[\]\n]{1,60})\]|/\s?(?P<slashed>[^/\n]{1,60}?)\s?/)"
)
_BRACKETED = re.compile(
    rf"{_INVISIBLE}{_HEAD}(?P<gap>\s{{0,4}}){_INSIDE}\s{{0,4}}(?:\.\s?{_DASH}|{_DASH}|(?<=/)\.){_INVISIBLE}"
)
_DASHED = re.compile(
    rf"{_INVISIBLE}(?P<head>[^()（）\[\]【】\n–—―]{{1,80}}?)"
    rf"(?:\s{{1,4}}{_DASH}(?=\s)|\s?(?:--|[–—―]{{1,2}})){_INVISIBLE}"
)
_ENCLOSED = re.compile(
    rf"{_INVISIBLE}(?P<open>[【\[(（])(?P<inside>[^【】\[\]()（）\n]{{2,40}})[】\])）]{_AFTER}"
)
_RUN = r"[^\s()（）。，,、/]"
_WIRED_FROM = re.compile(
    rf"{_INVISIBLE}(?P<inside>{_RUN}{{2,12}}[ \u3000]?{_RUN}{{2,20}})[电電]"
    rf"{_INVISIBLE}(?:{_DASH}|/)?{_INVISIBLE}"
)
_SIGNED = re.compile(rf"(?P<head>[^.\n]{{2,30}})\.{_INVISIBLE}")
_REPORT = re.compile(r"(?:綜合|综合)?(?:外電|外电|專電|专电)?(?:報導|报道|電|电)$")
_EDGES = re.compile(r"^[\s=·,，、]+|[\s=·,，、]+$")
_COMMA = re.compile(r"[,，、]\s*")
_WIDE_GAP = 2


class Frame(NamedTuple):
    """Hold what stands before the brackets, inside them and next, where they begin, and the end."""

    head: str
    inside: str
    end: int
    bracket: int = -1
    following: str = ""


def match_mark(text: str, start: int, end: int, *, bare: bool = False) -> tuple[Wire, int] | None:
    """Match a wire's mark such as `(SeaPRwire) –`; return the wire and where the mark ends.

    A mark needs a dash, a colon, a wide gap or the end of its paragraph behind it: a wire's name
    in brackets that goes on as a sentence is none, unless the caller asks for a `bare` one.

    >>> wire, end = match_mark("(SeaPRwire) –   Paris", 0, 21)
    >>> wire.name, end
    ('SeaPRwire', 16)
    >>> match_mark("(SeaPRwire) is a wire.", 0, 22) is None
    True
    """
    for wire, pattern in _marks():
        if found := pattern.match(text, start, end):
            gap = len(found[0]) - len(found[0].rstrip())
            if bare or found["dash"] or gap >= _WIDE_GAP or found.end() == end:
                return wire, found.end()
    return None


@cache
def _marks() -> tuple[tuple[Wire, re.Pattern[str]], ...]:
    return tuple((wire, _mark_of(wire)) for wire in wires())


def _mark_of(wire: Wire) -> re.Pattern[str]:
    names = "|".join(map(re.escape, wire.marks))
    bracketed = rf"[(（\[【/]\s?(?:{names})\s?[)）\]】/]"
    return re.compile(_INVISIBLE + bracketed + _AFTER, re.IGNORECASE)


def match_bracketed(text: str, start: int, end: int) -> Frame | None:
    """Match `PLACE, date (AGENCY) –` and its kin with other brackets, slashes and dashes.

    >>> match_bracketed("Athen (dpa) - Die", 0, 17)[:4]
    ('Athen', 'dpa', 14, 6)
    """
    found = _BRACKETED.match(text, start, end)
    if not found:
        return None
    inside = found["round"] or found["wide"] or found["square"] or found["slashed"]
    following = text[found.end() : min(found.end() + 1, end)]
    return Frame(found["head"].strip(), inside.strip(), found.end(), found.end("gap"), following)


def match_dashed(text: str, start: int, end: int) -> Frame | None:
    """Match `PLACE, date –`, where nothing stands in brackets.

    >>> match_dashed("LEIPZIG, 3. März – Das Werk", 0, 27)[:3]
    ('LEIPZIG, 3. März', '', 19)
    """
    found = _DASHED.match(text, start, end)
    if not found:
        return None
    following = text[found.end() : min(found.end() + 1, end)]
    return Frame(found["head"].strip(), "", found.end(), following=following)


def match_signed(text: str, start: int, end: int) -> Frame | None:
    """Match the few words before a full stop, which may name an agency behind a dash.

    >>> match_signed("РИА Новости. Порт открылся.", 0, 27)[:3]
    ('РИА Новости', '', 13)
    """
    found = _SIGNED.match(text, start, end)
    return Frame(found["head"].strip(), "", found.end()) if found else None


def match_enclosed(text: str, start: int, end: int) -> Frame | None:
    """Match `【PLACE AGENCY】`, `(PLACE=AGENCY)` and `AGENCY PLACE date 电`; the agency is known.

    >>> match_enclosed("【ワシントン共同】米政府は", 0, 13)[:3]
    ('ワシントン', '共同', 9)
    >>> match_enclosed("新华社北京11月17日电 记者", 0, 15)[:3]
    ('北京11月17日', '新华社', 13)
    """
    found = _ENCLOSED.match(text, start, end)
    if found:
        if found["open"] in "(（" and not _is_report(found["inside"]):
            return None
    else:
        found = _WIRED_FROM.match(text, start, end)
    return _enclosed_frame(_REPORT.sub("", found["inside"]), found.end()) if found else None


def _is_report(inside: str) -> bool:
    """Say whether round brackets hold a report's origin: `…電`, `PLACE=AGENCY`, `PLACE，AGENCY`."""
    last = _COMMA.split(inside)[-1]
    joined = "=" in inside or (last != inside and agency_named(last) is not None)
    return joined or _REPORT.search(inside) is not None


def _enclosed_frame(inside: str, end: int) -> Frame | None:
    folded = inside.casefold()
    for name in agency_keys():
        if folded.endswith(name) or folded.startswith(name):
            cut = len(inside) - len(name)
            agency = inside[cut:] if folded.endswith(name) else inside[: len(name)]
            head = inside[:cut] if folded.endswith(name) else inside[len(name) :]
            head = _EDGES.sub("", head)
            return Frame(head, agency, end) if head and agency_named(agency) else None
    return None
