"""Know the wires and news agencies that marks and datelines name."""

import re
from functools import cache
from typing import NamedTuple

from shared.cleaning.wording import alternatives
from shared.languages.agencies import agency_code
from shared.languages.matching import match_key
from shared.languages.tables import load_table

_JOINTS = re.compile(r"\s*[/;&·+、]\s*|\s+-\s+|,\s+")
_SHORTEST_WITHIN = 5  # letters of a mark that is looked for inside a longer text
_NUMBER = re.compile(r"\d{3,6}$")


class Wire(NamedTuple):
    """Hold a distribution service: its name, the prefix of its rules, and its signs."""

    name: str
    rule: str
    marks: tuple[str, ...]
    sites: tuple[str, ...]
    figures: tuple[frozenset[str], ...]
    exact: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()


@cache
def wires() -> tuple[Wire, ...]:
    """List the known wires, the longest marks first within each."""
    return tuple(
        Wire(
            name,
            row["rule"],
            tuple(sorted(row["marks"], key=len, reverse=True)),
            tuple(row["sites"]),
            tuple(map(frozenset, row["figures"])),
            tuple(row.get("exact", ())),
            tuple(row.get("numbered", ())),
        )
        for name, row in load_table(__file__, "wires").items()
    )


def wire_named(text: str) -> Wire | None:
    """Find the wire whose mark a text is, whatever its case; a few are told by theirs.

    >>> wire_named("globe newswire").name, wire_named("the wires")
    ('GlobeNewswire', None)
    >>> wire_named("OTS").name, wire_named("ots").name, wire_named("pts006").name
    ('APA-OTS', 'ots', 'pressetext')
    """
    text = text.strip()
    key = match_key(_NUMBER.sub("", text))
    return _exact_marks().get(text) or _wires_by_mark().get(match_key(text)) or _numbered().get(key)


@cache
def _exact_marks() -> dict[str, Wire]:
    return {mark: wire for wire in wires() for mark in wire.exact}


@cache
def _numbered() -> dict[str, Wire]:
    """Index the marks that a running number follows."""
    return {match_key(mark): wire for wire in wires() for mark in wire.numbered}


@cache
def _wires_by_mark() -> dict[str, Wire]:
    return {match_key(mark): wire for wire in wires() for mark in wire.marks}


def wires_within(text: str) -> tuple[str, ...]:
    """List the wires whose names stand in a line that names its source or its page.

    >>> wires_within("Fuente: Comunicae"), wires_within("PR TIMESトップへ"), wires_within("Lots: 3")
    (('Comunicae',), ('PR Times',), ())
    """
    found = (wire_named(each[0]) for each in _any_mark().finditer(text))
    return tuple(dict.fromkeys(wire.name for wire in found if wire))


@cache
def _any_mark() -> re.Pattern[str]:
    marks = {mark for wire in wires() for mark in wire.marks if len(mark) >= _SHORTEST_WITHIN}
    names = alternatives(marks)
    return re.compile(rf"(?<![A-Za-z])(?:{names})(?![A-Za-z])", re.IGNORECASE)


def agency_named(text: str) -> str | None:
    """Find a news agency by its name in any language; of several, the first one known.

    >>> agency_named("وكالة الأنباء الأمريكية"), agency_named("法新社"), agency_named("dpa/Reuters")
    ('AP', 'AFP', 'dpa')
    """
    codes = map(agency_code, [text, *_JOINTS.split(text)])
    return next((code for code in codes if code), None)
