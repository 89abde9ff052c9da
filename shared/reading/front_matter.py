"""Take the front matter off a plain text: `---`, lines of `key: value`, `---`."""

import re
from collections.abc import Iterator

from shared.errors import UnreadableDrop
from shared.reading.declaring import declarable_keys, declare
from shared.records.declared import Declared

TAKE_FRONT_MATTER = "take_front_matter"
"""The name of the fix that takes the block off the text."""

LINES = 60
"""The most lines of a front matter; a longer block is text."""

LINE_LENGTH = 2_000
"""The longest line of a front matter, in characters; with a longer one the block is text."""

_FENCE = re.compile(r"---[ \t]*")
_ENTRY = re.compile(r"[ \t]*(?P<key>[A-Za-z][A-Za-z0-9_-]{0,39})[ \t]*:(?P<value>.*)")
_LEADING_SPACE = re.compile(r"\s*")


def split_front_matter(text: str) -> tuple[Declared, str]:
    r"""Split the front matter off a text that opens with one; any other text is left as it is.

    Keys are read whatever their case, the first of a repeated key counts. Empty lines and lines
    that begin with `#` are allowed. A block without a key that we know is text. Raises
    UnreadableDrop with the reason `front_matter` where a line among known keys cannot be read, or
    where a block that begins with a known key is not closed: an embargo might be in it.

    >>> split_front_matter("---\nLanguage: ar\n---\n\nFerries resume")[0].language
    'ar'
    >>> split_front_matter("---\nFerries resume\n---\n")[1]
    '---\nFerries resume\n---\n'
    """
    block = _block(text)
    if block is None:
        _refuse_unclosed(text)
        return Declared(), text
    lines, end = block
    values: dict[str, str] = {}
    ignored: list[str] = []
    odd: list[str] = []
    for line in lines:
        entry = _ENTRY.fullmatch(line)
        key = entry["key"].lower() if entry else ""
        if entry is None:
            odd.append(line)
        elif key in declarable_keys() and key not in values:
            values[key] = entry["value"]
        else:
            ignored.append(key)
    if not values:
        return Declared(), text
    _refuse_odd(odd)
    return declare(values, unknown=ignored), text[end:]


def _refuse_unclosed(text: str) -> None:
    lines = _lines(text)
    if not _FENCE.fullmatch(next(lines, ("", 0))[0]):
        return
    first = _ENTRY.fullmatch(next(lines, ("", 0))[0][:LINE_LENGTH])
    if first and first["key"].lower() in declarable_keys():
        raise UnreadableDrop(
            "front_matter",
            f"the front matter has no closing line `---` within {LINES} lines of at most "
            f"{LINE_LENGTH:,} characters; close it and drop the file again",
        )


def _refuse_odd(lines: list[str]) -> None:
    if lines:
        raise UnreadableDrop(
            "front_matter",
            f"the front matter has the line {lines[0].strip()[:80]!r}, which is no `key: value`; "
            "mend or remove it and drop the file again",
        )


def _block(text: str) -> tuple[list[str], int] | None:
    """Find the lines between the fences and where the rest begins."""
    found: list[str] = []
    lines = _lines(text)
    if not _FENCE.fullmatch(next(lines, ("", 0))[0]):
        return None
    for number, (line, end) in enumerate(lines):
        if _FENCE.fullmatch(line):
            return found, end
        if number == LINES or len(line) > LINE_LENGTH:
            return None
        if line.strip() and not line.lstrip().startswith("#"):
            found.append(line)
    return None


def _lines(text: str) -> Iterator[tuple[str, int]]:
    r"""Yield each line from the first that is not blank, with where the next one begins."""
    blank = _LEADING_SPACE.match(text)
    start = text.rfind("\n", 0, blank.end()) + 1 if blank else 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end], end + 1
        start = end + 1
