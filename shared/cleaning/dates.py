"""Read the date of a dateline, completing what it leaves out from a reference date."""

import re
from datetime import date

from shared.cleaning.date_forms import plain_date
from shared.languages.dates import month_number

_DAY = r"(?P<d>\d{1,2})"
_YEAR = r"(?P<y>\d{4}|\d{2}(?!\d))"
_NUMERIC = [
    re.compile(
        r"(?:(?P<y>\d{4})\s*[年년])?\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일號号]"
    ),
    re.compile(r"(?P<y>\d{4})\s?[-./]\s?(?P<m>\d{1,2})\s?[-./]\s?(?P<d>\d{1,2})\.?"),
    re.compile(rf"{_DAY}\.\s?(?P<m>\d{{1,2}})\.(?:\s?(?P<y>\d{{4}}|\d{{2}}(?!\d)))?"),
    re.compile(rf"{_DAY}(?:\s*(?:tháng|thg)\.?\s*)(?P<m>\d{{1,2}})(?:[\s,/-]+(?P<y>\d{{4}}))?"),
    re.compile(rf"{_DAY}\s?[/-]\s?(?P<m>\d{{1,2}})(?:\s?[,/-]?\s?(?P<y>\d{{4}}))?"),
    re.compile(r"(?P<d>\d{1,2})\s*[日일號号]"),
]
_DAY_FIRST = re.compile(rf"{_DAY}\.?\s*(?P<m>[^\d\s,.][^\d,]{{0,24}}?)[\s,.]*(?:{_YEAR})?")
_MONTH_FIRST = re.compile(rf"(?P<m>[^\d\s,][^\d,]{{0,24}}?)\s*{_DAY}(?:[\s,]+(?P<y>\d{{4}}))?")
_MONTHS = re.compile(r"[/\s]\s?")
_ERA = 543
_BUDDHIST_FROM = 2400
_SHORT_BUDDHIST = 2500
_CENTURY = 100
_THIS_CENTURY = 2000
_DAYS_AHEAD = 1
_MONTH_AHEAD = 31
_LONGEST = 64
_MONTH_BEFORE_DAY = ("ja", "ko", "zh-Hans", "zh-Hant")
_MONTHS_A_YEAR = 12


def read_date(text: str, language: str, reference: date) -> date | None:
    """Read a whole text as a date, or return None for anything that is more or less than one.

    A missing year becomes the latest that puts the day at most a month after the reference, since
    news is of the past; a lone day is the last such day. What could be day/month or month/day is
    not read. Buddhist, Minguo and Japanese years and all digits are known; a Hijri date is read
    where a Gregorian one stands beside it.

    >>> read_date("Dec. 30", "en", date(2025, 1, 2)), read_date("18日", "zh-Hant", date(2024, 4, 1))
    (datetime.date(2024, 12, 30), datetime.date(2024, 3, 18))
    >>> read_date("23 มี.ค. 2567", "th", date(2024, 4, 1)), read_date("May flowers", "en", date.max)
    (datetime.date(2024, 3, 23), None)
    >>> read_date("令和8年4月15日", "ja", date.max), read_date("13/05/2026", "pt", date.max)
    (datetime.date(2026, 4, 15), datetime.date(2026, 5, 13))
    """
    if len(text) > _LONGEST or not (plain := plain_date(text)):
        return None
    for pattern in _NUMERIC:
        if found := pattern.fullmatch(plain):
            return _numeric(plain, found, language, reference)
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        if (found := pattern.fullmatch(plain)) and (month := _month(found["m"], language)):
            return _complete(found, month, language, reference)
    return None


def _numeric(text: str, found: re.Match[str], language: str, reference: date) -> date | None:
    month, day = _number(found, "m"), int(found["d"])
    signed = month is not None and ("/" in text or "-" in text) and not _leads(found, "y")
    if signed and language in _MONTH_BEFORE_DAY and not found["y"]:
        return _complete(found, day, language, reference, day=month)
    if signed and language == "en" and not (found["y"] and day > _MONTHS_A_YEAR):
        return None
    return _complete(found, month, language, reference)


def _leads(found: re.Match[str], name: str) -> bool:
    return bool(found.groupdict().get(name)) and found.start(name) == 0


def _month(name: str, language: str) -> int | None:
    """Find the number of a month by its name, or by two names that mean the same."""
    whole = _month_named(name.strip(" ./"), language)
    if whole:
        return whole
    numbers = {_month_named(part, language) for part in _MONTHS.split(name.strip()) if part}
    return numbers.pop() if len(numbers) == 1 else None


def _month_named(name: str, language: str) -> int | None:
    return month_number(name, language) or month_number(name, "en")


def _number(found: re.Match[str], name: str) -> int | None:
    group = found.groupdict().get(name)
    return int(group) if group else None


def _complete(
    found: re.Match[str],
    month: int | None,
    language: str,
    reference: date,
    *,
    day: int | None = None,
) -> date | None:
    day, year = day or int(found["d"]), _number(found, "y")
    if month is None:
        return _last_such_day(day, reference)
    if year is not None:
        year = _full_year(year, language, reference)
        return _valid(year, month, day) if year else None
    years = (reference.year + shift for shift in (1, 0, -1, -2, -3, -4))
    days = (on for year in years if (on := _valid(year, month, day)))
    return next((on for on in days if (on - reference).days <= _MONTH_AHEAD), None)


def _full_year(year: int, language: str, reference: date) -> int | None:
    """Write a year out: two digits are of the Buddhist era in Thai, else of about this year."""
    if year < _CENTURY:
        full = _SHORT_BUDDHIST + year - _ERA if language == "th" else _THIS_CENTURY + year
        return full if language == "th" or abs(full - reference.year) <= 1 else None
    return year - _ERA if year >= _BUDDHIST_FROM else year


def _last_such_day(day: int, reference: date) -> date | None:
    first = reference.toordinal() + _DAYS_AHEAD
    days = (date.fromordinal(first - back) for back in range(62) if first - back > 0)
    return next((candidate for candidate in days if candidate.day == day), None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
