"""Make patterns of the words that tables list."""

import re
from collections.abc import Iterable

REMEMBERED = 1_024
"""How many lines a rule keeps its answers for: lookups upwards ask for the same lines again."""

DECORATION = r"[\s■◆●▶▷►▽▼△▲◇□○◎★☆※・•‣*#=\-–—]{0,4}"
"""What may stand before a heading or a label."""

_SPACED_END = re.compile(r"[^\W\u0e00-\u0e7f\u3041-\u30ff\u4e00-\u9fff]$")


def alternatives(words: Iterable[str]) -> str:
    r"""Write words as alternatives of a pattern, the longest first.

    >>> alternatives(["a", "a.b", "a"])
    'a\\.b|a'
    """
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))


def with_gap(word: str) -> str:
    r"""Ask for a space behind a word, unless its script writes none or it ends in an apostrophe.

    >>> with_gap("About"), with_gap("关于")
    ('About\\s+', '关于\\s*')
    """
    return re.escape(word) + (r"\s+" if _SPACED_END.search(word) else r"\s*")


def holds_any(folded: str, words: tuple[str, ...]) -> bool:
    """Say whether any of some words occurs in a text that was folded as they are.

    >>> holds_any("no warranties", ("warrant", "guarantee")), holds_any("no", ("yes",))
    (True, False)
    """
    for word in words:  # noqa: SIM110 - a generator costs three times as much
        if word in folded:
            return True
    return False


def every_word(table: dict[str, list[str]]) -> list[str]:
    """Collect the words of all languages of a table."""
    return [word for words in table.values() for word in words]


def ends_as_sentence(text: str) -> bool:
    """Say whether a text ends as a sentence does.

    >>> ends_as_sentence("It rained."), ends_as_sentence("Anna Beispiel")
    (True, False)
    """
    return text.rstrip("\"'”’»」』）)").endswith((".", "。", "!", "！", "?", "？", "؟", "…"))
