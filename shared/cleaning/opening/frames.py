"""Match the elements of an opening's frame one by one: brackets, slashes, and words up to a dash.

Every pattern is anchored, and every repetition in it bounded, so that matching is linear.
"""

import re
from typing import NamedTuple

from shared.cleaning.names import Wire, wire_named
from shared.cleaning.opening.brackets import read_inside
from shared.cleaning.opening.heads import read_head
from shared.cleaning.opening.readings import Reading, Setting, Stretch
from shared.cleaning.places import is_known_place
from shared.languages.agencies import agency_code
from shared.languages.names import country_code

_INVISIBLE = r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]{0,20}"
_DASH = r"(?:[-‐‑]{1,4}|[–—―‒−─ーｰ]{1,4}|ـ{1,4}|_)"
_SKIP = re.compile(_INVISIBLE)
_GROUP = re.compile(
    r"[(（\[【〔［](?P<inside>[^()（）\[\]【】〔〕［］\n]{1,80})[)）\]】〕］]"
    r"|/\s?(?P<slashed>[^/\n]{1,60}?)\s?/"
)
_AFTER = re.compile(
    rf"{_INVISIBLE}(?P<sign>\.\s?{_DASH}|{_DASH}|[:：|｜]|/(?=\s)|／|(?<=/)\.(?=\s)|)(?P<gap>{_INVISIBLE})"
)
_ENDS = re.compile(
    rf"[(（\[【〔［/／]|\s{{1,3}}{_DASH}(?=[\s(（/])|\s?--|[–—―]|(?<=\.){_DASH}|\s-(?=\w)"
    r"|-(?=[(（\[/])|[:：](?=\s|$)|\s[|｜]\s"
)
_STOPPED = re.compile(
    r"(?P<head>[^\n()（）\[\]【】]{4,80}?(?:\d{4}(?:\s?(?:г|года|р|года))?)|[^\n()。]{3,40}?日[电電讯訊])"
    r"(?:\.(?=\s)|(?<=[电電讯訊]))"
)
_DATED_FIRST = re.compile(r"(?P<head>\d{1,2}[./]\d{1,2}[./]\d{4},\s[^.\n]{2,40})\.(?=\s)")
_AGENCY_NEXT = re.compile(r"(?P<name>[A-ZА-ЯЁ]{4,12})(?=\s)")
_SIGNED = re.compile(r"(?P<head>[^.\n]{2,30})\.(?=\s)")
_NAMES = re.compile(r"\s*[/|／]\s*")
_LONGEST_NAME = 60
_GOES_ON = re.compile(r"[,，]|\s?--\s?\(")
_WIDEST = 130
_MOST_TRIED = 6
_WIDE_GAP = 2


class Element(NamedTuple):
    """Hold one element `[start, end)` of a frame, what it says, and the sign that ends it."""

    start: int
    end: int
    reading: Reading
    sign: str = ""
    wide: bool = False
    bracketed: bool = False


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
    group = _GROUP.match(text, _skip(Stretch(text, start, end)), end)
    wire = wire_named(group["inside"] or group["slashed"]) if group else None
    if not group or not wire:
        return None
    mark = _ended(Stretch(text, group.end(), end), Element(start, group.end(), Reading()))
    return (wire, mark.end) if bare or mark.sign or mark.wide else None


def _skip(stretch: Stretch) -> int:
    found = _SKIP.match(*stretch)
    return found.end() if found else stretch.start


def next_element(stretch: Stretch, known: Reading, setting: Setting) -> Element | None:
    """Match the element at the start of a stretch, or return None where the body begins.

    >>> from datetime import date
    >>> here = Setting("de", date(2024, 4, 1))
    >>> next_element(Stretch("Athen (dpa) - Die", 0, 17), Reading(), here).reading.place
    'Athen'
    >>> next_element(Stretch("(dpa) - Die", 0, 11), Reading("Athen"), here)[:2]
    (0, 8)
    """
    at = _skip(stretch)
    if at >= stretch.end:
        return None
    group = _GROUP.match(stretch.text, at, stretch.end)
    if group is None:
        found = _words(stretch, at, known, setting)
        return found if found and not known.contradicts(found.reading) else None
    reading = read_inside(group["inside"] or group["slashed"], known, setting)
    if reading is None or known.contradicts(reading):
        return None
    element = Element(stretch.start, group.end(), reading, bracketed=True)
    return _ended(stretch.after(group.end()), element)


