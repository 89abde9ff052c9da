"""Tell in one look whether a line can begin with one of very many words.

A pattern of hundreds of alternatives tries each at the start of every line; most lines begin with
none of them, and a set of the words' first letters says so a hundred times faster.
"""

from collections.abc import Iterable

_HEAD = 4
_BEFORE = " \t\n\u3000■◆●▶▷►▽▼△▲◇□○◎★☆※・•‣*#=-–—_.【[(（<＜［〈《「『\"'“„«|"


def heads_of(words: Iterable[str]) -> frozenset[str]:
    """Collect the first letters of words, for `may_begin`; a shorter word is kept whole.

    >>> sorted(heads_of(["Kontakt", "IR"]))
    ['ir', 'kont']
    """
    return frozenset(word.lstrip(_BEFORE).casefold()[:_HEAD] for word in words)


def may_begin(line: str, heads: frozenset[str]) -> bool:
    """Say whether a line may begin with one of the words, signs and brackets before it aside.

    >>> heads = heads_of(["Kontakt", "IR"])
    >>> [may_begin(line, heads) for line in ("■ Kontakt:", "IR: Ada Moss", "Ferries", "Kontor")]
    [True, True, False, True]
    """
    start = line.lstrip(_BEFORE)[: _HEAD + 1].casefold()
    return any(start[:length] in heads for length in range(_HEAD, 0, -1))
