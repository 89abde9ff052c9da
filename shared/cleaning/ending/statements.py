"""Tell the statements that lawyers put below a release by the words that meet in them."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from shared.cleaning.ending.boilerplate import QUOTES
from shared.cleaning.ending.disclaimers import answers
from shared.cleaning.wording import holds_any
from shared.languages.scripts import script_of
from shared.languages.tables import load_table

_LONGEST = 6_000
_LONGEST_SEQUEL = 2_500
_KEPT = 64  # answers: those of one release, whose paragraphs are asked for again and again
_LATIN, _HAN = "Latn", "Hani"
_WRITINGS = {"ru": "Cyrl", "ar": "Arab", "th": "Thai", "ko": "Hang", "ja": _HAN} | dict.fromkeys(
    ("zh-Hans", "zh-Hant"), _HAN
)
_SCRIPTS = {"Cyrl", "Arab", "Thai", "Hang"}
_HANGUL = re.compile("[\uac00-\ud7af]")
_NOT_LATIN = re.compile("[\u0400-\u052f\u0600-\u06ff\u0e00-\u0e7f\u3041-\u30ff\u4e00-\u9fff]")


class _Kind(NamedTuple):
    name: str
    longest: int
    quotes: bool  # whether it may quote: the words by which one knows it
    languages: Mapping[str, Sequence[tuple[tuple[str, ...], ...]]]  # by writing


def statement_in(text: str) -> str | None:
    """Name the sort of statement that a paragraph is: words of each of a sort's groups meet.

    >>> statement_in("Forward-looking statements carry risks; results may differ.")
    'forward'
    >>> statement_in("The issuer is solely responsible for the content of this announcement.")
    'issuer'
    >>> statement_in("The minister spoke of risks.")
    """
    return _statement_in(text) if len(text) <= _LONGEST and text[:1] not in QUOTES else None


@lru_cache(maxsize=_KEPT)
def _statement_in(text: str) -> str | None:
    folded = text.casefold()
    quoting = any(quote in text for quote in QUOTES)
    writing = _writing_of(text)
    for kind in _kinds():
        if len(text) > kind.longest or (quoting and not kind.quotes):
            continue
        for first, *rest in kind.languages[writing]:
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
    languages: dict[str, list[tuple[tuple[str, ...], ...]]] = defaultdict(list)
    for language, groups in words.items():
        languages[_WRITINGS.get(language, _LATIN)].append(tuple(map(tuple, groups)))
    return _Kind(name, row["longest"], row["quotes"], languages)


def _writing_of(text: str) -> str:
    """Say in which writing a statement's words have to be looked for; Korean may hold some Han."""
    found = None if text.isascii() else _HANGUL.search(text) or _NOT_LATIN.search(text)
    if found is None:
        return _LATIN
    script = script_of(found[0])
    return script if script in _SCRIPTS else _HAN


@cache
def _sequel() -> tuple[str, ...]:
    return tuple(load_table(__file__, "statements")["sequel"])
