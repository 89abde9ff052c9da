"""Read the opening of a release: headline, marks, dateline, and where the body begins."""

from typing import NamedTuple

from shared.cleaning.names import Wire
from shared.cleaning.opening.bylines import is_byline, match_reporter
from shared.cleaning.opening.datelines import Setting, find_dateline
from shared.cleaning.opening.embargoes import EmbargoLine
from shared.cleaning.opening.frames import match_mark
from shared.cleaning.paragraphs import Paragraph
from shared.cleaning.spans import BODY_RULE, Span
from shared.errors import UnreadableDrop
from shared.records.fields import Dateline, SegmentKind, Slug

_MOST_PEELS = 6
_MARK_WITHIN = 3  # paragraphs after the headline in which the first mark may stand
_LONGEST_SUBHEADLINE = 250
_LONGEST_HEADLINE_WITH_DATELINE = 160
_SENTENCE_ENDS = tuple(".。!！?？…:：")
_SUBHEADLINE = (SegmentKind.SUBHEADLINE, "opening.subheadline")
_BYLINE = (SegmentKind.BYLINE, "opening.byline")
_BODY = (SegmentKind.BODY, BODY_RULE)
_NO_HEADLINE = (
    "the text begins with a dateline or a wire's mark and not with a headline; "
    "put the headline on the first line and drop it again"
)


class Opening(NamedTuple):
    """Hold the spans of the opening, what they say, and the paragraph where the body begins."""

    spans: tuple[Span, ...]
    first: int
    dateline: Dateline | None
    wires: tuple[str, ...]
    slug: Slug | None = None
    embargo: EmbargoLine | None = None


class _Peeled(NamedTuple):
    spans: tuple[Span, ...] = ()
    wires: tuple[str, ...] = ()
    dateline: Dateline | None = None


def read_opening(text: str, paragraphs: tuple[Paragraph, ...], setting: Setting) -> Opening:
    """Read the opening; raises UnreadableDrop (`no_headline`) where it begins with the body."""
    lead = _marks_alone(text, paragraphs)
    if len(lead.spans) == len(paragraphs):
        raise UnreadableDrop("no_headline", _NO_HEADLINE)
    headline = _headline(text, paragraphs[len(lead.spans)], setting)
    rest = paragraphs[len(lead.spans) + 1 :]
    between = _between(rest[: _opened_paragraph(text, rest)])
    alone = _marks_alone(text, rest[len(between) :])
    parts = [lead, headline, _Peeled(between), alone]
    marked = any(part.wires for part in parts)
    body = rest[len(between) + len(alone.spans) :]
    if body:
        parts.append(_peel(text, body[0], setting._replace(marked=marked)))
    spans = tuple(span for part in parts for span in part.spans)
    names = dict.fromkeys(name for part in parts for name in part.wires)
    return Opening(spans, len(paragraphs) - len(body), parts[-1].dateline, tuple(names))


def read_lead(text: str, paragraphs: tuple[Paragraph, ...], setting: Setting) -> Opening:
    """Read marks and a dateline off the first paragraphs where the format knows the headline."""
    alone = _marks_alone(text, paragraphs)
    body = paragraphs[len(alone.spans) :]
    parts = [alone]
    if body:
        parts.append(_peel(text, body[0], setting._replace(marked=bool(alone.wires))))
    spans = tuple(span for part in parts for span in part.spans)
    names = dict.fromkeys(name for part in parts for name in part.wires)
    return Opening(spans, len(alone.spans), parts[-1].dateline, tuple(names))


def _headline(text: str, paragraph: Paragraph, setting: Setting) -> _Peeled:
    """Take the first paragraph as the headline, a mark before it aside."""
    mark = _mark_at(text, paragraph.start, paragraph.end)
    start = mark.spans[0].end if mark else paragraph.start
    dated = find_dateline(text, start, paragraph.end, setting)
    if dated and paragraph.end - dated.end > _LONGEST_HEADLINE_WITH_DATELINE:
        raise UnreadableDrop("no_headline", _NO_HEADLINE)
    headline = Span(SegmentKind.HEADLINE, start, paragraph.end, "opening.headline")
    return mark._replace(spans=(*mark.spans, headline)) if mark else _Peeled((headline,))


