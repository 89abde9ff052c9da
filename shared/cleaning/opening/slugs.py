"""Read the slugs above or before a headline: correction, update, withdrawal, lead, refile."""

import re
from functools import cache
from typing import NamedTuple

from shared.languages.tables import load_table
from shared.records.fields import Slug, SlugKind

_LONGEST_NOTICE = 300
_BEHIND = 24  # signs at the end of a headline in which a slug may stand
_OPEN, _CLOSE = r"[\[【《〈〔<(（]", r"[\]】》〉〕>)）]"
_NUMBER = r"(?:\s?\d{1,2}(?:st|nd|rd|th|보|次)?)?"
_COUNTED = r"(?:\d(?:st|nd|rd|th|ST|ND|RD|TH)?\.?\s?)?"
_JOINT = r"(?:\s?[-–—/+,]\s?|\s)"
_SIGN = r"\s{0,3}(?:[-‐–—−]{1,3}|[:：／/])\s{0,3}"
_WRITETHRU = re.compile(r"[^.!?\n]{2,80}(?:,\s?\d\w\w\s(?:Ld|Lead)\b[\w -]{0,24}|Writethru)")
_NOTICE_ENDS = tuple(".。)）]】!")
_CASED = re.compile(r"[A-Za-zÀ-ɏА-яЁё]")


class SlugFound(NamedTuple):
    """Hold a slug, where it ends, and whether the rest of the line belongs to it."""

    slug: Slug
    end: int
    alone: bool


def find_slug(line: str) -> SlugFound | None:
    """Find the slug that a line is, begins as a notice, or has before its headline.

    Before a headline a slug in a script with capitals is written in capitals.

    >>> find_slug("UPDATE 1-Ferries resume")[1:], find_slug("CORRECTION:")[1:]
    ((9, False), (11, True))
    >>> find_slug("更正：取代本公司於3月30日發布之新聞稿").alone, find_slug("Update on the ferries")
    (True, None)
    >>> find_slug("[정정] 여객선 운항 재개").slug.kind.value
    'correction'
    """
    found = next(filter(None, (each.match(line[:_LONGEST_NOTICE]) for each in _starts())), None)
    if found is None:
        return _lead(line)
    kind = _kind(found["word"])
    bracketed, end = bool(found["open"]), found.end()
    rest = line[end:].strip()
    if not rest or _is_notice(rest, kind):
        plain = bracketed or found["sign"] or _is_upper(found["word"]) or rest
        return SlugFound(Slug(kind=kind, text=line), len(line), alone=True) if plain else None
    if not (bracketed or found["sign"]) or not _is_upper(found["word"]):
        return None
    return SlugFound(Slug(kind=kind, text=found[0].strip()), end, alone=False)


def is_note(line: str) -> bool:
    """Say whether a line in brackets tells what a slug above it changed.

    >>> is_note("(Adds a quote in paragraph 3)"), is_note("(Adds up to nothing) they say")
    (True, False)
    """
    bracketed = len(line) <= _LONGEST_NOTICE and line[:1] in "(（" and line[-1:] in ")）"
    words = tuple(load_table(__file__, "slugs")["notes"])
    return bracketed and line[1:].lstrip().startswith(words)


def _lead(line: str) -> SlugFound | None:
    """Find the keyword line of an agency's writethru: `AP-Oil Museum, 1st Ld-Writethru`."""
    if len(line) > _LONGEST_NOTICE or not _WRITETHRU.fullmatch(line):
        return None
    return SlugFound(Slug(kind=SlugKind.LEAD, text=line), len(line), alone=True)


def find_slug_behind(headline: str) -> tuple[Slug, int] | None:
    """Find a slug in brackets behind a headline, and where it begins.

    >>> find_slug_behind("여객선 운항 재개(종합2보)")[1], find_slug_behind("運航再開＝訂正あり")[1]
    (9, 4)
    """
    found = _ends().search(headline[-_BEHIND:])
    if not found:
        return None
    at = max(len(headline) - _BEHIND, 0) + found.start()
    return Slug(kind=_kind(found["word"] or found["word2"]), text=found[0].strip()), at


def _is_notice(rest: str, kind: SlugKind) -> bool:
    """Say whether what stands behind a slug tells what it changes, and is no headline."""
    folded = rest.casefold()
    if rest[:1] in "(（" and rest.endswith(_NOTICE_ENDS):
        return True
    withdrawn = kind is SlugKind.WITHDRAWAL and rest.endswith(_NOTICE_ENDS)
    return withdrawn or any(word in folded for word in _notices())


@cache
def _notices() -> tuple[str, ...]:
    return tuple(word.casefold() for word in load_table(__file__, "slugs")["notices"])


def _is_upper(word: str) -> bool:
    return not _CASED.search(word) or word == word.upper() or " and " in word


def _kind(word: str) -> SlugKind:
    return SlugKind(_kinds()[" ".join(word.casefold().split())])


@cache
def _kinds() -> dict[str, str]:
    table: dict[str, list[str]] = load_table(__file__, "slugs")["slugs"]
    return {word.casefold(): kind for kind, words in table.items() for word in words}


@cache
def _starts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Build the patterns of a slug in brackets, and of one with a sign behind it or alone."""
    words = "|".join(map(re.escape, sorted(_kinds(), key=len, reverse=True)))
    word = rf"{_COUNTED}(?P<word>{words})(?:{_JOINT}(?:{words})){{0,2}}{_NUMBER}"
    bracketed = (
        rf"(?P<open>{_OPEN})\s?{word}[^\]】》〉〕>)）\n]{{0,12}}{_CLOSE}(?P<sign>{_SIGN})?\s*"
    )
    plain = rf"(?P<open>){word}(?:(?P<sign>{_SIGN})|\s*$|\s+(?=[(（]))"
    lead = r"\s*[*•■◆]?\s?"
    return re.compile(lead + bracketed, re.IGNORECASE), re.compile(lead + plain, re.IGNORECASE)


@cache
def _ends() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_kinds(), key=len, reverse=True)))
    bracketed = rf"{_OPEN}{_COUNTED}(?P<word>{words}){_NUMBER}{_CLOSE}"
    return re.compile(rf"\s?(?:{bracketed}|[＝=](?P<word2>{words}))$", re.IGNORECASE)
