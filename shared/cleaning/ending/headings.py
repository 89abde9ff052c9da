"""Know the headings of about blocks, on a line of their own or before their text."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from shared.cleaning.values.person_names import is_company
from shared.cleaning.wording import (
    DECORATION,
    REMEMBERED,
    alternatives,
    ends_as_sentence,
    every_word,
    gap_behind,
)
from shared.languages.matching import match_key
from shared.languages.tables import load_table

_LONGEST_HEADING = 90
_LOOKED_AT = 140  # characters from the start of a line
_LONGEST_INLINE = 60
_NAMED_EARLY = 160
_COMPARED = 2_000
_SHORTEST_NAME = 3
_MOST_WORDS = 12
_CLAUSE = re.compile(r"[:：，、]|,\s[a-zà-ÿа-я]{3}")
_OPEN, _CLOSE = r"[【\[［＜<《〈「『(（]", r"[】\]］＞>》〉」』)）]"
_QUOTES = " «»“”\"'「」『』‘’"


class Heading(NamedTuple):
    """Hold whom a heading is about, empty where it names nobody, and where text follows it."""

    name: str
    end: int


def about_name(heading: str) -> str | None:
    """Read whom a heading such as `About Acme` is about, or None for any other line.

    >>> about_name("About Northwind Solar:"), about_name("関連情報"), about_name("About time.")
    ('Northwind Solar', None, None)
    >>> about_name("▽あけぼの電子について"), about_name("Acme hakkında"), about_name("■会社概要")
    ('あけぼの電子', 'Acme', None)
    """
    found = about_heading(heading)
    return found.name or None if found else None


def about_heading(line: str) -> Heading | None:
    """Find the heading of an about block at the start of a line.

    >>> about_heading("会社概要"), about_heading("【会社概要】会社名：北港")
    (Heading(name='', end=4), Heading(name='', end=6))
    >>> about_heading("About Polarium: it builds boats.")
    Heading(name='Polarium', end=15)
    """
    return _about_heading(line[:_LOOKED_AT], len(line))


@lru_cache(maxsize=REMEMBERED)
def _about_heading(line: str, length: int) -> Heading | None:
    if framed := _framed().match(line):
        inner = _bare(framed["inner"])
        return None if inner is None else Heading(inner, framed.end())
    name = _bare(line)
    if name is not None:
        return Heading(name, length)
    return _inline(line)


def _bare(line: str) -> str | None:
    """Read the name off a line that is a heading as a whole; empty where it names nobody."""
    line = _decorated().sub("", line[: _LONGEST_HEADING + 8]).rstrip(":： >")
    if len(line) > _LONGEST_HEADING:
        return None
    if line.casefold().rstrip("?？ ") in _alone():
        return ""
    last = line.rsplit(None, 2)[-1] if line else ""
    if ends_as_sentence(line) and not (is_company(last) or is_company(last.capitalize())):
        return None
    found = _about_before().fullmatch(line) or _about_after().fullmatch(line)
    name = found["name"].strip(_QUOTES) if found else ""
    return name if name and not name[0].islower() and not _is_clause(name) else None


def _is_clause(name: str) -> bool:
    """Say whether a name goes on as a clause does, with a colon or behind a comma."""
    return bool(_CLAUSE.search(name)) or len(name.split()) > _MOST_WORDS


def _inline(line: str) -> Heading | None:
    """Find a heading with a colon before its text, or glued to a text that repeats its name."""
    head, colon, rest = line[: _LONGEST_INLINE + 1].partition(":")
    if not colon:
        head, colon, rest = line[: _LONGEST_INLINE + 1].partition("：")
    if colon and rest.strip() and (name := _bare(head)) is not None:
        return Heading(name, len(head) + 1)
    found = _about_before().match(line)
    return _glued(line, found.start("name")) if found else None


def _glued(line: str, start: int) -> Heading | None:
    """Find the name that a text repeats right behind a heading it is glued to."""
    for length in range(_LONGEST_INLINE // 2, _SHORTEST_NAME - 1, -1):
        name = line[start : start + length]
        if line.startswith(name.strip(), start + length) and not name[0].isspace():
            return Heading(name.strip(), start + length)
    return None


def is_named_in(name: str, text: str) -> bool:
    """Say whether a text opens with a name, its articles aside, or with its first two words.

    >>> is_named_in("Northwind Solar GmbH", "Northwind Solar builds batteries.")
    True
    >>> is_named_in("la Brasserie des Ponts", "Fondée en 1911, Brasserie des Ponts emploie")
    True
    """
    start = match_key(text[:_NAMED_EARLY])
    cores = _cores(name)
    first = cores[0].split()[0] if cores else ""
    opens = len(first) > _SHORTEST_NAME and start.startswith(f"{first} ")
    return opens or any(core in start for core in cores)


def is_named_above(name: str, text: str) -> bool:
    r"""Say whether the text above an about block speaks of whom the block is about.

    >>> is_named_above("The Fenland Trust", "A home for all.\\nThe Fenland Trust opened it.")
    True
    """
    if len(name) >= _SHORTEST_NAME and name in text:
        return True
    key = match_key(text[:_COMPARED])
    return any(core in key for core in _cores(name))


def _cores(name: str) -> list[str]:
    words = without_articles(match_key(name).split())
    whole, first = " ".join(words), " ".join(words[:2])
    return [core for core in (whole, first) if len(core) >= _SHORTEST_NAME]


def without_articles(words: list[str]) -> list[str]:
    """Leave out the articles before a name whose words are written as `match_key` does.

    >>> without_articles(["the", "fenland", "trust"])
    ['fenland', 'trust']
    """
    while len(words) > 1 and words[0] in _articles():
        words = words[1:]
    return words


@cache
def _decorated() -> re.Pattern[str]:
    return re.compile(rf"^{DECORATION}")


@cache
def _framed() -> re.Pattern[str]:
    return re.compile(
        rf"{DECORATION}{_OPEN}(?P<inner>[^】\]］＞>》〉」』)）]{{2,60}}){_CLOSE}[:：]?"
    )


@cache
def _alone() -> frozenset[str]:
    words = every_word(load_table(__file__, "headings")["alone"])
    return frozenset(word.casefold().rstrip("? ") for word in words)


@cache
def _articles() -> frozenset[str]:
    return frozenset(map(match_key, load_table(__file__, "headings")["articles"]))


@cache
def _about_before() -> re.Pattern[str]:
    words = every_word(load_table(__file__, "headings")["about"])
    forms = alternatives((*words, *map(str.upper, words)), behind=gap_behind)
    return re.compile(rf"(?:{forms})(?P<name>\S.*)")


@cache
def _about_after() -> re.Pattern[str]:
    ends = alternatives(load_table(__file__, "headings")["suffixes"])
    return re.compile(rf"(?P<name>\S.*?)\s*(?:{ends})")
