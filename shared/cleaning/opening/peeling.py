"""Peel marks, a dateline and a reporter off the start of a paragraph."""

from shared.cleaning.names import Wire
from shared.cleaning.opening.datelines import find_dateline
from shared.cleaning.opening.frames import match_mark
from shared.cleaning.opening.readings import Setting
from shared.cleaning.opening.reporters import match_arabic_reporter, match_reporter
from shared.cleaning.opening.taken import Taken
from shared.cleaning.paragraphs import Paragraph
from shared.cleaning.spans import Span
from shared.records.fields import Dateline, SegmentKind

_DASHES = " -–—―"
_MOST_PEELS = 6


def mark_at(text: str, start: int, end: int, *, bare: bool = False) -> Taken | None:
    """Take a mark; a bare one has no dash behind it."""
    found = match_mark(text, start, end, bare=bare)
    return _mark(start, *found) if found else None


def _mark(start: int, wire: Wire, stop: int) -> Taken:
    return Taken((Span(SegmentKind.WIRE_MARK, start, stop, f"{wire.rule}.mark"),), (wire.name,))


def _mark_before_dateline(text: str, start: int, end: int, setting: Setting) -> Taken | None:
    """Take a mark without a dash where a dateline that needs no mark stands behind it."""
    found = match_mark(text, start, end, bare=True)
    dated = find_dateline(text, found[1], end, setting) if found else None
    return _mark(start, *found) if found and dated else None


def peel(text: str, paragraph: Paragraph, setting: Setting) -> Taken:
    """Peel marks and one dateline off the start of a paragraph, and the reporter behind it."""
    taken, start = Taken(), paragraph.start
    for _ in range(_MOST_PEELS):
        here = setting._replace(marked=setting.marked or bool(taken.wires))
        peeled = mark_at(text, start, paragraph.end)
        if peeled is None and taken.dateline is None:
            peeled = dateline_at(text, start, paragraph.end, here)
            peeled = peeled or _mark_before_dateline(text, start, paragraph.end, setting)
        if peeled is None:
            break
        taken = taken.and_then(peeled)
        start = taken.spans[-1].end
    return taken


def dateline_at(text: str, start: int, end: int, setting: Setting) -> Taken | None:
    """Take a frame with a dateline, marks inside it, and a reporter behind it."""
    found = find_dateline(text, start, end, setting)
    if found is None:
        return None
    agency = found.dateline.agency if found.dateline else None
    stop = match_reporter(text, found.end, end) if not found.wires else None
    if stop is None and agency and setting.language == "ar":
        stop = match_arabic_reporter(text, found.end, end)
    reporter = (Span(SegmentKind.BYLINE, found.end, stop, "frame.reporter"),) if stop else ()
    return Taken((*found.spans, *reporter), found.wires, found.dateline)


def told_dateline(line: str, setting: Setting) -> Dateline:
    """Read the dateline that a format marks as one, so that it needs no evidence.

    >>> from datetime import date
    >>> told = told_dateline("KANSAS CITY, Mo.", Setting("en", date(2024, 4, 1)))
    >>> told.text, told.place, told.country
    ('KANSAS CITY, Mo.', 'KANSAS CITY', 'US')
    """
    framed = f"{line.rstrip(_DASHES)} – X"
    found = find_dateline(framed, 0, len(framed), setting._replace(marked=True))
    read = found.dateline if found and found.dateline else Dateline(text=line)
    return read.model_copy(update={"text": line})
