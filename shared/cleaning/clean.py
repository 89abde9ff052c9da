"""Clean a release: cut its text into typed segments and read its fields off them."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from shared.cleaning.ending.ending import read_ending
from shared.cleaning.ending.glue import unglue
from shared.cleaning.ending.language_lists import find_languages
from shared.cleaning.ending.sectors import is_label, read_labelled_list, read_sectors
from shared.cleaning.language import SettledLanguage, settle_language
from shared.cleaning.names import wires
from shared.cleaning.opening.datelines import Setting
from shared.cleaning.opening.opening import read_opening
from shared.cleaning.paragraphs import Paragraph, split_paragraphs
from shared.cleaning.spans import BODY_RULE, NOISE_RULE, Span
from shared.errors import UnreadableDrop
from shared.languages.sectors import sector_code
from shared.languages.tags import direction
from shared.reading.bounds import PARAGRAPHS
from shared.reading.drops import ReadText, is_blank
from shared.records.cleaned import CleanedRelease
from shared.records.fields import Dateline, Sector, Segment, SegmentKind, SourceFile

_RELEASE_PARTS = {
    SegmentKind.WIRE_MARK,
    SegmentKind.DISCLAIMER,
    SegmentKind.SECTORS,
    SegmentKind.ABOUT,
}

_KEY_BYTES = 16
_BLANK_LINES = re.compile(r"\n{3,}")
_NO_HEADLINE = "the text has no line at all; put the headline on the first line and drop it again"
_NO_BODY = (
    "there is a headline but no body below it: every other line is a mark, a label or boilerplate; "
    "add the text of the release on lines of its own and drop it again"
)

_TOO_MANY = (
    f"the text has {{:,}} paragraphs, more than the {PARAGRAPHS:,} a release may have; "
    "split it into releases"
)


class _Parts(NamedTuple):
    language: SettledLanguage
    spans: tuple[Span, ...]
    dateline: Dateline | None
    wires: tuple[str, ...]


def clean(
    read: ReadText,
    *,
    id: str,  # noqa: A002 - its name
    received: date,
    language: str | None = None,
) -> CleanedRelease:
    r"""Clean a release; `received` completes dates that lack a year.

    The language is the one given, else the one that the text declares, else the one detected.
    Every character of the text is in exactly one segment, white space between them aside; what no
    rule claims is body. It is called a release where a mark or boilerplate was found. Raises
    UnreadableDrop with the reason `no_headline` or `no_body`.

    >>> text = "Ferries resume\n\n(SeaPRwire) – LEEDS (AP) – The harbour reopened."
    >>> release = clean(ReadText(text, "text", "utf-8", 64), id="a", received=date(2024, 4, 1))
    >>> release.headline, release.body, release.dateline.agency
    ('Ferries resume', ('The harbour reopened.',), 'AP')
    """
    parts = _take_apart(read.text, received, language or read.declared.language)
    segments = tuple(span.cut_from(read.text) for span in parts.spans)
    body = _texts_of(segments, SegmentKind.BODY)
    if not body:
        raise UnreadableDrop("no_body", _NO_BODY)
    return CleanedRelease(
        id=id,
        version_key=version_key(read.text),
        language=parts.language.tag,
        script=parts.language.script,
        direction=direction(parts.language.tag),
        language_confidence=parts.language.confidence,
        detected_language=parts.language.otherwise,
        source=SourceFile(format=read.format, encoding=read.encoding, bytes=read.bytes),
        headline=_texts_of(segments, SegmentKind.HEADLINE)[0],
        subheadline=next(iter(_texts_of(segments, SegmentKind.SUBHEADLINE)), None),
        byline=next(map(_bare_byline, _texts_of(segments, SegmentKind.BYLINE)), None),
        body=body,
        wires=parts.wires,
        dateline=parts.dateline,
        sectors=_sectors(segments),
        distribution_languages=_languages(segments, parts.language.conventions),
        is_release=any(segment.kind in _RELEASE_PARTS for segment in segments),
        segments=segments,
        fixes=read.fixes,
    )


def version_key(text: str) -> str:
    r"""Name a text by its hash; what makes no difference to a reader does not count.

    That is space at both ends of lines, how many blank lines stand in a row, and blank lines
    around the text. Where a paragraph ends does count.

    >>> version_key("Ferries \n\n\nresume\n") == version_key("Ferries\n\nresume")
    True
    >>> version_key("Ferries\n\nresume") == version_key("Ferries\nresume")
    False
    >>> version_key("Ferries")
    'blake2b:6c28e0111d4eae990c54131ec4b43ae9'
    """
    lines = "\n".join(line.strip() for line in text.split("\n"))
    normal = _BLANK_LINES.sub("\n\n", lines.strip("\n"))
    return f"blake2b:{blake2b(normal.encode('utf-8'), digest_size=_KEY_BYTES).hexdigest()}"


def _take_apart(text: str, received: date, declared: str | None) -> _Parts:
    paragraphs, blank = _split(text)
    body = "\n".join(paragraph.text for paragraph in paragraphs[1:])
    language = settle_language(body, headline=paragraphs[0].text, declared=declared)
    opening = read_opening(text, paragraphs, Setting(language.conventions, received))
    above, below = paragraphs[: opening.first + 1], unglue(paragraphs[opening.first + 1 :])
    paragraphs = above + below
    ending = read_ending(paragraphs[opening.first :], language.conventions, wires=opening.wires)
    rules = {span.rule.partition(".")[0] for span in ending}
    names = dict.fromkeys((*opening.wires, *(wire.name for wire in wires() if wire.rule in rules)))
    everything = sorted((*paragraphs, *blank), key=lambda paragraph: paragraph.start)
    spans = tuple(_with_body(everything, (*opening.spans, *ending)))
    return _Parts(language, spans, opening.dateline, tuple(names))


def _split(text: str) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Split a text into the paragraphs that show something and those that do not."""
    paragraphs = split_paragraphs(text)
    if len(paragraphs) > PARAGRAPHS:
        raise UnreadableDrop("too_large", _TOO_MANY.format(len(paragraphs)))
    blank = tuple(paragraph for paragraph in paragraphs if is_blank(paragraph.text))
    shown = tuple(paragraph for paragraph in paragraphs if not is_blank(paragraph.text))
    if not shown:
        raise UnreadableDrop("no_headline", _NO_HEADLINE)
    return shown, blank


