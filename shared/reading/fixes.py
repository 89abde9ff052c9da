"""Mend the text of a drop; each fix is one named function and says what it leaves alone."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from shared.reading.bounds import MARKS_IN_A_ROW
from shared.reading.invisibles import (
    remove_controls,
    remove_invisible_characters,
    remove_stray_joiners,
    remove_stray_selectors,
)
from shared.reading.misreadings import (
    join_surrogates,
    read_controls_as_windows_1252,
    replace_lone_surrogates,
    undo_double_encoding,
)

_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_RUN_WITHOUT_LETTERS = re.compile(rf"[^\w\s\x00-\x7f]{{{MARKS_IN_A_ROW + 1},}}")


def remove_byte_order_mark(text: str) -> str:
    r"""Remove one U+FEFF at the very start; elsewhere it is left where it stands.

    >>> remove_byte_order_mark("\ufeffBudget")
    'Budget'
    """
    return text.removeprefix("\ufeff")


def normalise_line_ends(text: str) -> str:
    r"""Write every line end as a line feed: CR LF, CR, NEL, and Unicode's separators.

    Vertical tabs and form feeds are white space, not line ends, and stay.

    >>> normalise_line_ends("a\r\nb\rc\u2028d")
    'a\nb\nc\nd'
    """
    return _LINE_ENDS.sub("\n", text)


def compose_characters(text: str) -> str:
    r"""Compose letters and their marks (NFC), so that equal words are equal texts.

    Compatibility forms (ligatures, wide letters) stay. A text with more combining marks in a row
    than any language writes stays as it is: composing those takes quadratic time.

    >>> compose_characters("Ha\u0300 No\u0302\u0323i")
    'Hà Nội'
    """
    if text.isascii() or any(map(_is_stacked, _RUN_WITHOUT_LETTERS.findall(text))):
        return text
    return unicodedata.normalize("NFC", text)


def _is_stacked(run: str) -> bool:
    in_a_row = 0
    for character in run:
        in_a_row = in_a_row + 1 if unicodedata.category(character).startswith("M") else 0
        if in_a_row > MARKS_IN_A_ROW:
            return True
    return False


_SUSPECT = re.compile(
    "[\x00-\x08\x0d-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Any character that one of the fixes looks for, but for those of letters encoded twice."""

_OF_LETTERS = (undo_double_encoding, compose_characters)
"""The fixes that a text without any suspect character may still need."""

FIXES: tuple[Callable[[str], str], ...] = (
    remove_byte_order_mark,
    join_surrogates,
    replace_lone_surrogates,
    undo_double_encoding,
    read_controls_as_windows_1252,
    normalise_line_ends,
    remove_controls,
    remove_invisible_characters,
    remove_stray_joiners,
    remove_stray_selectors,
    compose_characters,
)
"""What is mended in every text, whatever its format, in this order."""


def mend(text: str, *before: Callable[[str], str]) -> tuple[str, tuple[str, ...]]:
    r"""Apply all fixes in their order, those of one format `before`; name what changed something.

    >>> mend("Budget\r\n")
    ('Budget\n', ('normalise_line_ends',))
    """
    text, applied = _apply(before, text)
    if not _SUSPECT.search(text):
        mended, more = _apply(_OF_LETTERS, text)
        if undo_double_encoding.__name__ not in more:
            return mended, applied + more
    mended, more = _apply(FIXES, text)
    return mended, applied + more


def _apply(fixes: Iterable[Callable[[str], str]], text: str) -> tuple[str, tuple[str, ...]]:
    applied = []
    for fix in fixes:
        mended = fix(text)
        if mended != text:
            applied.append(fix.__name__)
        text = mended
    return text, tuple(applied)
