"""Read what stands between a headline and the body: subheadlines, bylines, side lines."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from shared.cleaning.opening.bylines import is_byline, is_writer_line
from shared.cleaning.opening.datelines import find_dateline
from shared.cleaning.opening.frames import match_mark
from shared.cleaning.opening.page_lines import is_captioned
from shared.cleaning.opening.person_lines import is_bare_name
from shared.cleaning.opening.readings import Setting
from shared.cleaning.opening.side_lines import caption, captions, issuer_above_time, one, side_line
from shared.cleaning.opening.subheadlines import (
    is_bullet,
    is_standfirst,
    is_subheadline,
    stands_alone,
)
from shared.cleaning.opening.taken import Taken
from shared.cleaning.paragraphs import Paragraph
from shared.cleaning.spans import BODY_RULE
from shared.records.fields import SegmentKind

_MOST_LINES = 16
_MOST_TEXTS = 4
_POINTS = range(2, 5)  # lines of points that may stand below a headline
_MARK_WITHIN = 3  # paragraphs after the headline in which the first mark may stand
_SHORTEST_STORY = 60
_SHORTEST_STORY_UNSPACED = 25
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_PAIR = range(2, 3)  # subheadlines that stand apart, in scripts without spaces
_OPENS = {SegmentKind.WIRE_MARK, SegmentKind.DATELINE}


class _Item(NamedTuple):
    """Hold one paragraph between headline and body; `taken` is None for text of the story."""

    at: int
    taken: Taken | None
    is_byline: bool = False


class Between(NamedTuple):
    """Hold what was taken between headline and body, and the paragraph where the body begins."""

    taken: Taken
    first: int


def read_between(
    text: str, paragraphs: tuple[Paragraph, ...], at: int, setting: Setting
) -> Between:
    """Read the paragraphs from `at` on until the body begins; the last one is always body."""
    items = list(_items(text, paragraphs, at, setting))
    stop = items[-1].at + 1 if items else at
    opened = stop < len(paragraphs) and _opens(text, paragraphs[stop], setting)
    opened = opened or any(_is_opener(item) for item in items)
    taken = Taken()
    for number, item in enumerate(items):
        found = item.taken or _text(paragraphs, items, number, opened=opened)
        if found is None:
            return Between(taken, item.at)
        taken = taken.and_then(found)
    return Between(taken, stop)


def _is_opener(item: _Item) -> bool:
    return item.taken is not None and any(span.kind in _OPENS for span in item.taken.spans)


def _items(
    text: str, paragraphs: tuple[Paragraph, ...], at: int, setting: Setting
) -> Iterator[_Item]:
    """Tell paragraph by paragraph what it is, up to the one that a mark or a dateline opens."""
    last = min(at + _MOST_LINES, len(paragraphs) - 1)
    marked = _marked_paragraph(text, paragraphs[at : last + 1], at)
    now, texts, signed = at, 0, False
    while now < last:
        paragraph = paragraphs[now]
        doubled = captions(paragraphs, now) or is_captioned(paragraph.text)
        if doubled:
            yield from (
                _Item(each, caption(paragraphs[each])) for each in range(now, now + doubled)
            )
            now += doubled
            continue
        side = side_line(text, paragraph, setting) or issuer_above_time(paragraphs, now)
        if side is None and (now == marked or _opens(text, paragraph, setting)):
            return
        byline = None if side else _byline(paragraphs, now)
        signed = signed or byline is not None
        texts += not (side or byline)
        if not (side or byline or marked > now or _may_be_headline(paragraphs, now)):
            return
        if signed and marked < now and not byline and _tells(side):
            return
        if texts > _MOST_TEXTS and marked < now:
            return
        yield _Item(now, side or byline, is_byline=byline is not None)
        now += 1


def _tells(side: Taken | None) -> bool:
    """Say whether a line is text of the story, or an embargo's: neither stands below a byline."""
    return side is None or side.embargo is not None


def _marked_paragraph(text: str, paragraphs: tuple[Paragraph, ...], at: int) -> int:
    """Find the paragraph that a mark opens, among the first few; -1 where none does."""
    for number, paragraph in enumerate(paragraphs[:_MARK_WITHIN]):
        if match_mark(text, paragraph.start, paragraph.end):
            return at + number
    return -1


def _opens(text: str, paragraph: Paragraph, setting: Setting) -> bool:
    """Say whether a mark or a dateline begins a paragraph."""
    if match_mark(text, paragraph.start, paragraph.end):
        return True
    return find_dateline(text, paragraph.start, paragraph.end, setting) is not None


def _may_be_headline(paragraphs: tuple[Paragraph, ...], at: int) -> bool:
    """Say whether a text may stand between headline and body: no sentence, or a byline below."""
    signed = is_standfirst(paragraphs[at].text) and is_byline(paragraphs[at + 1].text)
    return signed or is_subheadline(paragraphs[at].text)


def _byline(paragraphs: tuple[Paragraph, ...], at: int) -> Taken | None:
    """Take a byline; a name without a word for one needs the story right below it."""
    line = paragraphs[at].text
    if is_byline(line):
        return one(SegmentKind.BYLINE, paragraphs[at], "opening.byline")
    if is_writer_line(line):
        return one(SegmentKind.BYLINE, paragraphs[at], "opening.writer")
    if is_bare_name(line) and _is_story(paragraphs[at + 1].text):
        return one(SegmentKind.BYLINE, paragraphs[at], "opening.name")
    return None


def _behind(paragraphs: tuple[Paragraph, ...], items: list[_Item]) -> str:
    return paragraphs[items[-1].at + 1].text


def _is_story(text: str) -> bool:
    shortest = _SHORTEST_STORY_UNSPACED if _UNSPACED.search(text) else _SHORTEST_STORY
    return len(text) >= shortest


def _text(
    paragraphs: tuple[Paragraph, ...], items: list[_Item], number: int, *, opened: bool
) -> Taken | None:
    """Decide on a text between headline and body: a subheadline, a part of the body, or its start.

    What is neither opened by a mark or dateline nor followed by a byline needs to look like one.
    """
    at = items[number].at
    line, below = paragraphs[at].text, items[number + 1 :]
    subheadline = one(SegmentKind.SUBHEADLINE, paragraphs[at], "opening.subheadline")
    signed = bool(below) and below[0].is_byline
    if signed and is_standfirst(line):
        return subheadline
    if opened or any(item.is_byline for item in below):
        short = is_subheadline(line)
        return subheadline if short else one(SegmentKind.BODY, paragraphs[at], BODY_RULE)
    texts = [paragraphs[item.at].text for item in items if item.taken is None]
    if (
        len(texts) in _POINTS
        and all(map(is_bullet, texts))
        and _is_story(_behind(paragraphs, items))
    ):
        return subheadline
    if len(texts) in _PAIR and all(map(_UNSPACED.search, texts)):
        story = _behind(paragraphs, items)
        return subheadline if all(stands_alone(each, story) for each in texts) else None
    first = not any(item.taken is None for item in items[:number])
    return subheadline if first and stands_alone(line, paragraphs[at + 1].text) else None
