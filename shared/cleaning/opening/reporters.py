"""Find the reporter whom a dateline names, inside its brackets or behind it."""

import re
from functools import cache
from typing import NamedTuple

from shared.cleaning.places import country_of
from shared.cleaning.wording import alternatives
from shared.languages.agencies import agency_code
from shared.languages.tables import load_table

_SIZES = (3, 2, 4)  # signs of a Chinese name, the usual first
_NAMED = re.compile(r"(?<=[^\s=＝]{4})[=＝](?P<name>[\u4e00-\u9fff]{3,5})(?=[】\])）]|$)")
_ARABIC_REPORTER = re.compile(r"[\u0621-\u064a]{2,10}(?: [\u0621-\u064a]{2,12}){1,2}\s?[-–]\s")
_PLACE = re.compile(r"[^\d（）()]{2,8}?(?=\d|日|[電电讯訊報报]|綜合|综合|$)")


class ReporterInside(NamedTuple):
    """Hold where a reporter's title begins and his name ends, inside a text."""

    start: int
    end: int


def find_reporter_inside(inside: str) -> ReporterInside | None:
    """Find a reporter's title and name; the name ends where a place that is known begins.

    >>> found = find_reporter_inside("中央社記者李孟潔花蓮9日電")
    >>> "中央社記者李孟潔花蓮9日電"[found.start : found.end]
    '記者李孟潔'
    >>> find_reporter_inside("中央社華盛頓18日電") is None
    True
    """
    if named := _NAMED.search(inside):
        known = agency_code(named["name"]) is not None
        return None if known else ReporterInside(named.start(), named.end())
    if signed := _signed().search(inside):
        return ReporterInside(signed.start(), signed.end())
    title = _titles().search(inside)
    if title is None:
        return None
    rest = inside[title.end() :]
    for size in _SIZES:
        place = _PLACE.match(rest, size)
        if place and country_of(place[0]):
            return ReporterInside(title.start(), title.end() + size)
    return ReporterInside(title.start(), title.end() + _SIZES[0]) if _PLACE.match(rest, 3) else None


@cache
def _signed() -> re.Pattern[str]:
    """Match a Korean reporter, whose title stands behind the name."""
    hangul = alternatives(word for word in _words() if "가" <= word[0] <= "힣")
    return re.compile(rf"(?<=\s)[가-힣]{{2,4}}\s(?:[가-힣]{{2,8}}\s)?(?:{hangul})(?![가-힣])")


@cache
def _titles() -> re.Pattern[str]:
    han = [word for word in _words() if "\u4e00" <= word[0] <= "\u9fff"]
    return re.compile(alternatives(han))


def match_reporter(text: str, start: int, end: int) -> int | None:
    """Find where the reporter's name behind a dateline ends: `이름 기자 =` or `（记者 名字）`.

    >>> match_reporter("홍길순 기자 = 배가 다닌다.", 0, 17), match_reporter("기자 = 사람", 0, 7)
    (9, None)
    """
    found = _reporter().match(text, start, end)
    return found.end() if found else None


def match_arabic_reporter(text: str, start: int, end: int) -> int | None:
    """Find where a name ends that stands between an Arabic dateline and a dash of its own.

    >>> match_arabic_reporter("محمد العزام - بدأ مزارعون", 0, 25)
    14
    """
    found = _ARABIC_REPORTER.match(text, start, end)
    return found.end() if found else None


@cache
def _reporter() -> re.Pattern[str]:
    words = alternatives(_words())
    signed = rf"[^\s=.。，,]{{2,12}}(?: [^\s=.。，,]{{2,12}}){{0,2}} (?:{words})\s?[=＝]"
    plain = r"(?:记者|記者)[\u4e00-\u9fff]{2,4}(?:[、 ][\u4e00-\u9fff]{2,4}){0,2}[ \u3000]{1,2}"
    return re.compile(rf"(?:{signed}|{plain}|[（(](?:{words})[^（）()\n]{{1,40}}[）)])\s{{0,4}}")


def _words() -> tuple[str, ...]:
    return tuple(load_table(__file__, "bylines")["reporters"])
