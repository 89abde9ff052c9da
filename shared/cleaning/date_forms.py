"""Write a date in one plain form before it is read: digits, eras, words that only fill."""

import re
from functools import cache

from shared.cleaning.wording import alternatives
from shared.languages.tables import load_table

_ORDINAL = re.compile(r"(\d)(?:st|nd|rd|th|er|ère|\.?[ºª°]|-го|-е)(?=[\s,.]|$)")
_HAN_DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {"零": "0"}
_HAN = re.compile(r"[〇零一二三四五六七八九十]{1,5}(?=[年月日號号])")
_WEEKDAY_SIGN = re.compile(
    r"[(（]\s?(?:[月火水木金土日一二三四五六월화수목금토일]|週[一二三四五六日]|周[一二三四五六日]|星期[一二三四五六日天])"
    r"\s?(?:[・·]祝)?[)）]|[月火水木金土日]曜日?|[월화수목금토일]요일|(?:星期|週|周)[一二三四五六日天]$"
)
_HIJRI = re.compile(r"\s*\d{1,2}\s")
_COMMON_ERA = re.compile(r"(\d{4})\s?م(?=\s|$)")
_TEN = "十"


def plain_date(text: str) -> str:
    """Write a text with plain digits and without weekdays, fillers and eras; empty without digits.

    >>> plain_date("Mittwoch, den 6. Mai 2026"), plain_date("二〇二六年五月三日")
    ('6. mai 2026', '2026年5月3日')
    >>> plain_date("民國115年5月12日"), plain_date("1º de maio"), plain_date("Mai")
    ('2026年5月12日', '1 maio', '')
    """
    text = _HAN.sub(lambda found: _from_han(found[0]), text)
    if not any(map(str.isdecimal, text)):
        return ""
    digits = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text.lower())
    digits = _weekdays().sub(" ", _from_era(_WEEKDAY_SIGN.sub("", digits)))
    digits = _gregorian(_COMMON_ERA.sub(r"\1", digits))
    words = digits.replace(",", " , ").replace("،", " , ").replace("、", " , ").split()
    kept = " ".join(word for word in words if word not in _fillers())
    return _ORDINAL.sub(r"\1", kept).strip(" ,")


def _from_han(numeral: str) -> str:
    """Write `二十五` or `二〇二六` with digits.

    >>> _from_han("二十五"), _from_han("十"), _from_han("二〇二六")
    ('25', '10', '2026')
    """
    if _TEN not in numeral:
        return "".join(_HAN_DIGITS[sign] for sign in numeral)
    tens, _, ones = numeral.partition(_TEN)
    return f"{_HAN_DIGITS.get(tens, '1')}{_HAN_DIGITS.get(ones, '0')}"


def _gregorian(text: str) -> str:
    """Keep what stands behind the word that names the Gregorian date beside a Hijri one."""
    for word in _words("corresponds"):
        before, found, after = text.rpartition(word)
        if found and _HIJRI.match(before):
            return after
    return text


def _from_era(text: str) -> str:
    found = _eras().match(text)
    if not found:
        return text
    year = 1 if found["year"] == "元" else int(found["year"])
    return f"{_era_begins()[found['era']] + year}年{text[found.end() :]}"


@cache
def _eras() -> re.Pattern[str]:
    names = alternatives(_era_begins())
    return re.compile(rf"\s*(?P<era>{names})\s?(?P<year>\d{{1,3}}|元)\s?年")


@cache
def _era_begins() -> dict[str, int]:
    eras: dict[str, int] = load_table(__file__, "date_words")["eras"]
    return eras


@cache
def _weekdays() -> re.Pattern[str]:
    names = alternatives(_words("weekdays"))
    return re.compile(rf"(?<![\w-])(?:{names})\.?(?![\w-])(?=[\s,،)]|$)")


@cache
def _fillers() -> frozenset[str]:
    return frozenset(_words("fillers"))


def _words(name: str) -> tuple[str, ...]:
    return tuple(load_table(__file__, "date_words")[name])
