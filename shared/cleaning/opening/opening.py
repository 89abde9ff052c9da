"""Read the opening of a release: all that stands above the body, and where the body begins."""

import re
from typing import NamedTuple

from shared.cleaning.opening.above import MOST_ABOVE, read_above
from shared.cleaning.opening.between import read_between
from shared.cleaning.opening.embargoes import EmbargoLine
from shared.cleaning.opening.headlines import NO_HEADLINE, read_headline
from shared.cleaning.opening.peeling import dateline_at, peel
from shared.cleaning.opening.readings import Setting
from shared.cleaning.opening.taken import Taken
from shared.cleaning.paragraphs import Paragraph
from shared.cleaning.spans import Span
from shared.errors import UnreadableDrop
from shared.records.fields import Dateline, Slug

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
    above = read_above(text, paragraphs, setting)
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
    return sum(each.start < end for each in paragraphs[: MOST_ABOVE + 1])


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
