"""Take a text apart: spans of typed parts that cover it, and what reading them told."""

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from shared.cleaning.ending.ending import read_ending
from shared.cleaning.ending.glue import unglue
from shared.cleaning.language import SettledLanguage, settle_language
from shared.cleaning.names import wires, wires_within
from shared.cleaning.opening.embargoes import EmbargoLine
from shared.cleaning.opening.opening import Opening, read_lead, read_opening
from shared.cleaning.opening.peeling import told_dateline
from shared.cleaning.opening.readings import Setting
from shared.cleaning.paragraphs import Paragraph, split_paragraphs
from shared.cleaning.spans import BODY_RULE, NOISE_RULE, Span
from shared.errors import UnreadableDrop
from shared.reading.blocks import Known
from shared.reading.bounds import PARAGRAPHS
from shared.reading.drops import ReadText, is_blank
from shared.records.fields import Dateline, SegmentKind, Slug

_NAME_WIRES = {SegmentKind.SOURCE, SegmentKind.NOISE}
_NO_HEADLINE = "the text has no line at all; put the headline on the first line and drop it again"
_TOO_MANY = (
    f"the text has {{:,}} paragraphs, more than the {PARAGRAPHS:,} a release may have; "
    "split it into releases"
)


class Parts(NamedTuple):
    """Hold the spans of a text in order, and what they say."""

    language: SettledLanguage
    spans: tuple[Span, ...]
    dateline: Dateline | None
    wires: tuple[str, ...]
    slug: Slug | None = None
    embargo: EmbargoLine | None = None


def take_apart(read: ReadText, *, received: date, language: str | None) -> Parts:
    """Take a text apart; raises UnreadableDrop (`no_headline`, `too_large`).

    What its format knows is taken as it is, the rules read the rest; what no rule claims is body.
    """
    text, known = read.text, read.known
    paragraphs, blank = _split(text)
    story = [each.text for each in paragraphs[1:]]
    settled = settle_language("\n".join(story), headline=paragraphs[0].text, declared=language)
    free = tuple(each for each in paragraphs if not _is_known(each, known))
    setting = Setting(settled.conventions, received)
    opening = _open(text, free, setting, known)
    pieces = unglue(free[opening.first :])
    signs = {sign for span in opening.spans for sign in (span.kind, span.rule)}
    ending = read_ending(pieces, settled.conventions, wires=opening.wires, signs=signs)
    rules = {span.rule.partition(".")[0] for span in ending}
    ruled = (wire.name for wire in wires() if wire.rule in rules)
    labels = (text[span.start : span.end] for span in ending if span.kind in _NAME_WIRES)
    named = (name for label in labels for name in wires_within(label))
    names = dict.fromkeys((*opening.wires, *ruled, *named))
    told = [Span(each.kind, each.start, each.end, f"{read.format}.{each.kind}") for each in known]
    claimed = sorted((*told, *opening.spans, *ending), key=lambda span: span.start)
    everything = sorted((*free, *blank, *map(_stretch, known)), key=lambda each: each.start)
    return Parts(
        settled,
        tuple(_with_body(everything, claimed)),
        opening.dateline or _told_dateline(text, known, setting),
        tuple(names),
        opening.slug,
        opening.embargo,
    )


def _open(
    text: str, free: tuple[Paragraph, ...], setting: Setting, known: tuple[Known, ...]
) -> Opening:
    if any(each.kind is SegmentKind.HEADLINE for each in known):
        return read_lead(text, free, setting)
    return read_opening(text, free, setting)


def _told_dateline(text: str, known: tuple[Known, ...], setting: Setting) -> Dateline | None:
    told = (each for each in known if each.kind is SegmentKind.DATELINE)
    lines = (text[each.start : each.end] for each in told)
    return next((told_dateline(line, setting) for line in lines), None)


def _is_known(paragraph: Paragraph, known: tuple[Known, ...]) -> bool:
    return any(each.start <= paragraph.start < each.end for each in known)


def _stretch(known: Known) -> Paragraph:
    return Paragraph("", known.start, known.end)


def _split(text: str) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Split a text into the paragraphs that show something and those that do not."""
    paragraphs = split_paragraphs(text)
    if len(paragraphs) > PARAGRAPHS:
        raise UnreadableDrop("too_large", _TOO_MANY.format(len(paragraphs)))
    blank = tuple(paragraph for paragraph in paragraphs if is_blank(paragraph.text))
    hidden = frozenset(blank)
    shown = tuple(each for each in paragraphs if each not in hidden) if blank else paragraphs
    if not shown:
        raise UnreadableDrop("no_headline", _NO_HEADLINE)
    return shown, blank


def _with_body(paragraphs: Sequence[Paragraph], claimed: Sequence[Span]) -> Iterator[Span]:
    """Give what no rule claims of each paragraph to the body, or to noise where nothing shows."""
    waiting, start = deque(claimed), 0
    for paragraph in paragraphs:
        start = max(paragraph.start, start)
        while waiting and waiting[0].start < paragraph.end:
            span = waiting.popleft()
            if start < span.start:
                yield from _unclaimed(paragraph, start, span.start)
            start = span.end
            yield span
        yield from _unclaimed(paragraph, start, paragraph.end)


def _unclaimed(paragraph: Paragraph, start: int, end: int) -> Iterator[Span]:
    stretch = paragraph.text[start - paragraph.start : end - paragraph.start]
    if not stretch.strip():
        return
    if is_blank(stretch):
        yield Span(SegmentKind.NOISE, start, end, NOISE_RULE)
    else:
        yield Span(SegmentKind.BODY, start, end, BODY_RULE)
