"""Find the parts of an ending whose line ends were lost, so that each can be told by itself."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from shared.cleaning.contact_addresses import EMAIL
from shared.cleaning.contact_lines import heading_words
from shared.cleaning.ending.closing_lines import closes
from shared.cleaning.ending.disclaimer_headings import disclaimer_heading
from shared.cleaning.ending.disclaimers import find_link, names_provider
from shared.cleaning.ending.end_marks import is_end_mark, is_signature
from shared.cleaning.ending.headings import about_heading
from shared.cleaning.ending.sectors import label_pattern
from shared.cleaning.ending.sources import is_signed_tail, source_pattern
from shared.cleaning.names import wires
from shared.cleaning.paragraphs import Paragraph
from shared.cleaning.wording import alternatives

_LONGEST = 4_000
_LAST = 12  # paragraphs at the end in which glued parts are looked for
_LONGEST_CONTACT = 500
_LONGEST_TAIL = 260
_LONGEST_SOURCE = 160
_LONGEST_MARK = 40
_SENTENCES_BEFORE = 2
_SENTENCE_END = ".。!?！？;；)）"
_NEXT_SENTENCE = re.compile(rf"[{_SENTENCE_END}]\s*(?=\S)")
_ENDED = r"(?<=[.。!?！？…”“\"»」』)）])(?<![\s(（][“\"])"
_DASHED_TAIL = re.compile(rf"{_ENDED}\s{{0,9}}(?P<tail>[-–—]{{1,2}}\s?[^\W\d_][\w .]{{1,24}})$")
_MARKED_TAIL = re.compile(rf"{_ENDED}\s{{0,9}}(?P<tail>[-–—#(（/\[【<]\S[^.。]{{0,14}})$")
_LINE = re.compile(r"[^\n]+")


def unglue(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Cut the last paragraphs where a part of an ending may begin behind a sentence.

    Whether it is one is for the rules of the ending to say: what none of them claims stays with
    the paragraph that it was cut from.

    >>> text = "As is. SeaPRwire (www.seaprwire.com) vouches not. Sectors: A, B. SeaPRwire is old."
    >>> [part.text[-18:] for part in unglue((Paragraph(text, 0, len(text)),))]
    ['.com) vouches not.', 'Sectors: A, B.', 'SeaPRwire is old.']
    """
    kept, last = paragraphs[:-_LAST], paragraphs[-_LAST:]
    return (*kept, *(part for paragraph in last for part in _parts(paragraph)))


def _parts(paragraph: Paragraph) -> list[Paragraph]:
    text = paragraph.text
    if len(text) > _LONGEST:
        return [paragraph]
    cuts = sorted({0, len(text), *_cuts(text)})
    return [
        _piece(paragraph, start, end) for start, end in pairwise(cuts) if text[start:end].strip()
    ]


def _cuts(text: str) -> Iterator[int]:
    yield from _lines(text)
    yield from _around_link(text)
    yield from _contacts(text)
    if source := _source_behind().search(text, max(0, len(text) - _LONGEST_SOURCE)):
        yield source.start("head")
    tail = _tail(text)
    if tail is not None:
        yield tail


def _contacts(text: str) -> Iterator[int]:
    """Cut at the first heading of contacts behind which an e-mail address closes the paragraph."""
    low = max(0, len(text) - _LONGEST_CONTACT)
    if "@" in text[low:]:
        for contact in _contact_behind().finditer(text, low):
            if EMAIL.search(text, contact.end()):
                yield contact.start("head")
                break


def _lines(text: str) -> Iterator[int]:
    """Cut at the lines of a wrapped paragraph that close a text by themselves."""
    if "\n" in text:
        for line in _LINE.finditer(text):
            if closes(line[0].strip()) or _is_heading(line[0].strip()):
                yield from (line.start(), line.end())


def _is_heading(line: str) -> bool:
    """Say whether a line is nothing but a heading of an about block or of a disclaimer."""
    about = about_heading(line)
    return (about is not None and about.end == len(line)) or disclaimer_heading(line) == len(line)


def _around_link(text: str) -> Iterator[int]:
    """Cut above a wire's disclaimer, at the sectors' label behind it, and behind the labels."""
    link = find_link(text)
    if link is None:
        return
    yield _disclaimer_start(text, link.start())
    label = _label_at_sentence().search(text, link.end())
    if label:
        yield from (label.start("label"), _end_of_list(text, label.end()))


def _disclaimer_start(text: str, link: int) -> int:
    """Find the sentence that holds the link, or one shortly before it that names a provider.

    A single sentence before it stays with it, for few paragraphs of a story are one sentence.
    """
    starts = [0, *(found.end() for found in _NEXT_SENTENCE.finditer(text, 0, link + 1))]
    nearby = list(pairwise(starts))[-_SENTENCES_BEFORE:]
    provider = next((low for low, high in nearby if names_provider(text[low:high])), None)
    if provider is not None:
        return provider
    return starts[-1] if len(starts) > _SENTENCES_BEFORE else 0


def _tail(text: str) -> int | None:
    """Find the end mark, the initials or the credits in brackets that close a paragraph."""
    opening = max(text.rfind(sign, max(0, len(text) - _LONGEST_TAIL)) for sign in "(（")
    if opening > 0 and is_signed_tail(text[opening:]) and _is_ended(text[:opening]):
        return opening
    for pattern in (_MARKED_TAIL, _DASHED_TAIL):
        found = pattern.search(text, max(0, len(text) - _LONGEST_MARK))
        if found and (is_end_mark(found["tail"]) or is_signature(found["tail"])):
            return found.start("tail")
        if found and is_signed_tail(found["tail"]):
            return found.start("tail")
    return None


def _is_ended(text: str) -> bool:
    return text.rstrip()[-1:] in set('.。!?！？…”"»」』')


@cache
def _contact_behind() -> re.Pattern[str]:
    return re.compile(
        rf"{_ENDED}\s{{0,9}}(?P<head>(?:{alternatives(heading_words())})\s?[:：])", re.IGNORECASE
    )


@cache
def _source_behind() -> re.Pattern[str]:
    return re.compile(rf"{_ENDED}\s{{0,9}}(?P<head>{source_pattern()})$")


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
