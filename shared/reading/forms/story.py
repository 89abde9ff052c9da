"""Put together what a structured format tells of a release: its parts in order, and its text."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from shared.errors import UnreadableDrop
from shared.reading.blocks import Block, compose
from shared.reading.bounds import TEXT_BYTES
from shared.reading.drops import ReadText, is_blank
from shared.records.declared import Declared
from shared.records.fields import ReleaseStatus, SegmentKind

DROP_REPEATED_HEADLINE = "drop_repeated_headline"
"""The fix that leaves out a first block, or first line, of the body that repeats the headline."""
DROP_REPEATED_DATELINE = "drop_repeated_dateline"
"""The fix that leaves out a dateline of its own where the body begins with the same one."""


class Origin(NamedTuple):
    """Say which document a release was read from; `name` is for the messages."""

    name: str
    format: str
    encoding: str
    bytes: int
    fixes: tuple[str, ...] = ()


class Story(NamedTuple):
    """Hold the parts of a release as its format tells them; `found` says what they came from."""

    declared: Declared
    found: str
    headline: str | None = None
    subheadlines: tuple[str, ...] = ()
    byline: str | None = None
    dateline: str | None = None
    body: tuple[Block, ...] = ()
    end: tuple[Block, ...] = ()


def tell(story: Story, origin: Origin) -> ReadText:
    """Compose the text of a release; only a withdrawal may be without any.

    Raises UnreadableDrop (`no_text`, `too_large`).
    """
    body, repeated = _without_headline(story.body, story.headline)
    dateline = story.dateline
    if dateline and body and _key(body[0].text).startswith(_key(dateline)):
        dateline = None
        repeated += (DROP_REPEATED_DATELINE,)
    composed = compose([*_opening(story, dateline), *body, *story.end])
    told = "\n".join((story.headline or "", *(block.text for block in body)))
    if is_blank(told) and story.declared.status is not ReleaseStatus.CANCELED:
        raise UnreadableDrop(
            "no_text",
            f"{origin.name} holds {story.found}, and no text of its own; "
            "drop an item with a headline and a text",
        )
    _refuse_length(composed.text, origin.name)
    fixes = tuple(dict.fromkeys((*origin.fixes, *composed.fixes, *repeated)))
    return ReadText(
        composed.text,
        origin.format,
        origin.encoding,
        origin.bytes,
        fixes,
        story.declared,
        composed.known,
    )


def _opening(story: Story, dateline: str | None) -> Iterator[Block]:
    yield Block(story.headline or "", SegmentKind.HEADLINE)
    for text in story.subheadlines:
        yield Block(text, SegmentKind.SUBHEADLINE)
    yield Block(story.byline or "", SegmentKind.BYLINE)
    yield Block(dateline or "", SegmentKind.DATELINE)


def _without_headline(
    body: Iterable[Block], headline: str | None
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Leave out a first line that repeats the headline, as long as it is not all there is."""
    blocks = tuple(block for block in body if block.text.strip())
    if not blocks or not headline:
        return blocks, ()
    line, _, rest = blocks[0].text.strip().partition("\n")
    if _key(line) != _key(headline) or not (rest.strip() or blocks[1:]):
        return blocks, ()
    first = (Block(rest, blocks[0].kind),) if rest.strip() else ()
    return (*first, *blocks[1:]), (DROP_REPEATED_HEADLINE,)


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _refuse_length(text: str, name: str) -> None:
    size = len(text.encode())
    if size > TEXT_BYTES:
        raise UnreadableDrop(
            "too_large",
            f"{name} holds {size:,} bytes of text, more than the {TEXT_BYTES:,} a release may "
            "have; split it into releases",
        )
