"""Know the lines that web pages and press offices put around a headline: noise by its words."""

import re
from functools import cache

from shared.cleaning.wording import alternatives
from shared.languages.tables import load_table

HEADER, RUBRIC, SHARE, TIME, TRAIL, CAPTION = (
    "noise.header",
    "noise.rubric",
    "noise.share",
    "noise.timestamp",
    "noise.breadcrumb",
    "noise.caption",
)

_LONGEST = 120
_OTHER = r"[\W\d_]"
_TIME = re.compile(r"\d{1,2}\s?(?:[:：.]\d{2}(?!\d)|[时時]\s?\d{2}|시\s?\d{2})")
_SPACED_OUT = re.compile(r"(?:\S ){5,40}\S")
_SIZES = re.compile(r"(?:[AАaก가あ][+-]?\s*){2,5}")
_FEWEST_DIGITS = 6
_TRAIL = re.compile(r"[^>»›→＞\n]{1,40}(?:\s?[>»›→＞]\s?[^>»›→＞\n]{1,40}){1,6}")
_STEP_SIGNS = set(">»›→＞/")
_SIGNS = re.compile(r"\s?[>»›→＞:：]\s?|\s[/|-]\s")
_STEPS = re.compile(r"\s?[>»›→＞]\s?")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3041-\u30ff\u4e00-\u9fff]$")
_LONGEST_CAPTION = 160
_SHORTEST_TWICE = 8
_MOST_STEPS = 2


def page_rule(line: str) -> str | None:
    """Name the rule of a line that is a page's or a press office's, and no part of the story.

    >>> page_rule("FOR IMMEDIATE RELEASE"), page_rule("Share on X | Print"), page_rule("Ships")
    ('noise.header', 'noise.share', None)
    >>> page_rule("首页 > 新闻稿 > 商业"), page_rule("17/06/2026 08:15 | 0 bình luận")
    ('noise.breadcrumb', 'noise.timestamp')
    """
    if len(line) > _LONGEST:
        return None
    if _SPACED_OUT.fullmatch(line):
        line = line.replace(" ", "")
    if rule := _worded_rule(line):
        return rule
    if _is_meta(line) or (_is_timed(line) and _timestamp().fullmatch(line)):
        return TIME
    return TRAIL if _is_trail(line) else None


def _worded_rule(line: str) -> str | None:
    """Name the rule of a line that is made of the words of one table and nothing else."""
    if _header().fullmatch(line) and _has_letters(line):
        return HEADER
    if _made_of("rubrics").fullmatch(line) and _has_letters(line):
        return RUBRIC
    if _SIZES.fullmatch(line):
        return SHARE
    if _made_of("share").fullmatch(line) and _has_letters(line):
        return TIME if _is_timed(line) else SHARE
    return None


def is_captioned(line: str) -> bool:
    """Say whether a line is a picture's caption: a triangle before it, or a credit behind it.

    >>> is_captioned("▲ A ferry at sea"), is_captioned("A ferry (Photo: Moss)")
    (True, True)
    """
    return len(line) <= _LONGEST_CAPTION and _caption().search(line) is not None


@cache
def _caption() -> re.Pattern[str]:
    words = alternatives(_words("photo"))
    inside = rf"[(（\[]\s?(?:{words})[^()（）\n]{{0,90}}[)）\]]\.?$"
    behind = rf"[(（][^()（）\n]{{2,60}}(?:{words})[)）]$"
    credit = rf"{inside}|{behind}"
    return re.compile(
        rf"^[▲△▼▽]|{credit}|^(?:{words})\s?[:：=＝／]\s?\S.{{1,60}}$|©\s[^.]{{3,60}}$"
    )


def is_doubled(line: str) -> bool:
    """Say whether a line is one caption written twice without a break.

    >>> is_doubled("A ferry at sea.A ferry at sea."), is_doubled("A ferry at sea.")
    (True, False)
    """
    half = len(line) // 2
    return half >= _SHORTEST_TWICE and line[:half].strip() == line[half:].strip()


def _has_letters(line: str) -> bool:
    return sum(map(str.isalpha, line)) > 1


def _is_timed(line: str) -> bool:
    return bool(_TIME.search(line)) and sum(map(str.isdecimal, line)) >= _FEWEST_DIGITS


def _is_meta(line: str) -> bool:
    """Say whether a line labels what a page knows of its text: source, author, time, readers."""
    labels = _meta().findall(line) if _meta().match(line) else []
    return len(labels) > 1 or bool(labels and _is_timed(line))


@cache
def _meta() -> re.Pattern[str]:
    words = alternatives(_words("meta"))
    return re.compile(rf"(?:^|(?<=[\s|｜/]))(?:{words})\s?[:：]")


def _is_trail(line: str) -> bool:
    home: list[str] = load_table(__file__, "page_lines")["home"]
    sign = _SIGNS.search(line)
    first = line[: sign.start()].strip() if sign else ""
    step = sign is not None and sign[0].strip() in _STEP_SIGNS
    labelled = sign is not None and sign[0].strip() in {":", "："}
    several = " " in first or _UNSPACED.search(first) is not None
    if first in home and (several or not labelled):
        return True
    if step and first.startswith(tuple(home)):
        return True
    return bool(_TRAIL.fullmatch(line)) and len(_STEPS.split(line.strip())) > _MOST_STEPS


@cache
def _made_of(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?>{_alternatives(_words(kind))}|{_OTHER})++", re.IGNORECASE)


@cache
def _header() -> re.Pattern[str]:
    """Match a header that may have its date behind it."""
    dates: dict[str, list[str]] = load_table(__file__, "page_lines")["dates"]
    words = (
        *_words("headers"),
        *dates["months"],
        *dates["weekdays"],
        "年",
        "月",
        "日",
        "년",
        "월",
        "일",
    )
    return re.compile(
        rf"{_OTHER}*(?:{_alternatives(_words('headers'))})(?>{_alternatives(words)}|{_OTHER})*+",
        re.IGNORECASE,
    )


@cache
def _timestamp() -> re.Pattern[str]:
    table: dict[str, dict[str, list[str]]] = load_table(__file__, "page_lines")["dates"]
    words = [*_words("share"), *(word for words in table.values() for word in words)]
    return re.compile(rf"(?>{_alternatives(tuple(words))}|{_OTHER})++", re.IGNORECASE)


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(load_table(__file__, "page_lines")[kind])


def _alternatives(words: tuple[str, ...]) -> str:
    return alternatives(words, behind=_no_letter_behind)


def _no_letter_behind(word: str) -> str:
    return "" if _UNSPACED.search(word) else r"(?![^\W\d_])"
