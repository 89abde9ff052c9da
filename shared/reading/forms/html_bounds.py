"""Bound the nesting and the number of elements of HTML before it is parsed."""

import re
from collections import Counter
from functools import cache

from shared.errors import UnreadableDrop
from shared.languages.tables import load_table
from shared.reading.bounds import DEPTH, ELEMENTS
from shared.reading.forms.html_attributes import refuse_many_attributes

_TAG = re.compile(r"<(?:!--|(/?)([A-Za-z][^\s/>\x00]{0,40}))")
_RAW = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext")


def refuse_deep_html(html: str) -> None:
    """Raise UnreadableDrop (`too_deep`, `too_large`) for HTML that would nest too deep.

    An estimate from its tags in one pass, never below what a parser makes of them: elements whose
    end may be left out are not counted, since they do not nest by themselves, and formatting that
    is left open is, at each tag, since a parser opens it again in every block that follows.

    >>> refuse_deep_html("<p>one<p>two" * 1000)
    """
    refuse_many_attributes(html)
    levels = _Levels()
    at = count = 0
    while found := _TAG.search(html, at):
        at, (closing, name) = found.end(), found.groups()
        if name is None:
            at = _after(html, "-->", at)
            continue
        count += 1 + levels.formatting
        if count > 2 * ELEMENTS:
            raise _too_large()
        if closing:
            levels.close(name.lower())
        elif levels.open(name.lower()):
            at = _after(html, f"</{name}", at)


class _Levels:
    """Follow which elements are open, and how many of them a parser may open again."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._left: Counter[str] = Counter()
        self.formatting = 0

    def open(self, name: str) -> bool:
        """Open an element; say whether what follows is raw text up to its end tag."""
        if name in _RAW:
            return True
        if name not in _names("void") | _names("closed_by_others"):
            self._open.append(name)
            self.formatting += name in _names("formatting")
            if len(self._open) + self._left.total() > DEPTH:
                raise UnreadableDrop(
                    "too_deep",
                    f"the HTML nests more than {DEPTH} levels deep at <{name}>; "
                    "flatten it and drop it again",
                )
        return False

    def close(self, name: str) -> None:
        if name in self._open:
            while (last := self._open.pop()) != name:
                self._left[last] += last in _names("formatting")
            self.formatting -= name in _names("formatting")
        elif self._left[name]:
            self._left[name] -= 1
            self.formatting -= 1


@cache
def _names(group: str) -> frozenset[str]:
    return frozenset(load_table(__file__, "elements")[group])


def _after(html: str, end: str, at: int) -> int:
    """Find where the next end tag or mark stands, in any case; the end of the text without one."""
    found = re.compile(re.escape(end), re.IGNORECASE).search(html, at)
    return found.end() if found else len(html)


def _too_large() -> UnreadableDrop:
    return UnreadableDrop(
        "too_large",
        f"the HTML has more than {ELEMENTS:,} elements; drop only the text of one release",
    )
