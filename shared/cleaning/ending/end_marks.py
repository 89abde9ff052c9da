"""Know the short lines that end a text or part its sections."""

import re
from functools import cache

from shared.cleaning.names import agency_named
from shared.languages.tables import load_table

_LONGEST_END_MARK = 40
_DECORATION = " \t\u3000-–—－―─━=#*/\\()（）<>＜＞[]【】《》〈〉_.|~·"
_FRAME = re.compile(r"[-–—－―─━=#*/(（<＜\[【]")
_INITIALS = re.compile(
    r"[a-zà-ÿ]{2,4}(?:\s?/{1,2}\s?[a-zà-ÿ]{2,4}){1,3}(?:\s\d{6,})?|[A-Z]{2,4}\s?/{2}\s?[A-Z]{2,4}|[A-Z]{2,3}/[A-Z]{2,3}"
)
_AGENCY_INITIALS = re.compile(
    r"/?(?P<name>[A-Z]{2,9})(?:(?:[ /][A-Z]{2,4}){0,4}|[ /][a-z]{2,4}(?:/[a-z]{2,4}){1,3})"
)
_SIGNED = re.compile(r"[-–—(（/]{1,3}\s?(?P<name>[^\W\d_](?:\s?[^\W\d_]){1,11})\s?[-–—)）/]{1,2}")
_DATED = re.compile(r"(?:OTS|pts|ADN)\s?\d{3,}\s+\d{4}-\d{2}-\d{2}/\d{2}:\d{2}")


def is_end_mark(line: str) -> bool:
    """Say whether a line is nothing but a sign that the text ends.

    >>> is_end_mark("###"), is_end_mark("-ENDS-"), is_end_mark("// انتهى //")
    (True, True, True)
    >>> is_end_mark("The end is near"), is_end_mark("more"), is_end_mark("30")
    (False, False, False)
    """
    if len(line) > _LONGEST_END_MARK:
        return False
    folded = line.casefold()
    if folded in _marks("lines") or folded in _marks("bare"):
        return True
    bare = folded.strip(_DECORATION)
    return bool(_FRAME.match(line)) and bare != folded and bare in _marks("decorated")


def is_signature(line: str) -> bool:
    """Say whether a line is nothing but the initials or the sign with which agencies close.

    >>> is_signature("bmt/lkh/jhd"), is_signature("RPQ // MLS"), is_signature("(AFP)")
    (True, True, True)
    >>> is_signature("either/or but"), is_signature("OTS0071 2026-05-04/10:12")
    (False, True)
    >>> is_signature("PTI ABK NSD"), is_signature("EFE nl/jrh"), is_signature("AFP said so")
    (True, True, False)
    """
    if len(line) > _LONGEST_END_MARK:
        return False
    signed = _SIGNED.fullmatch(line) or _AGENCY_INITIALS.fullmatch(line)
    if signed and agency_named(signed["name"]):
        return True
    return bool(_INITIALS.fullmatch(line) or _DATED.fullmatch(line)) or _closes_agency(line)


def _closes_agency(line: str) -> bool:
    """Know an agency with a word for the end, as in `Lusa/Fim`."""
    name, slash, word = line.partition("/")
    return bool(slash) and word.casefold() in _marks("decorated") and bool(agency_named(name))


def is_section_break(line: str) -> bool:
    """Say whether a line is a row of asterisks, which parts sections or ends the text.

    >>> is_section_break("* * *"), is_section_break("###")
    (True, False)
    """
    return line in _marks("section_breaks")


@cache
def _marks(name: str) -> frozenset[str]:
    return frozenset(load_table(__file__, "end_marks")[name])
