"""Read a moment off a line: its date, its time of day and the zone that it names."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from shared.cleaning.dates import read_date
from shared.cleaning.wording import alone_or_glued, alternatives
from shared.languages.tables import load_table

_TIME = re.compile(
    r"(?<![\d.,/-])(?P<h>\d{1,2})\s?(?:[:：hH時时시点點]|giờ\s(?=\d{2}\s)|\.(?=\d{2}(?!\d|\.\d)))\s?"
    r"(?:(?P<m>\d{2}|\d(?=\s?[分분]))(?!\d)\s?(?:分|분|мин|น\.)?)?"
)
_MILITARY = re.compile(
    r"(?<![\d.])(?:(?!20\d\d\s[A-Z])(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d))"
    r"(?=\s?(?:hrs?|hours|h|horas|Uhr|[A-Z]{3,4})\b)"
)
_BARE_HOUR = re.compile(
    r"(?<![\d.,:/-])(?P<h>\d{1,2})(?P<m>(?!))?\s?(?=(?:a\.?\s?m\.?|p\.?\s?m\.?|Uhr|часов|час|утра|вечера|дня|ночи|giờ|horas?|heures?"
    r"|hrs?|pagi|petang|malam|siang|sore|tengah hari|sáng|chiều|noon)(?!\w))",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?<=الساعة )\d{1,2}(?![\d:.])|(?<!\d)\d{1,2}(?=\s?โมง)")
_EVENING = re.compile(r"(?<!\d)(?P<h>[1-5])\s?ทุ่ม")
_EVENING_FROM = 18  # Thai counts the hours of the evening from then on
_OFFSET = re.compile(
    r"(?:UTC|GMT|\()?\s?(?P<sign>[+＋\-−–])\s?(?P<h>\d{1,2})(?::?(?P<m>\d{2}))?(?!\d)"
)
_OFFSET_SIGN = re.compile(r"UTC|GMT|\(")
_WIDEST_OFFSET = 14 * 60  # minutes
_TOKENS = re.compile(r"[^\s()（）\[\]【】,،，;]+")
_NAMED = re.compile(r"(?<![\w])[A-ZА-Я]{1,5}(?:/[A-Z]{2,5})?(?![\w])")
_LONGEST_DATE = 8  # words
_HALF_DAY = 12
_LAST_HOUR = 24
_GLUED = re.compile(r"(?<=[日号號일])(?=[^\s])|(?<=[^\d\s年月])(?=\d{2,4}\s?[年년]|\d{1,2}月)")
_LONE_DAY = re.compile(r"\d{1,2}\s?[日일號号]")
_YEAR = re.compile(r"\d{4}|\d\s?[年년]")


def read_moment(line: str, language: str, reference: date) -> datetime | None:
    """Read a date with its year's day, a time and a zone off a line, or return None.

    >>> read_moment("6. Mai 2026, 10:00 Uhr MESZ", "de", date(2026, 5, 4)).isoformat()
    '2026-05-06T10:00:00+02:00'
    >>> read_moment("7 H 30 (HEURE DE PARIS), 12 MAI 2026", "fr", date(2026, 5, 4)).isoformat()
    '2026-05-12T07:30:00+02:00'
    >>> read_moment("6 May 2026, 10:00", "en", date(2026, 5, 4)) is None
    True
    """
    zone, without_zone = _zone(_with_digits(line))
    patterns = (_TIME, _MILITARY, _BARE_HOUR)
    found = next(filter(None, (each.search(without_zone) for each in patterns)), None)
    clock = _clock(without_zone, found) if found else None
    if not found and (found := _words("noon").search(without_zone)):
        clock = time(_HALF_DAY)
    if zone is None or clock is None or not found:
        return None
    rest = f"{without_zone[: found.start()]} , {without_zone[found.end() :]}"
    day = _day(rest, language, reference)
    return datetime.combine(day, clock, zone) if day else None


def _with_digits(line: str) -> str:
    """Write a line with plain digits, and an hour that it spells or only names with minutes."""
    plain = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in line)
    return _HOUR.sub(r"\g<0>:00", _EVENING.sub(_of_evening, _spelt().sub(_in_digits, plain)))


def _in_digits(found: re.Match[str]) -> str:
    table = load_table(__file__, "embargo_words")
    minutes = table["parts"].get(found["part"], 0)
    return f"{table['hours'][found['hour']]}:{minutes:02}"


def _of_evening(found: re.Match[str]) -> str:
    return f"{_EVENING_FROM + int(found['h'])}:00"


@cache
def _spelt() -> re.Pattern[str]:
    """Match an hour in words, as Arabic writes it behind the word for the hour."""
    table = load_table(__file__, "embargo_words")
    hours, parts = (alternatives(table[each]) for each in ("hours", "parts"))
    return re.compile(rf"(?<=الساعة )(?P<hour>{hours})(?!\w)(?:\s(?P<part>{parts}))?")


def _clock(line: str, found: re.Match[str]) -> time | None:
    hour, minute = int(found["h"]), int(found["m"] or 0)
    around = line[max(found.start() - 8, 0) : found.end() + 12].casefold()
    if _has("pm", around) and hour < _HALF_DAY:
        hour += _HALF_DAY
    elif _has("am", around) and hour == _HALF_DAY:
        hour = 0
    if hour == _LAST_HOUR:
        return None
    return time(hour, minute) if hour < _LAST_HOUR and minute < 60 else None  # noqa: PLR2004 - minutes


def _has(kind: str, text: str) -> bool:
    return _words(kind).search(text) is not None


@cache
def _words(kind: str) -> re.Pattern[str]:
    words: list[str] = load_table(__file__, "embargo_words")[kind]
    return re.compile(alone_or_glued(words, _stands_alone))


def _stands_alone(word: str) -> bool:
    """Say whether a word counts between other signs only: it is Latin, or of a single letter."""
    return word.isascii() or len(word) == 1


def _zone(line: str) -> tuple[tzinfo | None, str]:
    """Find the zone of a line by offset, abbreviation or place, and take the offset off it."""
    found = _OFFSET.search(line)
    if not found or not (found["m"] or _OFFSET_SIGN.match(found[0])):
        return _abbreviated(line) or _placed(line), line
    minutes = int(found["h"]) * 60 + int(found["m"] or 0)
    signed = minutes if found["sign"] in "+＋" else -minutes
    zone = timezone(timedelta(minutes=signed)) if minutes <= _WIDEST_OFFSET else None
    return zone, f"{line[: found.start()]} {line[found.end() :]}"


def _abbreviated(line: str) -> tzinfo | None:
    table = load_table(__file__, "embargo_words")
    for name in _NAMED.findall(line):
        if name in table["zones"]:
            return ZoneInfo(table["zones"][name])
        if name in table["offsets"]:
            return _fixed(table["offsets"][name])
    lowered = [token for token in _TOKENS.findall(line.upper()) if token in ("МСК", "KST", "JST")]
    return _fixed(table["offsets"][lowered[0]]) if lowered else None


def _fixed(offset: str) -> tzinfo:
    return datetime.fromisoformat(f"2000-01-01T00:00:00{offset}").tzinfo or UTC


def _placed(line: str) -> tzinfo | None:
    """Find the zone of the place that a line names first."""
    folded = line.casefold()
    named = [(folded.find(word), -len(word), zone) for word, zone in _places() if word in folded]
    return ZoneInfo(min(named)[2]) if named else None


@cache
def _places() -> tuple[tuple[str, str], ...]:
    table = load_table(__file__, "embargo_words")
    words = [(word, zone) for zone, words in table["places"].items() for word in words]
    words += [(word, zone) for word, zone in table["zones"].items() if len(word) > 5]  # noqa: PLR2004 - abbreviations are read apart
    pairs = ((word.casefold(), zone) for word, zone in words)
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _day(text: str, language: str, reference: date) -> date | None:
    """Find the longest run of words that is a date; one with its year counts before others."""
    text = _GLUED.sub(" ", text)
    tokens = list(_TOKENS.finditer(text))
    best: tuple[bool, int, date] | None = None
    for first in range(len(tokens)):
        for last in range(first, min(first + _LONGEST_DATE, len(tokens))):
            words = text[tokens[first].start() : tokens[last].end()]
            day = None if _LONE_DAY.fullmatch(words) else read_date(words, language, reference)
            if day is None:
                continue
            rank = (_YEAR.search(words) is not None, len(words), day)
            best = rank if best is None or rank[:2] > best[:2] else best
    return best[2] if best else None
