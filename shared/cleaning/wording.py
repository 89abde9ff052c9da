"""Make patterns of the words that tables list."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

REMEMBERED = 1_024
"""How many lines a rule keeps its answers for: lookups upwards ask for the same lines again."""

DECORATION = r"[\s■◆●▶▷►▽▼△▲◇□○◎★☆※・•‣*#=\-–—]{0,4}"
"""What may stand before a heading or a label."""

_Tree: TypeAlias = "dict[str, _Tree]"

_SPACED_END = re.compile(r"[^\W\u0e00-\u0e7f\u3041-\u30ff\u4e00-\u9fff]$")


def alternatives(words: Iterable[str], behind: Callable[[str], str] = lambda _: "") -> str:
    r"""Write words as alternatives of a pattern, of which the longest that fits is taken.

    Words that begin alike share their beginning, so that the cost of a match grows with the length
    of a word and not with their number. `behind` writes what has to follow a word.

    >>> alternatives(["a", "a.b", "a", "bc"])
    'a(?:\\.b|)|bc'
    >>> alternatives(["About", "关于"], behind=gap_behind)
    'About\\s+|关于\\s*'
    """
    tree: _Tree = {}
    for word in sorted(set(words), key=len, reverse=True):
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {behind(word): {}}
    return "|".join(_branches(tree))


def _branches(tree: _Tree) -> Iterator[str]:
    """Write what may follow a beginning, where a word ends last."""
    for letter, node in tree.items():
        if not letter:
            continue
        stem = re.escape(letter)
        while len(node) == 1 and "" not in node:
            (letter, node), *_ = node.items()  # noqa: PLW2901 - the only way on
            stem += re.escape(letter)
        ways = list(_branches(node))
        yield stem + (ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})")
    yield from tree.get("", ())


def alone_or_glued(words: Iterable[str], stands_alone: Callable[[str], object]) -> str:
    r"""Write words as alternatives, of which some count only where no letter touches them.

    >>> alone_or_glued(["pm", "下午"], str.isascii)
    '(?<![^\\W\\d])(?:pm)(?![^\\W\\d])|下午'
    >>> alone_or_glued(["下午"], str.isascii)
    '下午'
    """
    kinds: tuple[list[str], list[str]] = ([], [])
    for word in words:
        kinds[bool(stands_alone(word))].append(word)
    glued, alone = map(alternatives, kinds)
    framed = rf"(?<![^\W\d])(?:{alone})(?![^\W\d])" if alone else ""
    return "|".join(filter(None, (framed, glued)))


def gap_behind(word: str) -> str:
    r"""Ask for a space behind a word, unless its script writes none or it ends in an apostrophe.

    >>> gap_behind("About"), gap_behind("关于")
    ('\\s+', '\\s*')
    """
    return r"\s+" if _SPACED_END.search(word) else r"\s*"


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
