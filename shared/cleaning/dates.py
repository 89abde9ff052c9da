"""Read the date of a dateline, completing what it leaves out from a reference date."""

import re
from datetime import date, timedelta
from functools import cache

from shared.languages.dates import month_number
from shared.languages.tables import load_table

_NUMERIC = [
    re.compile(
        r"(?:(?P<y>\d{4})\s*[年년])?\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일號号]"
    ),
    re.compile(r"(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?:\s?(?P<y>\d{4}))?"),
    re.compile(r"(?P<d>\d{1,2})(?:\s*tháng\s*|[/-])(?P<m>\d{1,2})(?:[\s,/-]+(?P<y>\d{4}))?"),
    re.compile(r"(?P<d>\d{1,2})\s*[日일號号]"),
]
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})\s*(?P<m>[^\d\s,][^\d,]{0,24}?)[\s,]*(?P<y>\d{4})?")
_MONTH_FIRST = re.compile(r"(?P<m>[^\d\s,][^\d,]{0,24}?)\s*(?P<d>\d{1,2})(?:[\s,]+(?P<y>\d{4}))?")
_ERA = 543
_BUDDHIST_FROM = 2400
_DAYS_AHEAD = 1
_MONTH_AHEAD = 31
_LONGEST = 48


def read_date(text: str, language: str, reference: date) -> date | None:
    """Read a whole text as a date, or return None for anything that is more or less than one.

    A missing year becomes the latest that puts the day at most a month after the reference, since
    news is of the past; a lone day is the last such day. What could be day/month or month/day is
    not read.

    >>> read_date("Dec. 30", "en", date(2025, 1, 2)), read_date("18日", "zh-Hant", date(2024, 4, 1))
    (datetime.date(2024, 12, 30), datetime.date(2024, 3, 18))
    >>> read_date("23 มี.ค. 2567", "th", date(2024, 4, 1)), read_date("May flowers", "en", date.max)
    (datetime.date(2024, 3, 23), None)
    """
    if len(text) > _LONGEST or not any(map(str.isdecimal, text)):
        return None
    plain = _plain(text)
    for pattern in _NUMERIC:
        if found := pattern.fullmatch(plain):
            if _is_ambiguous(plain, found, language):
                return None
            return _complete(found, _number(found, "m"), reference)
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        if (found := pattern.fullmatch(plain)) and (month := _month(found["m"], language)):
            return _complete(found, month, reference)
    return None


def _is_ambiguous(text: str, found: re.Match[str], language: str) -> bool:
    """Say whether signs alone leave open what is the day: without a year, or in English."""
    if "/" not in text and "-" not in text:
        return False
    if not found.groupdict().get("y"):
        return language != "vi"
    return language == "en" and not text.startswith(found["y"])


def _plain(text: str) -> str:
    digits = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text.lower())
    words = [word for word in digits.replace(",", " , ").split() if word not in _words("fillers")]
    return re.sub(r"(\d)(?:st|nd|rd|th|er|º|ª|-го)(?=\s|$)", r"\1", " ".join(words)).strip(" ,")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table(__file__, "date_words")[name])


def _month(name: str, language: str) -> int | None:
    name = name.strip()
    return month_number(name, language) or month_number(name, "en")


def _number(found: re.Match[str], name: str) -> int | None:
    group = found.groupdict().get(name)
    return int(group) if group else None


def _complete(found: re.Match[str], month: int | None, reference: date) -> date | None:
    day, year = int(found["d"]), _number(found, "y")
    if month is None:
        return _last_such_day(day, reference)
    if year is not None:
        return _valid(year - _ERA if year >= _BUDDHIST_FROM else year, month, day)
    years = (reference.year + shift for shift in (1, 0, -1, -2, -3, -4))
    days = (on for year in years if (on := _valid(year, month, day)))
    return next((on for on in days if (on - reference).days <= _MONTH_AHEAD), None)


def _last_such_day(day: int, reference: date) -> date | None:
    days = (reference + timedelta(days=_DAYS_AHEAD - back) for back in range(62))
    return next((candidate for candidate in days if candidate.day == day), None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
