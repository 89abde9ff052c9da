"""Write dates in the long form of a language, and know its months by name."""

import re
from datetime import date
from functools import cache
from typing import TypedDict

from shared.languages.matching import match_key, unambiguous
from shared.languages.tables import load_table
from shared.languages.tags import fallbacks

_FIELD = re.compile(r"'([^']*)'|MMMM|M|d|y")


class _DateTable(TypedDict, total=False):
    long: str
    months: list[str]
    abbreviated: list[str]
    year_offset: int


def format_date(day: date, language: str) -> str:
    """Write a date in a language's long form (CLDR), or as ISO 8601 for one without a table.

    Digits are European in every language, the year of Thai dates is the Buddhist one.

    >>> format_date(date(2024, 4, 1), "es"), format_date(date(2024, 4, 1), "ko")
    ('1 de abril de 2024', '2024년 4월 1일')
    >>> format_date(date(2024, 4, 1), "th"), format_date(date(2024, 4, 1), "it")
    ('1 เมษายน 2567', '2024-04-01')
    """
    table = _table(language)
    if table is None:
        return day.isoformat()
    fields = {
        "MMMM": table["months"][day.month - 1],
        "M": str(day.month),
        "d": str(day.day),
        "y": str(day.year + table.get("year_offset", 0)),
    }
    return _FIELD.sub(lambda found: fields.get(found[0]) or found[1], table["long"])


def month_number(name: str, language: str) -> int | None:
    """Find a month by its name or abbreviation in a language, 1 for January.

    >>> month_number("Sept.", "en"), month_number("آذار", "ar"), month_number("ตุลาคม", "th")
    (9, 3, 10)
    >>> month_number("Mai", "en") is None
    True
    """
    number = _months_by_name(language).get(match_key(name))
    return int(number) if number else None


def _table(language: str) -> _DateTable | None:
    tables: dict[str, _DateTable] = load_table(__file__, "dates")["dates"]
    return next((tables[near] for near in fallbacks(language) if near in tables), None)


@cache
def _months_by_name(language: str) -> dict[str, str]:
    table = _table(language)
    if table is None:
        return {}
    names = [
        (name, str(number))
        for names in (table["months"], table["abbreviated"])
        for number, name in enumerate(names, start=1)
    ]
    aliases: dict[str, dict[str, list[str]]] = load_table(__file__, "month_aliases")["aliases"]
    for near in fallbacks(language):
        for number, others in aliases.get(near, {}).items():
            names += [(other, number) for other in others]
    return unambiguous(names)
