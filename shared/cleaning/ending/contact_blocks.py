"""Find the blocks that say whom to contact: a heading and its lines, or lines that tell it."""

import re
from functools import cache, lru_cache

from shared.cleaning.contact_addresses import EMAIL, PHONE, has_address, is_phone
from shared.cleaning.contact_lines import has_label, heading_at
from shared.cleaning.ending.claims import Claim, Reading
from shared.cleaning.ending.closing_lines import closes
from shared.cleaning.ending.disclaimer_headings import disclaimer_heading
from shared.cleaning.ending.headings import about_heading
from shared.cleaning.wording import (
    DECORATION,
    REMEMBERED,
    alternatives,
    ends_as_sentence,
    every_word,
)
from shared.languages.tables import load_table
from shared.records.fields import SegmentKind

_MOST_LINES = 16
_MOST_UNHEADED = 8
_LONGEST_LINE = 260
_LONGEST_NAME = 90
_LONGEST_FRAME = 110
_MOST_WORDS = 12
_UNSPACED_SENTENCE = 24
_BLANK_LINE = 2
_FEWEST = 2  # a name and an address
_SENTENCE_INSIDE = re.compile(r"[^\W\d]{5}[.!?]\s+[^\W\d]|[。！？]\S")


def claim_contact(reading: Reading, at: int) -> Claim | None:
    """Claim the block of contacts that ends with a line: from its nearest heading on."""
    if not _reaches_near(reading, at):
        return None
    for first in range(at, max(at - _MOST_LINES, 0), -1):
        text = reading.text(first)
        if not is_contact_line(text) or (first < at and closes(text)):
            return None
        if is_heading(text):
            return _headed(reading, first, at)
    return None


def _reaches_near(reading: Reading, at: int) -> bool:
    """Say whether a line, or one that stands right above it, tells an address or heads a block."""
    below = reading.below
    if below is not None and below.kind is SegmentKind.CONTACT and below.first == at + 1:
        return True
    for first in range(at, max(at - _MOST_UNHEADED, 0), -1):
        text = reading.text(first)
        if has_address(text) or has_label(text):
            return True
        if reading.paragraphs[first].start - reading.paragraphs[first - 1].end >= _BLANK_LINE:
            return False
    return False


def _headed(reading: Reading, first: int, last: int) -> Claim | None:
    lines = [reading.text(at) for at in range(first, last + 1)]
    below = reading.below
    stacked = below is not None and below.kind is SegmentKind.CONTACT and below.first == last + 1
    if not stacked and not any(map(_reaches, lines)):
        return None
    if len(lines) == 1 and not stacked:
        return _single(lines[0], first)
    return Claim(first, last, SegmentKind.CONTACT, "heading.contact")


def _single(line: str, at: int) -> Claim:
    """Claim a line that holds heading and addresses; a general one needs more than one address."""
    heading = heading_at(line)
    alone = is_whole_contact(line) or (heading is not None and heading.role is not None)
    return Claim(at, at, SegmentKind.CONTACT, "label.contact", alone=alone)


def is_whole_contact(line: str) -> bool:
    """Say whether a line holds both an e-mail address and a telephone number.

    >>> is_whole_contact("Contact: Ada Moss, +49 40 5550 123, ada@example.com")
    True
    """
    return bool(EMAIL.search(line)) and any(is_phone(each[0]) for each in PHONE.finditer(line))


def claim_unheaded(reading: Reading, at: int) -> Claim | None:
    """Claim the short lines that stand together at the end and hold an address among them."""
    first = at
    while first > 1 and at - first < _MOST_UNHEADED and _goes_on(reading, first):
        first -= 1
    lines = [reading.text(each) for each in range(first, at + 1)]
    reached = sum(map(_reaches, lines))
    told = len(lines) >= _FEWEST or is_whole_contact(lines[0])
    if not told or not reached or not all(map(_is_short, lines)):
        return None
    if about_heading(reading.text(first - 1)):
        return None
    return Claim(first, at, SegmentKind.CONTACT, "frame.contact", alone=False)


def _goes_on(reading: Reading, first: int) -> bool:
    above, here = reading.paragraphs[first - 1], reading.paragraphs[first]
    return here.start - above.end < _BLANK_LINE and _is_short(above.text)


def _is_short(text: str) -> bool:
    return is_contact_line(text) and (len(text) <= _LONGEST_NAME or has_address(text))


def is_contact_line(text: str) -> bool:
    """Say whether a line may stand in a block of contacts: an address, a label, a name, a heading.

    >>> is_contact_line("Anna Beispiel, Sprecherin"), is_contact_line("Tel. +49 40 5550 123")
    (True, True)
    >>> is_contact_line("The harbour reopened on Monday after the storm had passed it by.")
    False
    """
    return len(text) <= _LONGEST_LINE and _is_contact_line(text)


@lru_cache(maxsize=REMEMBERED)
def _is_contact_line(text: str) -> bool:
    if _SENTENCE_INSIDE.search(text):
        return False
    if has_label(text) or is_heading(text):
        return True
    if about_heading(text) or disclaimer_heading(text):
        return False
    if has_address(text):
        return not ends_as_sentence(text) or len(text.split()) <= _MOST_WORDS
    return len(text) <= _LONGEST_NAME and not _reads_as_sentence(text)


def _reads_as_sentence(text: str) -> bool:
    if not ends_as_sentence(text):
        return len(text.split()) > _MOST_WORDS
    return len(text) > _UNSPACED_SENTENCE and len(text.split()) not in range(2, 6)


def is_heading(text: str) -> bool:
    """Say whether a line is or begins with a heading of contacts: a known one, or a known frame.

    >>> is_heading("Media Contact:"), is_heading("For interviews and case studies please contact:")
    (True, True)
    >>> is_heading("投資者及傳媒查詢"), is_heading("We lost contact.")
    (True, False)
    """
    return len(text) <= _LONGEST_LINE and _is_heading(text)


@lru_cache(maxsize=REMEMBERED)
def _is_heading(text: str) -> bool:
    return heading_at(text) is not None or frame_end(text) is not None


def frame_end(text: str) -> int | None:
    """Find where a heading ends that a frame makes, as in `For interviews contact:`.

    >>> frame_end("For interviews please contact: Ada Moss"), frame_end("Ada Moss")
    (30, None)
    """
    if len(text) > _LONGEST_LINE or not _may_frame(text):
        return None
    found = _frame().match(text)
    return found.end() if found else None


def _may_frame(text: str) -> bool:
    return any(sign in text for sign in ":：】＞〉") or text.endswith(_frame_ends())


@cache
def _frame_ends() -> tuple[str, ...]:
    return tuple(every_word(load_table(__file__, "contact_frames")["ends"]))


@cache
def _frame() -> re.Pattern[str]:
    table = load_table(__file__, "contact_frames")
    asks, ends = alternatives(every_word(table["asks"])), alternatives(every_word(table["ends"]))
    return re.compile(
        rf"(?:[^:：.。!?\n]{{0,{_LONGEST_FRAME}}}?(?:{asks})[^:：.。!?\n\d@]{{0,36}}[:：](?!//)"
        rf"|[^:：.。!?\n\d@]{{0,40}}(?:{ends})\s*(?:[:：]|$)"
        rf"|{DECORATION}[【［＜〈《][^】］＞〉》]{{0,30}}(?:{asks})[^】］＞〉》]{{0,12}}[】］＞〉》])",
        re.IGNORECASE,
    )


def _reaches(line: str) -> bool:
    return bool(EMAIL.search(line)) or any(is_phone(each[0]) for each in PHONE.finditer(line))
