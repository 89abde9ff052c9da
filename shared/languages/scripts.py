"""Count the scripts of a text and tell the writings of Han characters apart."""

from bisect import bisect_right
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from shared.languages.tables import load_table

_CACHE = 32_768


class HanVotes(NamedTuple):
    """Count the Han characters that only one writing has, and those that Japanese lacks."""

    hans: int
    hant: int
    jpan: int
    foreign_to_jpan: int


def count_scripts(text: str) -> Counter[str]:
    """Count the letters of each script by their ISO 15924 codes; digits and signs do not count.

    Kana are `Hira` and `Kana`, Hangul is `Hang`, Han characters are `Hani`.

    >>> sorted(count_scripts("Acme 東京タワー, 3").items())
    [('Hani', 2), ('Kana', 3), ('Latn', 4)]
    """
    counts: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if name := script_of(character):
            counts[name] += count
    return counts


@lru_cache(maxsize=_CACHE)
def script_of(character: str) -> str | None:
    """Name the script of a letter, or None for digits, marks of punctuation and rare scripts.

    >>> script_of("ب"), script_of("ж"), script_of("7")
    ('Arab', 'Cyrl', None)
    """
    code_point = ord(character)
    starts, ends, names = _ranges()
    place = bisect_right(starts, code_point) - 1
    return names[place] if place >= 0 and code_point <= ends[place] else None


@cache
def _ranges() -> tuple[list[int], list[int], list[str]]:
    table: dict[str, list[str]] = load_table(__file__, "scripts")["ranges"]
    rows = sorted(
        (*(int(end, 16) for end in span.split("-")), name)
        for name, spans in table.items()
        for span in spans
    )
    starts, ends, names = zip(*rows, strict=True)
    return list(starts), list(ends), list(names)


def count_han(text: str) -> HanVotes:
    """Count the characters that only simplified, traditional or Japanese writing has.

    A character votes by the character sets that know it: GB 2312, Big5, JIS X 0208. Characters
    that simplified and traditional writing share do not vote.

    >>> count_han("汉语发电")[:3], count_han("漢語發電")[:3]
    ((4, 0, 0), (0, 4, 0))
    >>> count_han("発電所")
    HanVotes(hans=0, hant=1, jpan=1, foreign_to_jpan=0)
    """
    votes: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if script_of(character) == "Hani":
            votes.update(dict.fromkeys(_writings_of(character), count))
    return HanVotes(votes["hans"], votes["hant"], votes["jpan"], votes["foreign_to_jpan"])


@lru_cache(maxsize=_CACHE)
def _writings_of(character: str) -> tuple[str, ...]:
    simplified, traditional = _has("gb2312", character), _has("big5", character)
    japanese = _has("shift_jis", character)
    verdicts = {
        "hans": simplified and not traditional,
        "hant": traditional and not simplified,
        "jpan": japanese and not simplified and not traditional,
        "foreign_to_jpan": not japanese,
    }
    return tuple(name for name, holds in verdicts.items() if holds)


def _has(charset: str, character: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
