"""Compose a text from the blocks of a structured document, and keep what their kinds are."""

from collections.abc import Iterable
from typing import NamedTuple

from shared.reading.fixes import mend
from shared.records.fields import SegmentKind

_APART = "\n\n"


class Known(NamedTuple):
    """Hold a stretch `[start, end)` of a text whose kind its format tells."""

    kind: SegmentKind
    start: int
    end: int


class Block(NamedTuple):
    """Hold one block of a document; `kind` is None where only cleaning can tell it."""

    text: str
    kind: SegmentKind | None = None


class Composed(NamedTuple):
    """Hold a composed text, the stretches that are known and the fixes that were needed."""

    text: str
    known: tuple[Known, ...]
    fixes: tuple[str, ...]


def compose(blocks: Iterable[Block]) -> Composed:
    r"""Join blocks by empty lines, each mended by itself; a block without text is left out.

    >>> composed = compose([Block("Ferries resume", SegmentKind.HEADLINE), Block("The harbour.")])
    >>> composed.text, composed.known[0].end
    ('Ferries resume\n\nThe harbour.', 14)
    """
    pieces: list[str] = []
    known: list[Known] = []
    fixes: dict[str, None] = {}
    at = 0
    for block in blocks:
        text, applied = mend(block.text)
        fixes |= dict.fromkeys(applied)
        if text := text.strip():
            if block.kind:
                known.append(Known(block.kind, at, at + len(text)))
            pieces.append(text)
            at += len(text) + len(_APART)
    return Composed(_APART.join(pieces), tuple(known), tuple(fixes))
