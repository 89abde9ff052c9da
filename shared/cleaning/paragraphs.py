"""Split a text into paragraphs that know where they stand."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

_LINE = re.compile(r"[^\n]+")
_NARROWEST = 50
_WIDEST = 100
_WORDS_A_LINE = 5
_TITLE_LINES = 2  # that, without a sentence's end, may be a headline and what stands below it
_SENTENCE_END = re.compile(r"[.!?…:؟]['\"”’»)]{0,2}$")


class Paragraph(NamedTuple):
    """Hold one paragraph `[start, end)` without the white space around it."""

    text: str
    start: int
    end: int


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    r"""Split at line ends; the lines of a hard-wrapped block, the first block aside, stay together.

    The first block is where the headline stands on a line of its own.

    >>> [paragraph[:] for paragraph in split_paragraphs(" Ferries resume\n\nThe harbour reopened.")]
    [('Ferries resume', 1, 15), ('The harbour reopened.', 17, 38)]
    """
    paragraphs: list[Paragraph] = []
    for number, block in enumerate(_blocks(text, _lines(text))):
        if number and _is_wrapped(block):
            start, end = block[0].start, block[-1].end
            paragraphs.append(Paragraph(text[start:end], start, end))
        else:
            paragraphs.extend(block)
    return tuple(paragraphs)


def _lines(text: str) -> Iterator[Paragraph]:
    for found in _LINE.finditer(text):
        line = found[0].lstrip()
        start = found.end() - len(line)
        if line := line.rstrip():
            yield Paragraph(line, start, start + len(line))


def _blocks(text: str, lines: Iterator[Paragraph]) -> list[list[Paragraph]]:
    blocks: list[list[Paragraph]] = []
    for line in lines:
        if blocks and text.count("\n", blocks[-1][-1].end, line.start) == 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _is_wrapped(block: list[Paragraph]) -> bool:
    """Say whether each line was as full as its next word allowed, as wrapping leaves it."""
    width = max(len(line.text) for line in block)
    if len(block) <= _TITLE_LINES and not _SENTENCE_END.search(block[-1].text):
        return False
    words = sum(len(line.text.split()) for line in block)
    return (
        _NARROWEST <= width <= _WIDEST
        and words >= _WORDS_A_LINE * len(block)
        and all(
            len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) > width
            for line, following in pairwise(block)
        )
    )
