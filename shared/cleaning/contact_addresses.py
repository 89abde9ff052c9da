"""Find the addresses and numbers by which somebody is reached."""

import re

_DIGITS = range(6, 16)
_SHORTEST_NUMBER = 8  # with its signs: a shorter one is as soon a price, a year or a symbol

EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}"
)
URL = re.compile(
    r"https?://[^\s<>()（）,，、;；|\"']{3,200}"
    r"|(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12}(?![\w@.-])(?:/[^\s<>()（）,，、;；|]{0,150})?"
)
PHONE = re.compile(
    r"(?<![^\W\u3041-\u30ff\u4e00-\u9fff])(?<![@./])(?:[+＋]\s?|\(\+|00)?[(（]?"
    r"\d(?:[\d\s\-‐‑–./() \u00a0（）]{4,24})\d"
    r"(?![^\W\u3041-\u30ff\u4e00-\u9fff]|[@年月日人億亿萬万元円])"
)


def is_phone(text: str) -> bool:
    """Say whether a stretch has as many digits as a telephone number (E.164).

    >>> is_phone("+49 40 5550 123"), is_phone("2026")
    (True, False)
    """
    return sum(map(str.isdecimal, text)) in _DIGITS


def has_address(line: str) -> bool:
    """Say whether a line holds an e-mail address, a web address or a telephone number.

    >>> has_address("press@example.com"), has_address("+49 40 5550 123"), has_address("In 2026")
    (True, True, False)
    """
    if EMAIL.search(line) or URL.search(line):
        return True
    numbers = (found[0] for found in PHONE.finditer(line))
    return any(is_phone(each) and len(each) >= _SHORTEST_NUMBER for each in numbers)
