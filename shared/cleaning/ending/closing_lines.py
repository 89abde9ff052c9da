"""Find the single lines that close a text: end marks, rights, sources, residue of pages."""

from functools import lru_cache

from shared.cleaning.contact_addresses import EMAIL
from shared.cleaning.ending import noise
from shared.cleaning.ending.claims import Claim, Reading
from shared.cleaning.ending.end_marks import is_end_mark, is_section_break, is_signature
from shared.cleaning.ending.rights import is_copyright
from shared.cleaning.ending.signed_names import is_signed_name
from shared.cleaning.ending.sources import is_reporter, source_of
from shared.cleaning.wording import REMEMBERED, ends_as_sentence
from shared.records.fields import SegmentKind

_MOST_LINKS = 8
_LONGEST_LINK = 150
_LONGEST_CLOSING = 320


def claim_end(reading: Reading, at: int) -> Claim | None:
    """Claim an end mark, an agency's initials, or a row of asterisks above claimed parts."""
    text = reading.text(at)
    if is_end_mark(text) or (is_section_break(text) and reading.is_above_claims(at)):
        return Claim(at, at, SegmentKind.END, "end.mark")
    if is_signature(text) or (EMAIL.fullmatch(text) and ends_as_sentence(reading.text(at - 1))):
        return Claim(at, at, SegmentKind.END, "end.signature")
    return None


def claim_line(reading: Reading, at: int) -> Claim | None:
    """Claim a line of rights, of the source, of its reporter, or of residue."""
    text = reading.text(at)
    if is_copyright(text):
        return Claim(at, at, SegmentKind.COPYRIGHT, "rights.line")
    if (found := source_of(text)) is not None:
        return Claim(at, at, *found)
    if is_reporter(text) or (is_signed_name(text) and ends_as_sentence(reading.text(at - 1))):
        return Claim(at, at, SegmentKind.BYLINE, "label.reporter")
    if (rule := noise.noise_in(text)) is not None:
        return Claim(at, at, SegmentKind.NOISE, rule)
    return None


def closes(line: str) -> bool:
    """Say whether a line closes a text by itself, wherever its paragraph was wrapped.

    >>> closes("© 2026 Acme. All rights reserved."), closes("The harbour reopened.")
    (True, False)
    """
    return len(line) <= _LONGEST_CLOSING and _closes(line)


@lru_cache(maxsize=REMEMBERED)
def _closes(line: str) -> bool:
    return (
        is_end_mark(line)
        or is_copyright(line)
        or source_of(line) is not None
        or noise.noise_in(line) is not None
    )


def claim_links(reading: Reading, at: int) -> Claim | None:
    """Claim a list of related links together with the heading that stands above it."""
    for first in range(at, max(at - _MOST_LINKS, 0), -1):
        text = reading.text(first)
        if len(text) > _LONGEST_LINK or ends_as_sentence(text):
            return None
        if noise.opens_links(text):
            return Claim(first, at, SegmentKind.NOISE, "noise.related")
    return None
