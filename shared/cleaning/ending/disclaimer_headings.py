"""Know the headings of disclaimers, on a line of their own or before their text."""

import re
from functools import cache, lru_cache

from shared.cleaning.beginnings import heads_of, may_begin
from shared.cleaning.wording import DECORATION, REMEMBERED, alternatives, every_word
from shared.languages.tables import load_table

_LOOKED_AT = 140  # characters from the start of a line
_OPEN, _CLOSE = r"[【\[［＜<《〈「『(（]", r"[】\]］＞>》〉」』)）]"


def disclaimer_heading(line: str) -> int | None:
    """Find where the text begins behind a disclaimer's heading: at once, or behind a colon.

    >>> disclaimer_heading("Forward-Looking Statements"), disclaimer_heading("免责声明：本稿")
    (26, 5)
    >>> disclaimer_heading("Disclaimers are long.") is None
    True
    """
    return _disclaimer_heading(line[:_LOOKED_AT])


@lru_cache(maxsize=REMEMBERED)
def _disclaimer_heading(line: str) -> int | None:
    found = _disclaimer().match(line) if may_begin(line, _heads()) else None
    return found.end() if found else None


def is_vague_heading(heading: str) -> bool:
    """Say whether a disclaimer's heading may as well stand above anything else.

    >>> is_vague_heading("Notice:"), is_vague_heading("Safe Harbor")
    (True, False)
    """
    bare = heading.strip(" \t:：.■◆●▶【】[]［］<>＜＞-–—").casefold()
    return bare in _vague()


@cache
def _vague() -> frozenset[str]:
    words: list[str] = load_table(__file__, "statements")["vague"]
    return frozenset(word.casefold() for word in words)


@cache
def _heads() -> frozenset[str]:
    return heads_of(every_word(load_table(__file__, "statements")["headings"]))


@cache
def _disclaimer() -> re.Pattern[str]:
    words = alternatives(every_word(load_table(__file__, "statements")["headings"]))
    return re.compile(
        rf"{DECORATION}{_OPEN}?\s?(?:{words})\s?{_CLOSE}?\s?(?:[:：.]\s*|[-–—]\s+|$)", re.IGNORECASE
    )
