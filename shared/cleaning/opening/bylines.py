"""Know bylines, and the reporters whom a dateline names."""

import re
from functools import cache

from shared.languages.tables import load_table

_LONGEST_BYLINE = 100


def is_byline(line: str) -> bool:
    """Say whether a line is a byline: a word such as `By`, then a name, and no sentence.

    >>> is_byline("By Morag Dunbar, Harbour Desk"), is_byline("By and by the boats came back.")
    (True, False)
    """
    return len(line) <= _LONGEST_BYLINE and bool(_byline().fullmatch(line))


@cache
def _byline() -> re.Pattern[str]:
    words: list[str] = load_table(__file__, "bylines")["byline_words"]
    starts = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?:{starts})\s*(?![a-zà-ÿа-я])\S[^.!?。！？]*")


def match_reporter(text: str, start: int, end: int) -> int | None:
    """Find where the reporter's name behind a dateline ends: `이름 기자 =` or `（记者 名字）`.

    >>> match_reporter("홍길순 기자 = 배가 다닌다.", 0, 17), match_reporter("기자 = 사람", 0, 7)
    (9, None)
    """
    found = _reporter().match(text, start, end)
    return found.end() if found else None


@cache
def _reporter() -> re.Pattern[str]:
    words = "|".join(load_table(__file__, "bylines")["reporters"])
    signed = rf"[^\s=.。，,]{{2,12}}(?: [^\s=.。，,]{{2,12}})? (?:{words})\s?="
    return re.compile(rf"(?:{signed}|[（(](?:{words})[^（）()\n]{{1,40}}[）)])\s{{0,4}}")


def bare_byline(text: str) -> str:
    """Take the sign of equality or the brackets off a byline that stands behind a dateline.

    >>> bare_byline("홍길순 기자 ="), bare_byline("（记者 王芳）")
    ('홍길순 기자', '记者 王芳')
    """
    bracketed = text[:1] in "(（" and text[-1:] in ")）"
    return text[1:-1].strip() if bracketed else text.removesuffix("=").rstrip()
