"""Know the short lines that end a text or part its sections."""

from functools import cache

from shared.languages.tables import load_table

_LONGEST_END_MARK = 12


def is_end_mark(line: str) -> bool:
    """Say whether a line is nothing but a sign that the text ends.

    >>> is_end_mark("###"), is_end_mark("-ENDS-"), is_end_mark("The end is near")
    (True, True, False)
    """
    return len(line) <= _LONGEST_END_MARK and line.casefold() in _end_marks()


def is_section_break(line: str) -> bool:
    """Say whether a line is a row of asterisks, which parts sections or ends the text.

    >>> is_section_break("* * *"), is_section_break("###")
    (True, False)
    """
    return line in _section_breaks()


@cache
def _section_breaks() -> frozenset[str]:
    return frozenset(load_table(__file__, "end_marks")["section_breaks"])


@cache
def _end_marks() -> frozenset[str]:
    return frozenset(load_table(__file__, "end_marks")["end_marks"])
