"""Tell by its form whether a stretch of text can be the place of a dateline."""

import re
from functools import cache

from shared.languages.tables import load_table

_LONGEST = 60
_MOST_WORDS = 7
_LONGEST_UNSPACED = 14
_LONGEST_WITH_POINT = 5
_FORBIDDEN = re.compile(r"[\d!?;:\"“”„«»<>@=_|…。！？：；]")
_SEPARATORS = re.compile(r"[,،、，\s]+")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3041-\u30ff\u4e00-\u9fff]")


def looks_like_place(text: str) -> bool:
    """Say whether a text has the form of a place: few words, each a name where script has case.

    >>> looks_like_place("FRANKFURT am Main, Germany"), looks_like_place("The harbour reopened")
    (True, False)
    >>> looks_like_place("الدار البيضاء، المغرب"), looks_like_place("东京"), looks_like_place("")
    (True, True, False)
    """
    words = [word for word in _SEPARATORS.split(text) if word]
    if not words or len(text) > _LONGEST or len(words) > _MOST_WORDS or _FORBIDDEN.search(text):
        return False
    if _UNSPACED.search(text):
        return all(len(word) <= _LONGEST_UNSPACED for word in words)
    return all(map(_is_name, words)) and not never_first(words[0])


def never_first(word: str) -> bool:
    """Say whether no place begins with a word, as none does with `by`.

    >>> never_first("By"), never_first("Bath")
    (True, False)
    """
    return word.lower() in _words("never_first")


def _is_name(word: str) -> bool:
    if "." in word and len(word) > _LONGEST_WITH_POINT:
        return False
    first = word.lstrip("'’‘(-")[:1]
    return not first.islower() or word.lower() in _words("particles")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table(__file__, "place_words")[name])
