"""Know the line that says to whom a text belongs."""

import re
from functools import cache

from shared.cleaning.wording import alternatives
from shared.languages.tables import load_table

_LONGEST = 200
_LONGEST_UNRESERVED = 80
_BRACKETS = "<＜[［【(（〈《 "
_SENTENCES = re.compile(r"[^\W\d]{3}[.!?]\s+[^\W\d]|[。！？]\S")
_MOST_SENTENCES = 3
_FEW_WORDS = 3
_LONGEST_UNSPACED = 40
_UNSPACED = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
_MOST_WORDS = 8
_GOES_ON = re.compile(r",\s[a-zà-ÿа-я]|[.!?]\s+\S|[，,]\S")
_CLAUSE = re.compile(r",\s[a-zà-ÿа-я]")
_STOPS = re.compile(r"[.!]\s*")
_YEAR = re.compile(r"(?<!\d)(?:19|20|25)\d{2}(?!\d)|\d{6}")


def is_copyright(line: str) -> bool:
    """Say whether a line only claims the rights: a sign or a word for it first, and no story.

    >>> is_copyright("© 2026 Nordlicht SE. Alle Rechte vorbehalten."), is_copyright("(C) AFP 2026")
    (True, True)
    >>> is_copyright("[저작권자(c) 연합뉴스, 무단 전재-재배포 금지]")
    True
    >>> is_copyright("Copyright © 2019 stood under every page of the old archive.")
    False
    """
    if len(line) > _LONGEST or len(_SENTENCES.findall(line)) > _MOST_SENTENCES:
        return False
    if line.startswith(_notices()) and _reserved().search(line):
        return True
    bare = line.lstrip(_BRACKETS) if line[:1] not in "(（" else line.lstrip("<＜[［【〈《 ")
    found = _start().match(bare)
    if found is None:
        return False
    if reserved := _reserved().findall(line):
        twice = len(reserved) > 1
        return twice or bool(_YEAR.search(line) or _sign().search(line)) or _is_short(line)
    return len(line) <= _LONGEST_UNRESERVED and _is_bare_claim(bare[found.end() :])


def _is_short(line: str) -> bool:
    """Say whether a line without year and sign says nothing but that rights are reserved."""
    if len(line) > _LONGEST_UNRESERVED:
        return False
    reserves = all(map(_reserved().search, filter(None, _STOPS.split(line))))
    goes_on = _CLAUSE.search(line) if reserves else _GOES_ON.search(line)
    return goes_on is None


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(alternatives(load_table(__file__, "rights")["signs"]))


def _is_bare_claim(rest: str) -> bool:
    """Say whether nothing but a year and a name stands behind the sign, and no verb's end."""
    if not _YEAR.search(rest) and not rest.strip():
        return False
    if _UNSPACED.search(rest) and (len(rest) > _LONGEST_UNSPACED or rest.endswith("。")):
        return False
    words = _YEAR.sub("", rest).strip(" .,:：-–—＞]］】)）©ⓒ").split()
    names = sum(not word[:1].islower() for word in words)
    return len(words) <= _FEW_WORDS or (len(words) <= _MOST_WORDS and 3 * names >= 2 * len(words))


@cache
def _notices() -> tuple[str, ...]:
    return tuple(load_table(__file__, "rights")["notices"])


@cache
def _start() -> re.Pattern[str]:
    table = load_table(__file__, "rights")
    signs, words = alternatives(table["signs"]), alternatives(table["starts"])
    return re.compile(rf"(?:(?:{words})(?![^\W\d_a-z])|{signs})[\s:：]*(?:{signs})?", re.IGNORECASE)


@cache
def _reserved() -> re.Pattern[str]:
    return re.compile(alternatives(load_table(__file__, "rights")["reserved"]), re.IGNORECASE)
