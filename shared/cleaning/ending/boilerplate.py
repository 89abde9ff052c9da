"""Tell a wire's about block by structure first and words second."""

import re
from functools import cache, lru_cache

from shared.cleaning.ending.language_lists import find_languages
from shared.cleaning.names import Wire, wire_named, wires
from shared.cleaning.wording import REMEMBERED, alternatives, holds_any

_LONGEST_ABOUT = 2_000
_LONGEST_REMEMBERED = 2_000
_NAMED_WITHIN = 60  # characters from the start of an about block that name the wire
_NUMBER = re.compile(r"\d{1,3}(?:[.,٬'’ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,٫]\d{1,2})?")
QUOTES = '"“”„«»「」『』‹›'
_NOT_DIGITS = re.compile(r"\D")


def named_wire(text: str) -> Wire | None:
    """Name the first wire that a paragraph speaks of, if any.

    >>> named_wire("Says the SeaPRwire desk").name, named_wire("robots and lots")
    ('SeaPRwire', None)
    """
    return _remembered(text) if len(text) <= _LONGEST_REMEMBERED else _named_wire(text)


@lru_cache(maxsize=REMEMBERED)
def _remembered(text: str) -> Wire | None:
    return _named_wire(text)


def _named_wire(text: str) -> Wire | None:
    if not holds_any(text.casefold(), _folded_names()):
        return None
    found = wire_names().search(text)
    return wire_named(found[0]) if found else None


@cache
def _folded_names() -> tuple[str, ...]:
    return tuple({mark.casefold() for wire in wires() for mark in wire.marks})


@cache
def wire_names() -> re.Pattern[str]:
    """Write the pattern that finds the name of any wire."""
    names = alternatives(mark for wire in wires() for mark in wire.marks)
    return re.compile(rf"(?<![A-Za-z])(?:{names})(?![A-Za-z])", re.IGNORECASE)


def is_wire_about(text: str, language: str) -> bool:
    """Say whether a paragraph presents a wire: its name first, then its figures or languages.

    >>> is_wire_about("SeaPRwire reaches 6,500 outlets and 86,000 editors.", "en")
    True
    >>> is_wire_about("SeaPRwire was founded by two editors.", "en")
    False
    """
    wire = named_wire(text[:_NAMED_WITHIN])
    if wire is None or len(text) > _LONGEST_ABOUT or text[0] in QUOTES:
        return False
    return count_figures(text, wire) > 1 or len(find_languages(text, language)) > 1


def count_figures(text: str, wire: Wire) -> int:
    """Count which of a wire's figures a text repeats, however it writes them.

    >>> seaprwire = named_wire("SeaPRwire")
    >>> count_figures("6.500 Medien, 86 000 Redakteure, 3,5 Millionen Bildschirme", seaprwire)
    3
    """
    numbers = {_digits(found[0]) for found in _NUMBER.finditer(text)}
    return sum(not figures.isdisjoint(numbers) for figures in wire.figures)


def _digits(number: str) -> str:
    return "".join(str(int(digit)) for digit in _NOT_DIGITS.sub("", number))
