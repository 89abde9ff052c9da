"""Know the line below a story that is nothing but the name of who wrote it."""

import re
from functools import cache

from shared.languages.tables import load_table

_LONGEST = 60
_FEWEST_WORDS = 2  # behind the first: a town has a family's name and one word
_MOST_WORDS = 5
_ASIDE = re.compile(r"\s?[(（][^()（）]{1,30}[)）]$|\s?[-–/]\s?(?:TTXVN|VOV|VNA)$")


def is_signed_name(line: str) -> bool:
    """Say whether a line is a name behind a word such as `Oleh`, or one that a family's begins.

    >>> is_signed_name("Oleh Stefanus Liman"), is_signed_name("Đặng Thu Hiền")
    (True, True)
    >>> is_signed_name("Oleh karena itu"), is_signed_name("Hà Nội")
    (False, False)
    """
    if len(line) > _LONGEST:
        return False
    first, _, rest = _ASIDE.sub("", line).partition(" ")
    words = rest.split()
    if first not in _words("families") and first not in _words("signed"):
        return False
    return len(words) in range(_FEWEST_WORDS, _MOST_WORDS) and all(map(_is_name, words))


def _is_name(word: str) -> bool:
    return word[0].isupper() and word.replace("'", "").replace("-", "").isalpha()


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(load_table(__file__, "source_words")[kind])
