"""Tell the statements that lawyers put below a release by the words that meet in them."""

from functools import cache, lru_cache
from typing import Any, NamedTuple

from shared.cleaning.ending.boilerplate import QUOTES
from shared.cleaning.ending.disclaimers import answers
from shared.cleaning.ending.wording import REMEMBERED, holds_any
from shared.languages.tables import load_table

_LONGEST = 6_000
_LONGEST_SEQUEL = 2_500


class _Kind(NamedTuple):
    name: str
    longest: int
    quotes: bool  # whether it may quote: the words by which one knows it
    languages: tuple[tuple[tuple[str, ...], ...], ...]


def statement_in(text: str) -> str | None:
    """Name the sort of statement that a paragraph is: words of each of a sort's groups meet.

    >>> statement_in("Forward-looking statements carry risks; results may differ.")
    'forward'
    >>> statement_in("The issuer is solely responsible for the content of this announcement.")
    'issuer'
    >>> statement_in("The minister spoke of risks.")
    """
    return _statement_in(text) if len(text) <= _LONGEST and text[:1] not in QUOTES else None


@lru_cache(maxsize=REMEMBERED)
def _statement_in(text: str) -> str | None:
    folded = text.casefold()
    quoting = any(quote in text for quote in QUOTES)
    for kind in _kinds():
        if len(text) > kind.longest or (quoting and not kind.quotes):
            continue
        for first, *rest in kind.languages:
            if holds_any(folded, first) and all(holds_any(folded, group) for group in rest):
                return kind.name
    return None


def is_sequel(text: str) -> bool:
    """Say whether a paragraph may go on with a statement: it speaks of factors or of risks.

    >>> is_sequel("Factors that may affect results are the weather and the tide.")
    True
    """
    return len(text) <= _LONGEST_SEQUEL and holds_any(text.casefold(), _sequel())


def refuses(text: str) -> bool:
    """Say whether a paragraph below a disclaimer's heading disclaims: any sort, or no warranty."""
    return statement_in(text) is not None or answers(text)


@cache
def _kinds() -> tuple[_Kind, ...]:
    table = load_table(__file__, "statements")["kinds"]
    return tuple(_kind(name, row) for name, row in table.items())


def _kind(name: str, row: dict[str, Any]) -> _Kind:
    words: dict[str, list[list[str]]] = row["words"]
    languages = tuple(tuple(map(tuple, groups)) for groups in words.values())
    return _Kind(name, row["longest"], row["quotes"], languages)


@cache
def _sequel() -> tuple[str, ...]:
    return tuple(load_table(__file__, "statements")["sequel"])
