"""Find the blocks that present an issuer or a distributor, with a heading or without."""

import re
from functools import cache

from shared.cleaning.ending import boilerplate
from shared.cleaning.ending.claims import Claim, Reading
from shared.cleaning.ending.closing_lines import closes
from shared.cleaning.ending.contact_blocks import is_heading
from shared.cleaning.ending.disclaimer_headings import disclaimer_heading
from shared.cleaning.ending.headings import (
    Heading,
    about_heading,
    is_named_above,
    is_named_in,
    without_articles,
)
from shared.cleaning.ending.statements import statement_in
from shared.cleaning.values.person_names import is_company
from shared.cleaning.wording import every_word, holds_any
from shared.languages.matching import match_key
from shared.languages.tables import load_table
from shared.records.fields import SegmentKind

_MOST_PARAGRAPHS = 9  # its heading included
_LONGEST = 5_000
_MOST_LINES = 6
_LONGEST_UNHEADED = 1_200
_PROFILED_EARLY = 600
_NAME_WITHIN = 60
_SHORTEST_WORDS = 2
_SHORTEST_UNSPACED = 4
_SHORTEST_THAI = 12
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_COMPARED = 4_000
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def claim_about(reading: Reading, at: int) -> Claim | None:
    """Claim the about block that ends with a paragraph: a wire's by figures, or a headed one."""
    text = reading.text(at)
    headed = _headed(reading, at)
    first = _start_of_lines(reading, at)
    whole = " ".join(reading.text(each) for each in range(first, at + 1))
    wire = boilerplate.named_wire(whole[:_NAME_WITHIN])
    if wire and boilerplate.is_wire_about(whole, reading.language):
        first = headed.first if headed and headed.first == first - 1 else first
        return Claim(first, at, SegmentKind.ABOUT, f"{wire.rule}.about", alone=False)
    return None if statement_in(text) else headed


def _start_of_lines(reading: Reading, at: int) -> int:
    """Find the line that names a wire, where the paragraph that ends here was wrapped unevenly."""
    for first in range(at, max(at - _MOST_LINES, 0), -1):
        if boilerplate.named_wire(reading.text(first)[:_NAME_WITHIN]):
            return first
        if reading.paragraphs[first].start - reading.paragraphs[first - 1].end > 1:
            break
    return at


def _headed(reading: Reading, at: int) -> Claim | None:
    """Find the nearest heading above, with no other part between, and weigh what it says."""
    length = 0
    for first in range(at, max(at - _MOST_PARAGRAPHS, 0), -1):
        text = reading.text(first)
        length += len(text)
        if length > _LONGEST or disclaimer_heading(text):
            return None
        heading = about_heading(text)
        if heading and (heading.end < len(text) or first < at):
            parted = any(_parts(reading.text(each)) for each in range(first + 1, at))
            return None if parted else _weighed(reading, heading, first, at)
        if first < at and is_heading(text) and len(text) < _NAME_WITHIN:
            return None
    return None


def _parts(text: str) -> bool:
    """Say whether a paragraph between heading and end is a part of another kind."""
    return closes(text) or statement_in(text) is not None


def _weighed(reading: Reading, heading: Heading, first: int, last: int) -> Claim | None:
    """Ask whom the heading names: the text below or above has to know, or a profile to follow."""
    inline = reading.text(first)[heading.end :]
    below = inline if inline.strip() else reading.text(first + 1)
    profiled = _speaks("profile", below[:_PROFILED_EARLY])
    opens = bool(heading.name) and is_named_in(heading.name, below)
    named = opens or (bool(heading.name) and is_named_above(heading.name, _above(reading, first)))
    if not (opens or profiled if inline.strip() else named or profiled):
        return None
    alone = named and profiled and _is_full(heading.name)
    return Claim(first, last, SegmentKind.ABOUT, "heading.about", alone=alone)


def _is_full(name: str) -> bool:
    """Say whether a name can hardly be that of a town or a thing: two words, or no Latin letter."""
    return " " in name.strip() or is_company(name) or bool(_UNSPACED.search(name))


def _above(reading: Reading, first: int) -> str:
    texts, length = [], 0
    for each in reading.paragraphs[:first]:
        texts.append(each.text)
        length += len(each.text)
        if length > _COMPARED:
            break
    return "\n".join(texts)


def claim_unheaded_about(reading: Reading, at: int) -> Claim | None:
    """Claim a paragraph among claimed ones that opens with a name known above and tells of roots.

    It has to stand right above a claimed part, and to say when its subject was founded or where
    it has its seat.
    """
    text = reading.text(at)
    below = reading.below
    if below is None or below.first != at + 1 or len(text) > _LONGEST_UNHEADED:
        return None
    if text[0] in boilerplate.QUOTES or not _speaks("founding", text[:_PROFILED_EARLY]):
        return None
    if not _opens_with_known(text, _above(reading, at)):
        return None
    first = at - 1 if at > 1 and _is_named_alone(reading.text(at - 1), text) else at
    return Claim(first, at, SegmentKind.ABOUT, "frame.about", alone=False)


def _is_named_alone(line: str, text: str) -> bool:
    """Say whether a line is nothing but the company's name with which the text below opens."""
    return len(line) <= _NAME_WITHIN and is_company(line) and text.startswith(line)


def _opens_with_known(text: str, above: str) -> bool:
    """Say whether the first words, an article aside, are a name that stands in the text above."""
    key, known = match_key(text[:_NAME_WITHIN]), match_key(above[:_COMPARED])
    if _UNSPACED.match(key):
        return key[: _SHORTEST_THAI if _THAI.match(key) else _SHORTEST_UNSPACED] in known
    words = without_articles(key.split()[:-1])
    return len(words) >= _SHORTEST_WORDS and " ".join(words[:_SHORTEST_WORDS]) in known


def _speaks(kind: str, text: str) -> bool:
    return holds_any(text.casefold(), _words(kind))


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(every_word(load_table(__file__, "headings")[kind]))
