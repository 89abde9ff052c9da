"""Read the headline: the mark and the slug before it, the lines that it runs over."""

import re
from functools import cache

from shared.cleaning.opening.bylines import is_byline
from shared.cleaning.opening.datelines import find_dateline
from shared.cleaning.opening.peeling import mark_at
from shared.cleaning.opening.readings import Setting
from shared.cleaning.opening.side_lines import side_line
from shared.cleaning.opening.slugs import find_slug, find_slug_behind
from shared.cleaning.opening.taken import Taken
from shared.cleaning.paragraphs import Paragraph
from shared.cleaning.spans import Span
from shared.errors import UnreadableDrop
from shared.languages.tables import load_table
from shared.records.fields import SegmentKind

_LONGEST_HEADLINE_WITH_DATELINE = 160
_LONGEST = 250
_MOST_LINES = 3
_LOOKED_AT = 12  # paragraphs below the headline
_LONGEST_WORD = 24
_SENTENCE_ENDS = tuple(".。!！?？…:：")
_HELD_OPEN = tuple(",，、;；–—-·:：")
_HAN = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff\uff01-\uff5e]{1,5}")
NO_HEADLINE = (
    "the text begins with a dateline or a wire's mark and not with a headline; "
    "put the headline on the first line and drop it again"
)


def read_headline(
    text: str, paragraphs: tuple[Paragraph, ...], at: int, setting: Setting
) -> tuple[Taken, int]:
    """Read the headline that begins with a paragraph, and count the paragraphs that it takes.

    Raises UnreadableDrop (`no_headline`) where the paragraph is a body with its dateline.
    """
    first = paragraphs[at]
    mark = mark_at(text, first.start, first.end) or _bare_mark(text, first) or Taken()
    start = mark.spans[0].end if mark.spans else first.start
    long = first.end - start > _LONGEST_HEADLINE_WITH_DATELINE
    dated = find_dateline(text, start, first.end, setting) if long else None
    if dated and first.end - dated.end > _LONGEST_HEADLINE_WITH_DATELINE:
        raise UnreadableDrop("no_headline", NO_HEADLINE)
    count = _lines(text, paragraphs, at, setting)
    before = mark.and_then(_slug_before(text, start, first.end))
    start = before.spans[-1].end if before.spans else start
    end = paragraphs[at + count - 1].end
    return before.and_then(_with_slug_behind(text, start, end)), count


def _bare_mark(text: str, first: Paragraph) -> Taken | None:
    """Take a mark without a dash off a headline that begins as one, with a capital."""
    mark = mark_at(text, first.start, first.end, bare=True)
    end = mark.spans[-1].end if mark else first.end
    return mark if end < first.end and not text[end].islower() else None


def _slug_before(text: str, start: int, end: int) -> Taken:
    found = find_slug(text[start:end])
    if found is None or found.alone:
        return Taken()
    span = Span(SegmentKind.NOISE, start, start + found.end, f"slug.{found.slug.kind}")
    return Taken((span,), slug=found.slug)


def _with_slug_behind(text: str, start: int, end: int) -> Taken:
    behind = find_slug_behind(text[start:end])
    cut = start + behind[1] if behind and behind[1] else end
    headline = Taken((Span(SegmentKind.HEADLINE, start, cut, "opening.headline"),))
    if not behind or cut == end:
        return headline
    slug = Span(SegmentKind.NOISE, cut, end, f"slug.{behind[0].kind}")
    return headline.and_then(Taken((slug,), slug=behind[0]))


def _lines(text: str, paragraphs: tuple[Paragraph, ...], at: int, setting: Setting) -> int:
    """Count the lines without a blank one between them that a headline runs over."""
    count, width = 1, _wrap_width(paragraphs[at + 1 :])
    for line in paragraphs[at + 1 : at + _MOST_LINES]:
        last = paragraphs[at + count - 1]
        adjacent = text.count("\n", last.end, line.start) == 1
        whole = line.end - paragraphs[at].start <= _LONGEST
        runs_on = _runs_on(last.text, line.text) or _fills(last.text, line.text, width)
        if not (adjacent and whole and runs_on):
            break
        if is_byline(line.text) or side_line(text, line, setting):
            break
        if find_dateline(text, line.start, line.end, setting):
            break
        count += 1
    return count


def _runs_on(line: str, following: str) -> bool:
    """Say whether a line goes on in the next: it is held open, or the next begins small."""
    if line.endswith(_SENTENCE_ENDS) or following.endswith((".", "。")):
        return False
    if following[:1].islower() or line.endswith(_HELD_OPEN):
        return True
    last = line.rsplit(maxsplit=1)[-1]
    return last in _never_last() or _HAN.fullmatch(following) is not None


def _wrap_width(paragraphs: tuple[Paragraph, ...]) -> int:
    """Return the longest line of the first paragraph that is wrapped, 0 where none is."""
    wrapped = (each.text for each in paragraphs[:_LOOKED_AT] if "\n" in each.text)
    return max(map(len, next(wrapped, "").split("\n")))


def _fills(line: str, following: str, width: int) -> bool:
    """Say whether a line was broken where its text is wrapped: its next word had no room."""
    first = following.split(maxsplit=1)[0]
    return 0 < len(line) <= width < len(line) + 1 + len(first) and len(first) <= _LONGEST_WORD


@cache
def _never_last() -> frozenset[str]:
    return frozenset(load_table(__file__, "headline_words")["never_last"])
