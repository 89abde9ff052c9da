"""Read the lines above a headline: those that a table knows, and those that their form tells."""

from collections.abc import Callable
from functools import cache, partial
from typing import NamedTuple

from shared.cleaning.opening.bylines import is_byline
from shared.cleaning.opening.datelines import find_dateline
from shared.cleaning.opening.kickers import (
    KICKER,
    LETTERHEAD,
    is_kicker,
    is_letterhead_line,
    may_be_headline,
    opens_letter,
    stands_above,
)
from shared.cleaning.opening.page_lines import HEADER
from shared.cleaning.opening.readings import Setting
from shared.cleaning.opening.side_lines import (
    EMBARGO,
    caption,
    captions,
    issuer_alone,
    one,
    repeated_source,
    side_line,
)
from shared.cleaning.opening.taken import Taken
from shared.cleaning.paragraphs import Paragraph
from shared.records.fields import SegmentKind

MOST_ABOVE = 16
"""The most lines that may stand above a headline."""

_MOST_BETWEEN = 7
_LONGEST_HEADLINE = 300
_LAST_LINES = 12


class _Page(NamedTuple):
    """Hold a text with its paragraphs, and what the tables know of each: asked once, kept."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    setting: Setting
    known: Callable[[int], Taken | None]


def read_above(text: str, paragraphs: tuple[Paragraph, ...], setting: Setting) -> Taken:
    """Take the lines above the headline; a line below that may be the headline is left."""
    known = cache(partial(_known_line, text, paragraphs, setting))
    page, taken = _Page(text, paragraphs, setting, known), Taken()
    for at in range(min(MOST_ABOVE, len(paragraphs))):
        line = known(at)
        if line is None and taken.spans:
            line = issuer_alone(paragraphs, at)
        line = line or _told_by_form(page, at)
        if line is None:
            break
        taken = taken.and_then(line)
    return taken


def _known_line(
    text: str, paragraphs: tuple[Paragraph, ...], setting: Setting, at: int
) -> Taken | None:
    paragraph = paragraphs[at]
    line = side_line(text, paragraph, setting)
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


def _told_by_form(page: _Page, at: int) -> Taken | None:
    """Take a kicker, or a line of a letterhead, with a headline and a body below it."""
    paragraph = page.paragraphs[at]
    below = _unknown_below(page, at) if is_kicker(paragraph.text) else None
    if below is not None and stands_above(paragraph.text, below.text):
        opens = find_dateline(page.text, below.start, below.end, page.setting)
        return None if opens else one(SegmentKind.NOISE, paragraph, KICKER)
    return one(SegmentKind.NOISE, paragraph, LETTERHEAD) if _is_letterhead(page, at) else None


def _unknown_below(page: _Page, at: int) -> Paragraph | None:
    """Find the first paragraph below a line that no table knows; the last one is body."""
    following = range(at + 1, min(at + _MOST_BETWEEN, len(page.paragraphs) - 1))
    return next((page.paragraphs[each] for each in following if not page.known(each)), None)


def _is_letterhead(page: _Page, at: int) -> bool:
    """Say whether an unknown line stands in a block with a press office's header.

    A headline stands below the block. An embargo tells the block only where more than one line
    stands above it, for that one may be the headline, and so may a line below a header.
    """
    last = _last_of_block(page, at)
    if last is None or last == at or HEADER in _rules(page, range(max(at - 1, 0), at)):
        return False
    block, headline = range(at, last + 1), page.paragraphs[last + 1].text
    texts = (page.paragraphs[each].text for each in block if not page.known(each))
    if not all(map(is_letterhead_line, texts)):
        return False
    rules = _rules(page, block)
    told = HEADER in rules or (EMBARGO in rules and last > 1)
    return told and may_be_headline(headline) and opens_letter(page.paragraphs[at].text, headline)


def _last_of_block(page: _Page, at: int) -> int | None:
    """Find the last of the lines from one on that stand together, a headline and a body below."""
    paragraphs = page.paragraphs
    for here in range(at, min(at + _MOST_BETWEEN, len(paragraphs) - 2)):
        if page.text.count("\n", paragraphs[here].end, paragraphs[here + 1].start) > 1:
            return here
    return None


def _rules(page: _Page, lines: range) -> set[str]:
    known = filter(None, map(page.known, lines))
    return {span.rule for line in known for span in line.spans}
