"""Take the marks of Markdown off a text, line by line."""

import re
from typing import NamedTuple

READ_MARKDOWN = "read_markdown"
"""The fix that takes off the marks of Markdown; lists, addresses and plain lines stay."""

_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#{1,40})?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?:={3,}|-{3,})[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})")
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?){1,20}")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*")
_TABLE_ROW = re.compile(r"[ \t]*\|(.+)\|[ \t]*")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]+\S.*")
_LINE = 4_000

_INLINE = tuple(
    (re.compile(pattern), kept)
    for pattern, kept in (
        (r"(?<!\\)!\[[^\[\]\n]{0,500}\]\([^()\n]{0,1000}\)", ""),
        (r"(?<![\\!])\[([^\[\]\n]{1,500})\](?:\([^()\n]{0,1000}\)|\[[^\[\]\n]{0,200}\])", r"\1"),
        (r"<((?:https?://|mailto:)[^<>\s]{1,1000}|[^<>\s@]{1,100}@[^<>\s@]{1,200})>", r"\1"),
        (r"(?<![\\`])(`{1,2})(?!`)([^`\n]{1,1000})\1(?!`)", r"\2"),
        (r"(?<![\\*])(\*{1,3})(?![\s*])([^*\n]{1,1000})(?<![\s\\])\1(?!\*)", r"\2"),
        (r"(?<![\\*])(\*{1,3})(?![\s*])([^*\n]{1,1000})(?<![\s\\])\1(?!\*)", r"\2"),
        (r"(?<![\\\w])(_{1,3})(?![\s_])([^_\n]{1,1000})(?<![\s\\])\1(?!\w)", r"\2"),
        (r"(?<!\\)~~(?![\s~])([^~\n]{1,1000})(?<!\s)~~", r"\1"),
        (r"\\([\\`*_{}\[\]()#+.!|>~<&-])", r"\1"),
    )
)


class Lines(NamedTuple):
    """Hold the title of a Markdown text, the rest without its marks, and whether any was taken."""

    title: str | None
    body: str
    changed: bool


def read_lines(text: str) -> Lines:
    r"""Take the marks off; a heading of the first level on the first line is the title.

    >>> read_lines("Ferries\n=======\n\n* the **harbour**\n\n## Contact\n\\*snake_case_name")
    Lines(title='Ferries', body='* the harbour\n\nContact\n*snake_case_name', changed=True)
    """
    lines = text.strip("\n").split("\n")
    title, rest = _title(lines)
    written = "\n".join(_written(rest)).strip("\n")
    return Lines(title, written, changed=title is not None or written != text.strip("\n"))


def read_marks(line: str) -> str:
    """Take the marks within a line off: emphasis, links, code and escapes.

    >>> read_marks("the __harbour__ of [Dunmarrow](https://example.com) at 2 * 3 * 4")
    'the harbour of Dunmarrow at 2 * 3 * 4'
    """
    if len(line) > _LINE * 25:
        return line
    for pattern, kept in _INLINE:
        line = pattern.sub(kept, line)
    return line


def _title(lines: list[str]) -> tuple[str | None, list[str]]:
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return None, lines
    heading = _HEADING.fullmatch(lines[first][:_LINE])
    if heading and heading[1] == "#":
        return read_marks(heading[2]) or None, lines[first + 1 :]
    if lines[first + 1 :] and re.fullmatch(r" {0,3}={3,}[ \t]*", lines[first + 1][:_LINE]):
        return read_marks(lines[first].strip()) or None, lines[first + 2 :]
    return None, lines


def _written(lines: list[str]) -> list[str]:
    found: list[str] = []
    fenced = False
    for line in lines:
        if _FENCE.match(line):
            fenced = not fenced
        elif fenced or len(line) > _LINE:
            found.append(line if fenced else read_marks(line))
        elif _UNDERLINE.fullmatch(line) and found and found[-1].strip():
            continue
        elif _RULE.fullmatch(line) or _TABLE_RULE.fullmatch(line) or _DEFINITION.fullmatch(line):
            found.append("")
        else:
            found.append(read_marks(_block(line)))
    return found


def _block(line: str) -> str:
    """Take the marks off that say what kind of block a line is in."""
    line = _QUOTE.sub("", line)
    if heading := _HEADING.fullmatch(line):
        return heading[2]
    if row := _TABLE_ROW.fullmatch(line):
        return " | ".join(cell.strip() for cell in row[1].split("|"))
    return line.rstrip("\\") if line.endswith("\\") and not line.endswith("\\\\") else line.rstrip()
