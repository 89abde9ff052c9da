"""Find the dateline at the start of a paragraph and read its place, date and agency."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from shared.cleaning.opening.brackets import wire_begins
from shared.cleaning.opening.frames import Element, next_element
from shared.cleaning.opening.readings import Reading, Setting, Stretch
from shared.cleaning.opening.reporters import find_reporter_inside
from shared.cleaning.places import country_of, first_place, is_known_place
from shared.cleaning.spans import Span
from shared.records.fields import Dateline, SegmentKind

_MOST_ELEMENTS = 6
_REMEMBERED = 8  # the readers of an opening ask more than once about a paragraph
_LONG_DASHES = ("--", "—", "–", "―")
_RULE = "frame.dateline"


class FoundDateline(NamedTuple):
    """Hold a dateline, where its frame ends, and the spans of the frame, marks of wires among."""

    dateline: Dateline | None
    end: int
    spans: tuple[Span, ...]
    wires: tuple[str, ...]


@lru_cache(maxsize=_REMEMBERED)
def find_dateline(text: str, start: int, end: int, setting: Setting) -> FoundDateline | None:
    """Find a dateline at `start`, or None: what is no certain dateline belongs to the body.

    A frame counts with an agency or wire that is known, after a mark with a place that is known,
    or with a date beside a place.

    >>> from datetime import date
    >>> here = Setting("en", date(2024, 4, 1))
    >>> find_dateline("PARIS (AP) — Ferries", 0, 20, here).dateline.agency
    'AP'
    >>> find_dateline("Paris — the city of ferries", 0, 27, here) is None
    True
    """
    elements = _elements(Stretch(text, start, end), setting)
    if elements and _is_mark(elements[0]):
        elements = elements[:1]
    for count in range(len(elements), 0, -1):
        taken = elements[:count]
        if _is_certain(taken, Stretch(text, taken[-1].end, end), setting):
            return _found(taken, text)
    return None


def _elements(stretch: Stretch, setting: Setting) -> list[Element]:
    elements: list[Element] = []
    known = Reading()
    while len(elements) < _MOST_ELEMENTS:
        element = next_element(stretch, known, setting)
        if element is None:
            break
        elements.append(element)
        known = known.joined(element.reading)
        stretch = stretch.after(element.end)
    return elements


def _is_mark(element: Element) -> bool:
    """Say whether an element is the mark of a wire alone: a dateline behind it is read apart."""
    reading = element.reading
    return bool(reading.wires) and reading.place is None and reading.day is None


def _said(elements: list[Element]) -> Reading:
    known = Reading()
    for element in elements:
        known = known.joined(element.reading)
    return known


def _is_certain(elements: list[Element], behind: Stretch, setting: Setting) -> bool:
    said, last = _said(elements), elements[-1]
    lower = behind.start < behind.end and behind.text[behind.start].islower()
    if said.wires:
        anchored = said.place or said.day or elements[0].bracketed
        return bool(anchored) and bool(last.sign or last.wide or said.enclosed)
    if said.agency:
        return _is_dispatch(elements, said, lower=lower)
    return _is_dated(elements, said, setting, lower=lower)


def _is_dispatch(elements: list[Element], said: Reading, *, lower: bool) -> bool:
    """Accept a frame with an agency; one that goes on in small letters needs a certain place."""
    if not (elements[-1].sign or said.enclosed or (said.place and said.day)):
        return False
    if said.place is None:
        anchored = elements[0].bracketed or said.enclosed or said.day or "." in (said.agency or "")
        return not lower and bool(anchored)
    return not lower or said.place.isupper() or is_known_place(said.place)


def _is_dated(elements: list[Element], said: Reading, setting: Setting, *, lower: bool) -> bool:
    """Accept a place without an agency: with a date, or where a mark stands before."""
    if said.place is None:
        return False
    last, capitals = elements[-1], said.place.isupper()
    if said.day is None and said.enclosed:
        return True
    if said.day is None and capitals and last.sign in _LONG_DASHES and "," in said.place:
        return country_of(said.place) is not None and not lower
    if said.day is None:
        plain = last.sign and last.sign != "." and (capitals or not lower)
        return bool(setting.marked and plain and is_known_place(said.place))
    if not (last.sign or said.enclosed) or (lower and not capitals):
        return False
    return said.dated_fully or capitals or is_known_place(said.place)


def _found(elements: list[Element], text: str) -> FoundDateline:
    said = _said(elements)
    spans = (span for element in elements for span in _spans(element, text))
    end = elements[-1].end
    joined = _merged(tuple(spans))
    parts = [text[s.start : s.end].strip() for s in joined if s.kind is SegmentKind.DATELINE]
    dateline = None
    if said.place or said.day or said.agency:
        place = said.place and first_place(said.place)
        dateline = Dateline(
            text=" ".join(parts),
            place=place,
            country=_country(said.place, place),
            date=said.day,
            agency=said.agency,
        )
    return FoundDateline(dateline, end, joined, tuple(wire.name for wire in said.wires))


def _country(whole: str | None, first: str | None) -> str | None:
    """Read the country off the first place, else off all that stands with it."""
    if not whole or not first:
        return None
    return (
        country_of(whole)
        if whole.startswith(first) and not _several(whole, first)
        else (country_of(first) or country_of(whole))
    )


def _several(whole: str, first: str) -> bool:
    rest = whole[len(first) :].strip()
    return bool(rest) and rest[0] not in ",،，(（"


def _spans(element: Element, text: str) -> tuple[Span, ...]:
    wires = element.reading.wires
    stood = text[element.start : element.end]
    if not wires:
        return tuple(_around_reporter(element, stood))
    rule = f"{wires[0].rule}.mark"
    at = wire_begins(stood)
    if element.bracketed and element.reading.place and at:
        cut = element.start + at
        return (
            Span(SegmentKind.DATELINE, element.start, cut, _RULE),
            Span(SegmentKind.WIRE_MARK, cut, element.end, rule),
        )
    return (Span(SegmentKind.WIRE_MARK, element.start, element.end, rule),)


def _around_reporter(element: Element, stood: str) -> Iterator[Span]:
    """Cut the reporter out of brackets that hold one."""
    found = find_reporter_inside(stood) if element.bracketed else None
    start = element.start
    if found:
        cut, start = start + found.start, start + found.end
        yield Span(SegmentKind.DATELINE, element.start, cut, _RULE)
        yield Span(SegmentKind.BYLINE, cut, start, "frame.reporter")
    yield Span(SegmentKind.DATELINE, start, element.end, _RULE)


def _merged(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Join neighbouring spans of one rule."""
    merged: list[Span] = []
    for span in spans:
        if merged and merged[-1].rule == span.rule and merged[-1].end == span.start:
            merged[-1] = merged[-1]._replace(end=span.end)
        else:
            merged.append(span)
    return tuple(merged)