def _ended(behind: Stretch, element: Element) -> Element:
    """Let an element run on over the dash behind it."""
    after = _AFTER.match(*behind)
    if after is None:
        return element
    wide = len(after[0]) >= _WIDE_GAP or after.end() == behind.end
    return element._replace(end=after.end(), sign=after["sign"].strip(), wide=wide)


def _words(stretch: Stretch, at: int, known: Reading, setting: Setting) -> Element | None:
    text, limit = stretch.text, min(stretch.end, at + _WIDEST)
    capitals = _AGENCY_NEXT.match(text, at, stretch.end) if known.place and known.day else None
    if capitals and (code := agency_code(capitals["name"])):
        end = _skip(stretch.after(capitals.end()))
        return Element(stretch.start, end, Reading(agency=code), sign="-")
    line = text.find("\n", at, limit)
    limit = limit if line < 0 else line
    for tried, found in enumerate(_ENDS.finditer(text, at + 1, limit)):
        if tried == _MOST_TRIED:
            break
        if not _may_end(stretch.after(found.start()), found[0], known, setting):
            continue
        if reading := _before(text[at : found.start()], found[0], setting):
            element = Element(stretch.start, found.start(), reading)
            return _ended(stretch.after(found.start()), element)
    return _at_line_end(stretch, at, limit, known) or _stopped(stretch, at, known, setting)


def _at_line_end(stretch: Stretch, at: int, limit: int, known: Reading) -> Element | None:
    """Match the name of a wire or an agency that ends a line of its own, behind place or date."""
    rest = stretch.text[at:limit].strip()
    if not (known.place and rest and len(rest) <= _LONGEST_NAME) or rest[-1] in ".。":
        return None
    names = [name for name in _NAMES.split(rest) if name]
    wires = tuple(wire for wire in map(wire_named, names) if wire)
    agency = None if wires else next(filter(None, map(agency_code, names)), None)
    if not wires and not agency:
        return None
    return Element(stretch.start, limit, Reading(agency=agency, wires=wires), wide=True)


def _before(words: str, sign: str, setting: Setting) -> Reading | None:
    """Read the words before a sign; a colon needs a date before it, or a known place."""
    reading = read_head(words, setting)
    if reading and sign in ":：" and not reading.day:
        return reading if reading.place and is_known_place(reading.place) else None
    return reading


def _may_end(behind: Stretch, sign: str, known: Reading, setting: Setting) -> bool:
    """Say whether a sign ends words; a bracket with a country behind a place goes on."""
    group = _GROUP.match(*behind)
    if sign == "/":
        spaced = behind.text[behind.start - 1 : behind.start + 2] == " / "
        said = read_inside(group["slashed"] or "", Reading(), setting) if group else None
        return spaced or bool(said and (said.wires or said.agency))
    if group and sign in "(（" and _GOES_ON.match(behind.text, group.end()):
        abroad = country_code(group["inside"]) is not None or not _is_said(group, known, setting)
        return not abroad
    return True


def _is_said(group: re.Match[str], known: Reading, setting: Setting) -> bool:
    return read_inside(group["inside"], known, setting) is not None


def _stopped(stretch: Stretch, at: int, known: Reading, setting: Setting) -> Element | None:
    """Match words that a full stop ends: an agency's name, or a place and a date with its year."""
    text, start, end = stretch
    signed = _SIGNED.match(text, at, end) if known.place else _DATED_FIRST.match(text, at, end)
    found = signed or _STOPPED.match(text, at, end) or _SIGNED.match(text, at, end)
    reading = read_head(found["head"], setting) if found else None
    if reading and not signed and reading.place and reading.day and reading.agency:
        signed = found
    if not found or not reading or (known.place and signed and not reading.agency):
        return None
    if text[found.end() - 1] != ".":
        reading = reading._replace(enclosed=True)
        return _ended(stretch.after(found.end()), Element(start, found.end(), reading))
    full = signed or (reading.place and reading.day and reading.dated_fully)
    end = _skip(stretch.after(found.end()))
    return Element(start, end, reading, sign=".") if full else None
