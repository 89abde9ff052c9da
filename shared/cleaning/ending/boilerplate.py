"""Tell a wire's about block and the headings of others by structure first and words second."""

import re
from functools import cache

from shared.cleaning.ending.language_lists import find_languages
from shared.cleaning.names import Wire, wire_named, wires
from shared.languages.matching import match_key
from shared.languages.tables import load_table

_LONGEST_ABOUT = 2_000
_LONGEST_HEADING = 90
_NAMED_EARLY = 120
_NAMED_WITHIN = 60  # characters from the start of an about block that name the wire
_NUMBER = re.compile(r"\d{1,3}(?:[.,٬'’ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,٫]\d{1,2})?")
QUOTES = '"“”„«»「」『』‹›'
_SPACED_END = re.compile(r"[^\W\u0e00-\u0e7f\u3041-\u30ff\u4e00-\u9fff]$")
_NOT_DIGITS = re.compile(r"\D")
_SENTENCE_END = re.compile(r"[.!?。！？؟]$")


def named_wire(text: str) -> Wire | None:
    """Name the first wire that a paragraph speaks of, if any.

    >>> named_wire("Says the SeaPRwire desk").name, named_wire("robots and lots")
    ('SeaPRwire', None)
    """
    found = wire_names().search(text)
    return wire_named(found[0]) if found else None


@cache
def wire_names() -> re.Pattern[str]:
    """Write the pattern that finds the name of any wire."""
    marks = sorted({mark for wire in wires() for mark in wire.marks}, key=len, reverse=True)
    names = "|".join(map(re.escape, marks))
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


def about_name(heading: str) -> str | None:
    """Read whom a heading such as `About Acme` is about, or None for any other line.

    >>> about_name("About Northwind Solar:"), about_name("関連情報"), about_name("About time.")
    ('Northwind Solar', None, None)
    """
    heading = heading.rstrip(":： ")
    if len(heading) > _LONGEST_HEADING or _SENTENCE_END.search(heading):
        return None
    found = _about_before().fullmatch(heading) or _about_after().fullmatch(heading)
    name = found["name"].strip() if found else ""
    return name if name and not name[0].islower() else None


def speaks_of(text: str, name: str) -> bool:
    """Say whether a paragraph opens with a name, or with its first two words.

    >>> speaks_of("Northwind Solar builds batteries.", "Northwind Solar GmbH")
    True
    """
    start = match_key(text[:_NAMED_EARLY])
    return match_key(name) in start or match_key(" ".join(name.split()[:2])) in start


@cache
def _about_before() -> re.Pattern[str]:
    words: dict[str, list[str]] = load_table(__file__, "headings")["about"]
    starts = sorted({word for group in words.values() for word in group}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(_with_gap, starts))})(?P<name>\S.*)")


def _with_gap(word: str) -> str:
    """Ask for a space behind a word, unless its script writes none or it ends in an apostrophe."""
    return re.escape(word) + (r"\s+" if _SPACED_END.search(word) else r"\s*")


@cache
def _about_after() -> re.Pattern[str]:
    ends: list[str] = load_table(__file__, "headings")["suffixes"]
    return re.compile(rf"(?P<name>\S.*?)\s*(?:{'|'.join(map(re.escape, ends))})")
