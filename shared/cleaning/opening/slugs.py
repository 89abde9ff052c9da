"""Read the slugs above or before a headline: correction, update, withdrawal, lead, refile."""

import re
from functools import cache
from typing import NamedTuple

from shared.cleaning.wording import alternatives
from shared.languages.tables import load_table
from shared.records.fields import Slug, SlugKind

_LONGEST_NOTICE = 300
_BEHIND = 24  # signs at the end of a headline in which a slug may stand
_OPEN, _CLOSE = r"[\[【《〈〔<(（]", r"[\]】》〉〕>)）]"
_NUMBER = r"(?:\s?\d{1,2}(?:st|nd|rd|th|보|次)?)?"
_COUNTED = r"(?:\d(?:st|nd|rd|th|ST|ND|RD|TH)?\.?\s?)?"
_JOINT = r"(?:\s?[-–—/+,]\s?|\s)"
_SIGN = r"\s{0,3}(?:[-‐–—−]{1,3}|[:：／/＝=])\s{0,3}"
_WRITETHRU = re.compile(r"[^.!?\n]{2,80}(?:,\s?\d\w\w\s(?:Ld|Lead)\b[\w -]{0,24}|Writethru)")
_NOTICE_ENDS = tuple(".。)）]】!")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "（）：／＝［］"}
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
    >>> find_slug("[정정] 여객선 운항").slug.kind.value, find_slug("(Adds a quote)").slug.kind.value
    ('correction', 'update')
    """
    plain = line[:_LONGEST_NOTICE].translate(_WIDE)
    told = _bracketed_notice(line, plain) or _sentence(line)
    return told or _slug_at_start(line, plain) or _lead(line)


def _sentence(line: str) -> SlugFound | None:
    """Find a sentence that says what a release replaces, and words that open such a headline."""
    if len(line) > _LONGEST_NOTICE:
        return None
    folded = line.casefold().lstrip("[(*")
    if not folded.startswith(_any_opener()):
        return None
    for words, kind in _openers("sentences"):
        if folded.startswith(words):
            return SlugFound(Slug(kind=kind, text=line), len(line), alone=True)
    for words, kind in _openers("unsigned"):
        if folded.startswith(words) and line[len(words) :].strip():
            return SlugFound(Slug(kind=kind, text=line[: len(words)]), len(words), alone=False)
    return None


@cache
def _any_opener() -> tuple[str, ...]:
    return tuple(words for name in ("sentences", "unsigned") for words, _ in _openers(name))


@cache
def _openers(name: str) -> tuple[tuple[str, SlugKind], ...]:
    table: dict[str, list[str]] = load_table(__file__, "slugs")[name]
    return tuple(
        (word.casefold(), SlugKind(kind)) for kind, words in table.items() for word in words
    )


def _slug_at_start(line: str, plain: str) -> SlugFound | None:
    calls = _attention().match(plain)
    start = calls.end() if calls else 0
    found = next(filter(None, (each.match(plain, start) for each in _starts())), None)
    if found is None:
        return None
    kind = _kind(found["word"])
    bracketed, rest = bool(found["open"]), line[found.end() :].strip()
    small = _is_upper(found["word"]) and bool(_CASED.match(found["word"])) and rest[:1].islower()
    if not rest or small or _is_notice(rest, kind):
        certain = bracketed or found["sign"] or calls or rest or _is_upper(found["word"])
        return SlugFound(Slug(kind=kind, text=line), len(line), alone=True) if certain else None
    if not (bracketed or found["sign"]) or not _is_upper(found["word"]):
        return None
    return SlugFound(Slug(kind=kind, text=found[0].strip()), found.end(), alone=False)


def _bracketed_notice(line: str, plain: str) -> SlugFound | None:
    """Find a line in brackets that tells what was changed: `(Adds a quote in paragraph 3)`."""
    if len(line) > _LONGEST_NOTICE or line[:1] not in "(（" or line[-1:] not in ")）":
        return None
    inside = plain[1:-1].strip()
    found = _starts()[1].match(inside)
    kind = _kind(found["word"]) if found else _noted(inside)
    return SlugFound(Slug(kind=kind, text=line), len(line), alone=True) if kind else None


def _noted(inside: str) -> SlugKind | None:
    notes: dict[str, list[str]] = load_table(__file__, "slugs")["notes"]
    kinds = (kind for kind, words in notes.items() if inside.startswith(tuple(words)))
    return next(map(SlugKind, kinds), None)


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
    if kind is SlugKind.WITHDRAWAL:
        asks = any(word in folded for word in _phrases("requests"))
        return asks or rest.endswith(_NOTICE_ENDS) or any(w in folded for w in _phrases("notices"))
    return any(word in folded for word in _phrases("notices"))


@cache
def _phrases(kind: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in load_table(__file__, "slugs")[kind])


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
    words = alternatives(_kinds())
    word = rf"{_COUNTED}(?P<word>{words})(?:{_JOINT}(?:{words})){{0,2}}{_NUMBER}"
    bracketed = (
        rf"(?P<open>{_OPEN})\s?{word}[^\]】》〉〕>)）\n]{{0,12}}{_CLOSE}(?P<sign>{_SIGN})?\s*"
    )
    plain = rf"(?P<open>){word}(?:(?P<sign>{_SIGN})|\s*$|\s+(?=[(（]|[a-zà-ÿа-яё]))"
    lead = r"\s*[*•■◆◎]?\s?"
    return re.compile(lead + bracketed, re.IGNORECASE), re.compile(lead + plain, re.IGNORECASE)


@cache
def _attention() -> re.Pattern[str]:
    """Match a call that stands before a notice: `Внимание!`."""
    return re.compile(rf"(?:{alternatives(_phrases('attention'))})\s?[!:.！：]\s?", re.IGNORECASE)


@cache
def _ends() -> re.Pattern[str]:
    words = alternatives(_kinds())
    bracketed = rf"{_OPEN}{_COUNTED}(?P<word>{words}){_NUMBER}{_CLOSE}"
    return re.compile(rf"\s?(?:{bracketed}|[＝=](?P<word2>{words}))$", re.IGNORECASE)
