"""Find the dateline at the start of a paragraph and read its place, date and agency."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from shared.cleaning.dates import read_date
from shared.cleaning.names import Wire, agency_named, country_of, is_known_place, wire_named
from shared.cleaning.opening.frames import (
    Frame,
    match_bracketed,
    match_dashed,
    match_enclosed,
    match_signed,
)
from shared.cleaning.opening.place_names import looks_like_place
from shared.languages.names import country_code
from shared.records.fields import Dateline

_BOUNDARY = re.compile(r"[,،，、]\s*|\s+|(?<=\D)(?=\d)")
_HEAD_END = re.compile(r"(?:(?<=日)[电電])?[\s.,،，–—-]{0,8}$")
_TICKER = re.compile(r"[:：\d]")
_AGENCY_WORDS = 5
_MOST_STACKED = 2
_LIKE_DATE = re.compile(r"(?=\D{0,24}\d)[^\n:;!?()]{2,32}\d[^\n:;!?()]{0,4}")
_INITIALS = re.compile(r"(?:\b\w\.)+$|,\s*\w{2,6}\.$")


class Setting(NamedTuple):
    """Hold what reading a dateline depends on: the language, the reference date, a mark before."""

    language: str
    received: date
    marked: bool = False


class FoundDateline(NamedTuple):
    """Hold a dateline, where it ends, and the wire whose mark follows inside the same frame."""

    dateline: Dateline
    end: int
    wire: Wire | None = None
    mark_end: int = -1


class _Head(NamedTuple):
    place: str
    day: date | None


def find_dateline(text: str, start: int, end: int, setting: Setting) -> FoundDateline | None:
    """Find a dateline at `start`, or None: what is no certain dateline belongs to the body.

    A frame counts with an agency or wire that is known, after a mark with a place that is known,
    or with a date beside a place in capitals.

    >>> here = Setting("en", date(2024, 4, 1))
    >>> find_dateline("PARIS (AP) — Ferries", 0, 20, here).dateline.agency
    'AP'
    >>> find_dateline("Paris — the city of ferries", 0, 27, here) is None
    True
    """
    for match, judge in (
        (match_bracketed, _judge_bracketed),
        (match_enclosed, _judge_enclosed),
        (_match_stacked, _judge_dashed),
    ):
        frame = match(text, start, end)
        found = judge(frame, setting) if frame else None
        if found:
            return _as_it_stood(text, start, found)
    return None


def _as_it_stood(text: str, start: int, found: FoundDateline) -> FoundDateline:
    stood = text[start : found.end].strip()
    return found._replace(dateline=found.dateline.model_copy(update={"text": stood}))


def _judge_bracketed(frame: Frame, setting: Setting) -> FoundDateline | None:
    head = _read_head(frame.head, setting)
    if head is None:
        return None
    if wire := wire_named(frame.inside):
        found = _found(frame, head, None)
        return found._replace(end=frame.bracket, wire=wire, mark_end=frame.end)
    if frame.following.islower() and not _is_certain_place(head.place, frame.inside):
        return None
    if agency := agency_named(frame.inside):
        return _found(frame, head, agency)
    if setting.marked and is_known_place(head.place) and _may_be_agency(frame.inside):
        country = country_code(frame.inside) or is_known_place(frame.inside)
        return _found(frame, head, None if country else frame.inside)
    return None


def _is_certain_place(place: str, inside: str) -> bool:
    """Say whether a frame that goes on in small letters still is a dateline, not a sentence."""
    return place.isupper() or (is_known_place(place) and agency_named(inside) is not None)


def _judge_enclosed(frame: Frame, setting: Setting) -> FoundDateline | None:
    head = _read_head(frame.head, setting)
    return _found(frame, head, agency_named(frame.inside)) if head else None


def _judge_dashed(frame: Frame, setting: Setting) -> FoundDateline | None:
    """Accept a place without brackets; `Paris – the city` goes on as a sentence and is none."""
    head = _read_head(frame.head, setting)
    if head is None:
        return None
    agency = agency_named(frame.inside) if frame.inside else None
    capitals = head.place.isupper()
    if setting.marked:
        plain = head.day or agency or capitals or not frame.following.islower()
        certain = plain and is_known_place(head.place)
    else:
        certain = capitals and head.day is not None
    return _found(frame, head, agency) if certain else None


def _match_stacked(text: str, start: int, end: int) -> Frame | None:
    """Match `PLACE –`, and what stands behind it: `PLACE – AGENCY –`, `PLACE – date – AGENCY.`."""
    frame = match_dashed(text, start, end)
    for _ in range(_MOST_STACKED):
        stacked = _stacked(text, frame, end) if frame else None
        if stacked is None:
            break
        frame = stacked
    return frame


def _stacked(text: str, frame: Frame, end: int) -> Frame | None:
    further = match_dashed(text, frame.end, end)
    stacked = _stack(frame, further) if further else None
    if stacked is None and (signed := match_signed(text, frame.end, end)):
        return _stack(frame, signed) if agency_named(signed.head) else None
    return stacked


def _stack(frame: Frame, further: Frame) -> Frame | None:
    if agency_named(further.head):
        return further._replace(head=frame.head, inside=further.head)
    if _LIKE_DATE.fullmatch(further.head):
        return further._replace(head=f"{frame.head}, {further.head}", inside=frame.inside)
    return None


def _found(frame: Frame, head: _Head, agency: str | None) -> FoundDateline:
    country = country_of(head.place)
    dateline = Dateline(text="", place=head.place, country=country, date=head.day, agency=agency)
    return FoundDateline(dateline, frame.end)


def _may_be_agency(text: str) -> bool:
    return not _TICKER.search(text) and len(text.split()) <= _AGENCY_WORDS


def _read_head(head: str, setting: Setting) -> _Head | None:
    """Split what stands before the frame into a place and, perhaps, a date."""
    for place, rest in _splits(head):
        day = read_date(rest, setting.language, setting.received) if rest else None
        if (day or not rest) and _is_place(place):
            return _Head(place, day)
    return None


def _is_place(text: str) -> bool:
    """Accept the form of a place, or one that is known though it has a small letter."""
    if looks_like_place(text):
        return True
    return not any(map(str.isdecimal, text)) and country_of(text) is not None


def _splits(head: str) -> Iterator[tuple[str, str]]:
    whole, head = head.strip(), _HEAD_END.sub("", head)
    yield whole if _INITIALS.search(whole) else head, ""
    if any(map(str.isdecimal, head)):
        for boundary in _BOUNDARY.finditer(head):
            yield head[: boundary.start()].rstrip(" ,،，"), head[boundary.end() :]
    if head[:1].isdecimal():
        for boundary in _BOUNDARY.finditer(head):
            yield head[boundary.end() :], head[: boundary.start()].rstrip(" ,،，")
