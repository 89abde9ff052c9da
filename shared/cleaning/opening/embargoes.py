"""Find the line above a story that says until when nobody may publish it."""

import re
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from shared.cleaning.opening.moments import read_moment
from shared.cleaning.wording import alone_or_glued, alternatives
from shared.languages.tables import load_table

_LONGEST = 220
_LONGEST_UNDATED = 120
_LEAD = r"[\s*•■◆◎▶※【\[(（<＜《「_#-]{0,6}"
_ADVERBS = r"(?:strictly|streng|strikt|under|sob|bajo|sous|под)?\s?"
_DIGIT = re.compile(r"\d")
_COLON = re.compile(r"\s?[:：]")
_CASED = re.compile(r"[A-Za-zÀ-ɏА-яЁё\u1e00-\u1eff]")
_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?]\s+[^\W\d_]\w{2,}\s|[。！？][^\s]")
_EMBEDDED = re.compile(
    r"(?:[^\s\d:：]{1,20}[\s,]{1,2}){1,4}(?:embargo|embargad|embargé|sperrfrist|sperrvermerk|эмбарго)",
    re.IGNORECASE,
)
_ABOUT = re.compile(  # an embargo on goods, and no time
    r"\s(?:on|against|auf|gegen|sobre|contra|de|del|sur|contre|of|over|terhadap|atas)\s(?!\d)|\slast\b",
    re.IGNORECASE,
)
_NOUNS = ("embargo", "sperre", "freigabe", "release at", "эмбарго")
_MARKS = tuple("※◎【[(（<＜《「*■◆●")
_TOLD = re.compile(r"(?<!니)다[.)\]]*$")  # a Korean sentence that tells and does not ask
_NEXT = re.compile(r"[\s:：–—-]{0,4}")


class EmbargoLine(NamedTuple):
    """Hold an embargo line as it stood; `until` is None where it tells no moment."""

    text: str
    until: datetime | None


def read_embargo(line: str, language: str, reference: date) -> EmbargoLine | None:
    """Read a line as an embargo, or return None where it is none.

    It begins with the word for embargo, and has a label's colon, brackets, or until when.

    >>> line = "EMBARGOED UNTIL 00:01 BST, THURSDAY 7 MAY 2026"
    >>> read_embargo(line, "en", date(2026, 5, 4)).until.isoformat()
    '2026-05-07T00:01:00+01:00'
    >>> read_embargo("EMBARGO: until the meeting", "en", date(2026, 5, 4)).until is None
    True
    >>> read_embargo("Embargo on grain is lifted on 9 May at noon", "en", date(2026, 5, 4)) is None
    True
    >>> read_embargo("Embargo: the best kept secret", "en", date(2026, 5, 4)) is None
    True
    """
    if len(line) > _LONGEST or _SENTENCES.search(line):
        return None
    found = _embargo().match(line)
    if found is None:
        ordered = _is_order(line) or (_EMBEDDED.match(line) and _DIGIT.search(line))
        read = _read(line, 0, language, reference) if ordered else None
        return read if read and (read.until or _is_order(line)) else None
    read = _read(line, found.end(), language, reference)
    about = found[0].casefold().endswith(_NOUNS) and _ABOUT.match(line, found.end())
    return read if read.until or (_is_until(line, found) and not about) else None


def _is_order(line: str) -> bool:
    """Say whether a line without the word asks, as East Asia's offices do, to wait until when."""
    timed = _DIGIT.search(line) or _words("events").search(line)
    if not timed or not _within().search(line):
        return False
    if _TOLD.search(line):
        return False
    asks: list[str] = load_table(__file__, "embargo_words")["asks"]
    return line[:1] in _MARKS or any(word in line for word in asks)


def _read(line: str, start: int, language: str, reference: date) -> EmbargoLine:
    """Read the moment; a line that names editions of a paper holds more than one."""
    editions: list[str] = load_table(__file__, "embargo_words")["editions"]
    several = any(word in line for word in editions)
    until = None if several else read_moment(line[start:], language, reference)
    return EmbargoLine(line, until)


def _is_until(line: str, found: re.Match[str]) -> bool:
    """Say whether a line goes on with the time, or the event, up to which it holds."""
    rest = line[found.end() :]
    labelled = _COLON.match(rest) is not None or line[:1] in "【[(（"
    until = _words("until").search(line) is not None
    if _DIGIT.search(rest):
        return labelled or until
    if len(line) > _LONGEST_UNDATED:
        return False
    named = found[0].isupper() or _words("refusing").search(rest) or _words("events").search(rest)
    follows = _words("until").match(rest, _after(rest)) is not None
    return bool(named) and (
        until if labelled else follows or _words("until").search(found[0]) is not None
    )


def _after(rest: str) -> int:
    found = _NEXT.match(rest)
    return found.end() if found else 0


@cache
def _embargo() -> re.Pattern[str]:
    words: list[str] = load_table(__file__, "embargo_words")["embargo"]
    names = alternatives(words)
    return re.compile(rf"{_LEAD}{_ADVERBS}(?:{names})(?![a-zà-ÿа-яё])", re.IGNORECASE)


@cache
def _within() -> re.Pattern[str]:
    table = load_table(__file__, "embargo_words")
    orders: dict[str, tuple[list[str], list[str]]] = table["orders"]
    frames = (
        rf"(?:{alternatives(times)})、?\s?(?:{alternatives(verbs)})"
        for times, verbs in orders.values()
    )
    begs, times, verbs = map(alternatives, table["wishes"])
    wish = rf"(?:{begs})[^。，,\n]{{0,40}}?(?:{times})(?:再|方可)?\s?(?:{verbs})"
    return re.compile("|".join((*frames, wish, alternatives(table["within"]))))


@cache
def _words(kind: str) -> re.Pattern[str]:
    words: list[str] = load_table(__file__, "embargo_words")[kind]
    return re.compile(alone_or_glued(words, _CASED.match), re.IGNORECASE)
