"""Read what a frame has in brackets or between slashes: agencies, wires, dates, places."""

import re
from functools import cache

from shared.cleaning.dates import read_date
from shared.cleaning.names import agency_named, wire_named, wires
from shared.cleaning.opening.heads import read_head
from shared.cleaning.opening.page_lines import HEADER, page_rule
from shared.cleaning.opening.readings import Reading, Setting
from shared.cleaning.opening.reporters import find_reporter_inside
from shared.cleaning.places import country_of, is_known_place
from shared.cleaning.wording import alternatives
from shared.languages.names import country_code

_CORRESPONDENT = re.compile(
    r"(?:Корр\.|Спецкорр?\.)\s(?P<agency>\S{2,20})(?:\s.{1,40})?$", re.IGNORECASE
)
_SEPARATORS = re.compile(r"\s*[/／|=＝;]\s*|\s+[-–—]\s+|[,，、](?!\s*\d)\s*")
_QUOTES = " \"'“”„«»\u200e\u200f"
_TICKER = re.compile(r"[:：\d]")
_AGENCY_WORDS = 5
_ACRONYM = re.compile(r"[A-ZА-Я]{2,8}")
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?:\s?[A-Z]{2,4})?|\d{1,6}")
_DIGIT = re.compile(r"\d")
_SAID = ("訊", "讯")
_PARTNERS = ("jbn", "kyodo jbn", "共同通信jbn")
_SHORTEST_WITHIN = 5  # letters of a mark that is looked for inside a longer text


def read_inside(inside: str, known: Reading, setting: Setting) -> Reading | None:
    """Read what stands in brackets, or return None where it is no part of a dateline or mark.

    >>> from datetime import date
    >>> here = Setting("en", date(2024, 4, 1))
    >>> read_inside("Newsfile Corp. - April 14, 2023", Reading(), here).day.isoformat()
    '2023-04-14'
    >>> read_inside("서울=연합뉴스", Reading(), here)[:3], read_inside("of all", Reading(), here)
    (('서울', None, 'Yonhap'), None)
    """
    if reporter := find_reporter_inside(inside):
        inside = inside[: reporter.start] + inside[reporter.end :]
    if named := _CORRESPONDENT.match(inside):
        inside = named["agency"]
    if wire := wire_named(inside.strip(_QUOTES)):
        return Reading(wires=(wire,))
    if agency := agency_named(inside):
        return Reading(agency=agency)
    pieces = [piece.strip(_QUOTES) for piece in _SEPARATORS.split(inside)]
    return (
        _joined(pieces, setting)
        or _before_wire(inside, setting)
        or _whole(inside, known, setting)
        or _agency_unknown(inside, known, setting)
        or _paired(inside, setting)
    )


def _joined(pieces: list[str], setting: Setting) -> Reading | None:
    """Read pieces that a wire or an agency stands among; other partners of a wire are passed."""
    said = Reading()
    for piece in pieces:
        read = _piece(piece, said, setting)
        if read is None:
            return None
        said = said.joined(read)
    found = said.wires or (said.agency and len(pieces) > 1)
    return said._replace(enclosed=bool(said.place)) if found else None


def _piece(piece: str, said: Reading, setting: Setting) -> Reading | None:
    if wire := wire_named(piece):
        return Reading(wires=(wire,))
    if agency := agency_named(piece):
        return Reading() if said.wires else Reading(agency=agency)
    if day := read_date(piece, setting.language, setting.received):
        return Reading(day=day, dated_fully=True)
    if not piece or _TIME.fullmatch(piece) or (said.wires and piece.casefold() in _PARTNERS):
        return Reading()
    if is_known_place(piece) and not said.place:
        return Reading(place=piece)
    head = read_head(piece, setting)
    return head if head and head.place and (head.agency or head.day) else None


def _before_wire(inside: str, setting: Setting) -> Reading | None:
    """Read a place and a date with the name of a wire glued behind them."""
    at = wire_begins(inside)
    wire = wire_named(inside[at:]) if at else None
    found = read_head(inside[:at], setting) if wire else None
    return found._replace(wires=(wire,), enclosed=True) if found and wire else None


def wire_begins(inside: str) -> int:
    """Find where a wire's name begins inside brackets that hold more before it, else 0.

    >>> wire_begins("ロンドン2026年3月3日PR Newswire＝共同通信JBN"), wire_begins("PRNewswire")
    (13, 0)
    """
    found = _any_mark().search(inside)
    return found.start() if found else 0


@cache
def _any_mark() -> re.Pattern[str]:
    marks = {mark for wire in wires() for mark in wire.marks if len(mark) >= _SHORTEST_WITHIN}
    return re.compile(alternatives(marks), re.IGNORECASE)


def _whole(inside: str, known: Reading, setting: Setting) -> Reading | None:
    """Read brackets without separators: `ワシントン共同`, `新竹訊，民國115年5月12日`."""
    if inside.endswith(_SAID) and is_known_place(inside[:-1]):
        return Reading(place=inside[:-1], enclosed=True)
    if known == Reading() and not _DIGIT.search(inside) and is_known_place(inside):
        return Reading(place=inside)
    found = read_head(inside, setting)
    if not found:
        return None
    if found.day and ((known.place and not found.place) or known.agency):
        return found
    told = found.dated_fully or inside.endswith(_SAID)
    full = found.place and found.day and told
    with_agency = found.agency and (found.place or found.day)
    return found._replace(enclosed=True) if full or with_agency else None


def _agency_unknown(inside: str, known: Reading, setting: Setting) -> Reading | None:
    """Take capitals behind a place and a date for an agency, and any few words after a mark."""
    if known.place and known.day and page_rule(inside) == HEADER:
        return Reading(dated_fully=True)
    dated = known.place and known.day and _ACRONYM.fullmatch(inside)
    placed = setting.marked and known.place and is_known_place(known.place)
    if dated or (placed and _may_be_agency(inside)):
        abroad = country_code(inside) or country_of(inside)
        return Reading(agency=None if abroad else inside)
    return None


def _paired(inside: str, setting: Setting) -> Reading | None:
    """Read `PLACE=DESK`, as Korean media sign, where the place is known."""
    place, sign, desk = inside.partition("=")
    if sign and setting.language == "ko" and is_known_place(place) and _may_be_agency(desk):
        return Reading(place.strip(), agency=desk.strip(), enclosed=True)
    return None


def _may_be_agency(text: str) -> bool:
    return not _TICKER.search(text) and len(text.split()) <= _AGENCY_WORDS and bool(text.strip())