def _mark_at(text: str, start: int, end: int) -> _Peeled | None:
    found = match_mark(text, start, end)
    return _mark(start, *found) if found else None


def _mark_before_dateline(text: str, start: int, end: int, setting: Setting) -> _Peeled | None:
    """Take a mark without a dash where a dateline that needs no mark stands behind it."""
    found = match_mark(text, start, end, bare=True)
    dated = find_dateline(text, found[1], end, setting) if found else None
    return _mark(start, *found) if found and dated else None


def _mark(start: int, wire: Wire, stop: int) -> _Peeled:
    return _Peeled((Span(SegmentKind.WIRE_MARK, start, stop, f"{wire.rule}.mark"),), (wire.name,))


def _marks_alone(text: str, paragraphs: tuple[Paragraph, ...]) -> _Peeled:
    """Take the paragraphs at the start that are nothing but marks."""
    taken = _Peeled()
    for paragraph in paragraphs:
        mark = _mark_at(text, paragraph.start, paragraph.end)
        if mark is None or mark.spans[0].end != paragraph.end:
            break
        taken = _Peeled(taken.spans + mark.spans, taken.wires + mark.wires)
    return taken


def _opened_paragraph(text: str, rest: tuple[Paragraph, ...]) -> int:
    """Find the paragraph that a mark opens, or else the first after the headline."""
    for at, paragraph in enumerate(rest[:_MARK_WITHIN]):
        if match_mark(text, paragraph.start, paragraph.end):
            return at
    return 0


def _between(paragraphs: tuple[Paragraph, ...]) -> tuple[Span, ...]:
    """Take what stands between headline and mark: one subheadline at most, a byline, or body."""
    kinds = [_kind_between(paragraph.text) for paragraph in paragraphs]
    if kinds.count(_SUBHEADLINE) > 1:
        kinds = [_BODY if kind == _SUBHEADLINE else kind for kind in kinds]
    return tuple(
        Span(kind, paragraph.start, paragraph.end, rule)
        for paragraph, (kind, rule) in zip(paragraphs, kinds, strict=True)
    )


def _kind_between(text: str) -> tuple[SegmentKind, str]:
    if is_byline(text):
        return _BYLINE
    short = len(text) <= _LONGEST_SUBHEADLINE and not text.endswith(_SENTENCE_ENDS)
    return _SUBHEADLINE if short else _BODY


def _peel(text: str, paragraph: Paragraph, setting: Setting) -> _Peeled:
    """Peel marks and one dateline off the start of a paragraph."""
    taken, start = _Peeled(), paragraph.start
    for _ in range(_MOST_PEELS):
        here = setting._replace(marked=setting.marked or bool(taken.wires))
        peeled = _mark_at(text, start, paragraph.end)
        if peeled is None and taken.dateline is None:
            peeled = _dateline_at(text, start, paragraph.end, here)
            peeled = peeled or _mark_before_dateline(text, start, paragraph.end, setting)
        if peeled is None:
            break
        taken = _Peeled(
            taken.spans + peeled.spans,
            taken.wires + peeled.wires,
            taken.dateline or peeled.dateline,
        )
        start = taken.spans[-1].end
    return taken


def _dateline_at(text: str, start: int, end: int, setting: Setting) -> _Peeled | None:
    found = find_dateline(text, start, end, setting)
    if found is None:
        return None
    dateline = Span(SegmentKind.DATELINE, start, found.end, "frame.dateline")
    if not found.wire:
        reporter = _reporter_at(text, found.end, end)
        return _Peeled((dateline, *reporter), (), found.dateline)
    mark = Span(SegmentKind.WIRE_MARK, found.end, found.mark_end, f"{found.wire.rule}.mark")
    return _Peeled((dateline, mark), (found.wire.name,), found.dateline)


def _reporter_at(text: str, start: int, end: int) -> tuple[Span, ...]:
    stop = match_reporter(text, start, end)
    return (Span(SegmentKind.BYLINE, start, stop, "frame.reporter"),) if stop else ()
