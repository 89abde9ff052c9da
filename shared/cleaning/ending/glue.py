"""Take a wire's ending apart where its line ends were lost."""

import re
from functools import cache
from itertools import pairwise

from shared.cleaning.ending.disclaimers import find_link
from shared.cleaning.ending.sectors import label_pattern
from shared.cleaning.names import wires
from shared.cleaning.paragraphs import Paragraph

_LONGEST = 4_000
_LAST = 4  # paragraphs at the end in which a glued ending is looked for
_SENTENCE_END = ".。!?！？;；)）"
_NEXT_SENTENCE = re.compile(rf"[{_SENTENCE_END}]\s*(?=\S)")


def unglue(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Split a paragraph of the end at its sectors label and behind the labels.

    Only a paragraph that holds a wire's link, and the label of sectors at a later start of a
    sentence, is split; the sentences before the link stay together.

    >>> text = "As is. SeaPRwire (www.seaprwire.com) vouches not. Sectors: A, B. SeaPRwire is old."
    >>> [part.text[-18:] for part in unglue((Paragraph(text, 0, len(text)),))]
    ['.com) vouches not.', 'Sectors: A, B.', 'SeaPRwire is old.']
    """
    kept, last = paragraphs[:-_LAST], paragraphs[-_LAST:]
    return (*kept, *(part for paragraph in last for part in _parts(paragraph)))


def _parts(paragraph: Paragraph) -> list[Paragraph]:
    text = paragraph.text
    link = find_link(text) if len(text) <= _LONGEST else None
    label = _label_behind(text, link.end()) if link else None
    if label is None:
        return [paragraph]
    cuts = [0, label.start("label"), _end_of_list(text, label.end()), len(text)]
    return [
        _piece(paragraph, start, end) for start, end in pairwise(cuts) if text[start:end].strip()
    ]


def _label_behind(text: str, start: int) -> re.Match[str] | None:
    return _label_at_sentence().search(text, start)


@cache
def _label_at_sentence() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=[{_SENTENCE_END}])\s{{0,9}}(?P<label>{label_pattern()})", re.IGNORECASE
    )


def _end_of_list(text: str, start: int) -> int:
    """Find where the list of labels ends: at a sentence's end, or where the wire is named next."""
    sentence = _NEXT_SENTENCE.search(text, start)
    ends = [sentence.end()] if sentence else []
    names = (text.find(mark, start) for wire in wires() for mark in wire.marks)
    return min([*ends, *(at for at in names if at >= 0)], default=len(text))


def _piece(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    stretch = paragraph.text[start:end]
    start += len(stretch) - len(stretch.lstrip())
    stretch = stretch.strip()
    first = paragraph.start + start
    return Paragraph(stretch, first, first + len(stretch))