def _with_body(paragraphs: Sequence[Paragraph], claimed: Sequence[Span]) -> Iterator[Span]:
    """Give what no rule claims of each paragraph to the body, or to noise where nothing shows."""
    waiting = deque(claimed)
    for paragraph in paragraphs:
        start = paragraph.start
        while waiting and waiting[0].start < paragraph.end:
            span = waiting.popleft()
            start = span.end
            yield span
        if start < paragraph.end:
            yield _unclaimed(paragraph, start)


def _unclaimed(paragraph: Paragraph, start: int) -> Span:
    if is_blank(paragraph.text[start - paragraph.start :]):
        return Span(SegmentKind.NOISE, start, paragraph.end, NOISE_RULE)
    return Span(SegmentKind.BODY, start, paragraph.end, BODY_RULE)


def _texts_of(segments: tuple[Segment, ...], kind: SegmentKind) -> tuple[str, ...]:
    """Collect the texts of a kind, the lines of a wrapped paragraph joined."""
    texts = (_on_one_line(segment.text) for segment in segments if segment.kind is kind)
    return tuple(text for text in texts if text)


def _bare_byline(text: str) -> str:
    """Take the sign of equality or the brackets off a byline that stands behind a dateline."""
    bracketed = text[:1] in "(（" and text[-1:] in ")）"
    return text[1:-1].strip() if bracketed else text.removesuffix("=").rstrip()


def _on_one_line(text: str) -> str:
    return " ".join(line.strip() for line in text.split("\n")).strip()


def _sectors(segments: tuple[Segment, ...]) -> tuple[Sector, ...]:
    texts = _texts_of(segments, SegmentKind.SECTORS)
    lines = (" ".join(texts),) if any(map(is_label, texts)) else texts
    labels = (read_sectors(line) or read_labelled_list(line) for line in lines)
    return tuple(
        Sector(label=label, code=sector_code(label)) for listed in labels for label in listed
    )


def _languages(segments: tuple[Segment, ...], language: str) -> tuple[str, ...]:
    lists = (find_languages(text, language) for text in _texts_of(segments, SegmentKind.ABOUT))
    return max(lists, key=len, default=())
