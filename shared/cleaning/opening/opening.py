"""Read the opening of a release: all that stands above the body, and where the body begins."""

import re
from typing import NamedTuple

from shared.cleaning.opening.between import read_between
from shared.cleaning.opening.bylines import is_byline
from shared.cleaning.opening.datelines import find_dateline
from shared.cleaning.opening.embargoes import EmbargoLine
from shared.cleaning.opening.headlines import NO_HEADLINE, read_headline
from shared.cleaning.opening.kickers import (
    KICKER,
    is_kicker,
    is_letterhead,
    may_be_headline,
    may_be_letterhead,
)
from shared.cleaning.opening.page_lines import HEADER
from shared.cleaning.opening.peeling import dateline_at, peel
from shared.cleaning.opening.readings import Setting
from shared.cleaning.opening.side_lines import (
    caption,
    captions,
    issuer_alone,
    one,
    repeated_source,
    side_line,
)
from shared.cleaning.opening.taken import Taken
from shared.cleaning.paragraphs import Paragraph
from shared.cleaning.spans import Span
from shared.errors import UnreadableDrop
from shared.records.fields import Dateline, SegmentKind, Slug

_MOST_ABOVE = 16
_MOST_BETWEEN = 7
_LONGEST_HEADLINE = 300
_LAST_LINES = 12
_LEAD_WITHIN = 400
_MOST_SENTENCES = 4
_SENTENCE_END = re.compile(r"[.!?…»”\"]\s+(?=[^\W\d_])")


class Opening(NamedTuple):
    """Hold the spans of the opening, what they say, and the paragraph where the body begins."""

    spans: tuple[Span, ...]
    first: int
    dateline: Dateline | None
    wires: tuple[str, ...]
    slug: Slug | None = None
    embargo: EmbargoLine | None = None


class _Page(NamedTuple):
    """Hold a text with its paragraphs, and what reading it depends on."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    setting: Setting


def read_opening(text: str, paragraphs: tuple[Paragraph, ...], setting: Setting) -> Opening:
    """Read the opening; raises UnreadableDrop (`no_headline`) where it begins with the body."""
    page = _Page(text, paragraphs, setting)
    above = _above(page)
    at = _count(paragraphs, above)
    if at == len(paragraphs):
        raise UnreadableDrop("no_headline", NO_HEADLINE)
    headline, count = read_headline(text, paragraphs, at, setting)
    return _lead(page, at + count, above.and_then(headline))


def read_lead(text: str, paragraphs: tuple[Paragraph, ...], setting: Setting) -> Opening:
    """Read what stands above the body where the format knows the headline."""
    return _lead(_Page(text, paragraphs, setting), 0, Taken())


def _lead(page: _Page, at: int, above: Taken) -> Opening:
    """Read what stands below the headline, and peel the paragraph with which the body begins."""
    text, paragraphs, setting = page
    between = read_between(text, paragraphs, at, setting._replace(marked=bool(above.wires)))
    taken, first = above.and_then(between.taken), between.first
    if first < len(paragraphs):
        setting = setting._replace(marked=bool(taken.wires))
        peeled = peel(text, paragraphs[first], setting)
        if not peeled.spans and not taken.dateline:
            peeled = _behind_first_sentence(text, paragraphs[first], setting)
        taken = taken.and_then(peeled)
    return Opening(taken.spans, first, taken.dateline, taken.wires, taken.slug, taken.embargo)


def _count(paragraphs: tuple[Paragraph, ...], taken: Taken) -> int:
    """Count the paragraphs that spans from the first one on take."""
    end = taken.spans[-1].end if taken.spans else 0
    return sum(each.start < end for each in paragraphs[: _MOST_ABOVE + 1])


def _above(page: _Page) -> Taken:
    """Take the lines above the headline; a line below that may be the headline is left."""
    taken = Taken()
    for at in range(min(_MOST_ABOVE, len(page.paragraphs))):
        line = _line_above(page, at)
        if line is None and taken.spans:
            line = issuer_alone(page.paragraphs, at)
        line = line or _kicker(page, at)
        if line is None:
            break
        taken = taken.and_then(line)
    return taken


def _kicker(page: _Page, at: int) -> Taken | None:
    """Take a line by its form: a kicker, or a letterhead, with a headline and a body below it."""
    paragraphs = page.paragraphs
    last = min(at + _MOST_BETWEEN, len(paragraphs) - 1)
    below = next((each for each in range(at + 1, last) if not _line_above(page, each)), None)
    if below is not None and is_kicker(paragraphs[at].text, paragraphs[below].text):
        start, end = paragraphs[below][1:]
        opens = find_dateline(page.text, start, end, page.setting)
        return None if opens else one(SegmentKind.NOISE, paragraphs[at], KICKER)
    announced = at > 0 and _is_header(_line_above(page, at - 1))
    heads = not announced and _heads_letter(page, at)
    return one(SegmentKind.NOISE, paragraphs[at], "noise.letterhead") if heads else None


def _is_header(line: Taken | None) -> bool:
    return line is not None and any(span.rule == HEADER for span in line.spans)


def _heads_letter(page: _Page, at: int) -> bool:
    """Say whether a line stands in a block with a press office's header, above a headline."""
    paragraphs, rules = page.paragraphs, set[str]()
    for here in range(at, min(at + _MOST_BETWEEN, len(paragraphs) - 2)):
        line = _line_above(page, here)
        rules.update(span.rule for span in (line.spans if line else ()))
        if line is None and not may_be_letterhead(paragraphs[here].text):
            return False
        if page.text.count("\n", paragraphs[here].end, paragraphs[here + 1].start) > 1:
            headline = paragraphs[here + 1].text
            several = here > 1 and "embargo.line" in rules  # one line above it may be the headline
            return (
                (several or HEADER in rules)
                and may_be_headline(headline)
                and is_letterhead(paragraphs[at].text, headline)
            )
    return False


def _line_above(page: _Page, at: int) -> Taken | None:
    paragraphs, paragraph = page.paragraphs, page.paragraphs[at]
    line = side_line(page.text, paragraph, page.setting)
    if line and line.wires:
        return line
    if at + 1 >= len(paragraphs) or len(paragraphs[at + 1].text) > _LONGEST_HEADLINE:
        return None
    if captions(paragraphs, at) or (at and paragraph.text == paragraphs[at - 1].text):
        return caption(paragraph)
    below = frozenset(each.text for each in paragraphs[at + 1 :][-_LAST_LINES:])
    signed = is_byline(paragraph.text)
    byline = one(SegmentKind.BYLINE, paragraph, "opening.byline") if signed else None
    return line or repeated_source(paragraph, below) or byline


def _behind_first_sentence(text: str, paragraph: Paragraph, setting: Setting) -> Taken:
    """Find an agency's dateline with its date behind the sentence that leads a paragraph."""
    within = min(paragraph.end, paragraph.start + _LEAD_WITHIN)
    for tried, found in enumerate(_SENTENCE_END.finditer(text, paragraph.start, within)):
        if tried == _MOST_SENTENCES:
            break
        dated = dateline_at(text, found.end(), paragraph.end, setting)
        line = dated.dateline if dated else None
        if dated and line and line.agency and line.date and (line.place or "").isupper():
            return dated
    return Taken()
