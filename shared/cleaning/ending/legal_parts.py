"""Find the statements of lawyers below a release, with a heading or by their words alone."""

from shared.cleaning.ending.boilerplate import is_wire_about
from shared.cleaning.ending.claims import Claim, Reading
from shared.cleaning.ending.contact_blocks import is_heading
from shared.cleaning.ending.disclaimer_headings import disclaimer_heading, is_vague_heading
from shared.cleaning.ending.headings import about_heading
from shared.cleaning.ending.sectors import read_sectors
from shared.cleaning.ending.statements import is_sequel, refuses, statement_in
from shared.records.fields import SegmentKind

_MOST_PARAGRAPHS = 14
_LONGEST = 12_000
_MOST_SEQUELS = 3
_LONGEST_HEADING = 60


def claim_headed_statement(reading: Reading, at: int) -> Claim | None:
    """Claim a disclaimer's heading with the paragraphs below it, the first of which disclaims."""
    length = 0
    if is_wire_about(reading.text(at), reading.language):
        return None
    for first in range(at, max(at - _MOST_PARAGRAPHS, 0), -1):
        text = reading.text(first)
        length += len(text)
        if length > _LONGEST or (first < at and _opens_other(text)):
            return None
        end = disclaimer_heading(text)
        if end is not None and (end < len(text) or first < at):
            below = text[end:].strip() or reading.text(first + 1)
            second = reading.text(first + 2) if first + 2 <= at else ""
            told = not is_vague_heading(text[:end]) or refuses(below) or refuses(second)
            return _claim(first, at, "heading.disclaimer") if told else None
    return None


def _opens_other(text: str) -> bool:
    if about_heading(text) or read_sectors(text):
        return True
    return len(text) <= _LONGEST_HEADING and is_heading(text)


def claim_statement(reading: Reading, at: int) -> Claim | None:
    """Claim a paragraph whose words make it a statement, with those that go on with it."""
    for first in range(at, max(at - _MOST_SEQUELS, 0), -1):
        text = reading.text(first)
        if kind := statement_in(text):
            return _claim(first, at, f"statement.{kind}")
        if not is_sequel(text):
            return None
    return None


def _claim(first: int, last: int, rule: str) -> Claim:
    return Claim(first, last, SegmentKind.DISCLAIMER, rule, alone=False)
