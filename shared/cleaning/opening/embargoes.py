"""Find the line above a story that says until when nobody may publish it."""

import re
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from shared.cleaning.opening.moments import read_moment
from shared.languages.tables import load_table

_LONGEST = 200
_LEAD = r"[\s*•■◆▶【\[(（<＜《「*_#-]{0,6}"
_ADVERBS = r"(?:strictly|streng|strikt|под|under|sob|bajo|sous)?\s?"
_SIGN = re.compile(r"[:：】\]]|\d")


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
    >>> read_embargo("Embargo on grain is lifted", "en", date(2026, 5, 4)) is None
    True
    """
    found = _embargo().match(line) if len(line) <= _LONGEST else None
    if found is None or not _is_until(line, found):
        return None
    return EmbargoLine(line, read_moment(line[found.end() :], language, reference))


def _is_until(line: str, found: re.Match[str]) -> bool:
    """Say whether a line goes on with a sign or the time up to which it holds."""
    rest = line[found.end() :]
    labelled = bool(re.match(r"\s?[:：]", rest)) or line[:1] in "【[(（"
    return labelled or (_SIGN.search(rest) is not None and _until().search(line) is not None)


@cache
def _embargo() -> re.Pattern[str]:
    words: list[str] = load_table(__file__, "embargo_words")["embargo"]
    names = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"{_LEAD}{_ADVERBS}(?:{names})(?![a-zà-ÿа-яё])", re.IGNORECASE)


@cache
def _until() -> re.Pattern[str]:
    words: list[str] = load_table(__file__, "embargo_words")["until"]
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
