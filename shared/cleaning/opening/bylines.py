"""Know bylines by their words and titles, and take the bare name off them."""

import re
from functools import cache

from shared.cleaning.opening.person_lines import is_spelt_as_name
from shared.cleaning.wording import alternatives
from shared.languages.tables import load_table

_LONGEST_BYLINE = 100
_MOST_WORDS = 12
_SENTENCE = re.compile(r"[!?。！？;]|[^\W\d]{4,}(?<!Prof)\.(?:\s|$)|\d{3}")
_BARE_WORDS = range(2, 5)
_LONGEST_BARE = 40
_MOST_CASELESS = 5  # words of a name in a script without capitals
_HAN_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,4}[ \u3000][\u4e00-\u9fff\u3041-\u30ff]{1,5}"
)
_HANGUL_NAME = re.compile(r"[가-힣]{2,4}")
_CLAUSE = re.compile(r"[，,。、:：!?！？]")
_IN_BRACKETS = re.compile(r"\s?[(（][^()（）]{1,30}[)）]$")
_ASIDE = re.compile(r"\s?[／/].*$|\s\|.*$|(?:專欄|专栏)$")
_BESIDE = re.compile(
    r"\s*[-–—,，/／.]?\s*(?:Ảnh|写真|撮影|사진|攝影|摄影|Fotos?|Photos?|Фото|ถ่ายภาพ|ภาพ|تصوير)\s*[:：＝=/／].{1,60}$"
    r"|\s?<?[\w.+-]{1,40}@[\w.-]{3,60}>?$"
)
_PLACED = re.compile(
    r"^(\S+(?:\s\S+){1,4})\s(?:in|aus|en|desde|from)\s[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,2}$"
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏА-яЁё\u1e00-\u1eff]")


def is_byline(line: str) -> bool:
    """Say whether a line is a byline: a word such as `By`, then a name, and no sentence.

    >>> is_byline("By Morag Dunbar, Harbour Desk"), is_byline("By and by the boats came back.")
    (True, False)
    >>> is_byline("Bài và ảnh: Ngô Thảo Vy"), is_byline("Von Berlin nach Rom")
    (True, False)
    """
    if len(line) > _LONGEST_BYLINE or len(line.split()) > _MOST_WORDS:
        return False
    line = _BESIDE.sub("", line) or line
    found = _prefix().match(line)
    if found is None:
        return is_reporter_line(line)
    name = line[found.end() :].strip()
    if not name or _SENTENCE.search(name):
        return False
    caseless = not _LATIN.match(name)
    if caseless and (_CLAUSE.search(name) or len(name.split()) > _MOST_CASELESS):
        return False
    return is_spelt_as_name(_without_place(name).split(",")[0])


def _without_place(name: str) -> str:
    """Take off a name the agency in brackets and the town from which somebody reports."""
    return _PLACED.sub(r"\1", _IN_BRACKETS.sub("", name))


def is_reporter_line(line: str) -> bool:
    """Say whether a line is a name with a title: `구본하 논설위원`, `記者游舜華／報導`.

    >>> is_reporter_line("나혜림 문화부 기자"), is_reporter_line("기자 회견이 열렸다.")
    (True, False)
    """
    if line in _table("desks"):
        return True
    if len(line) > _LONGEST_BARE or _CLAUSE.search(line) or not _titled().search(line):
        return False
    bare = _without(bare_byline(line), "professions")
    return bool(_HANGUL_NAME.fullmatch(bare) or _HAN_NAME.fullmatch(bare) or _is_arabic(bare))


def _is_arabic(name: str) -> bool:
    return "\u0600" <= name[:1] <= "\u06ff" and len(name.split()) in _BARE_WORDS


@cache
def _titled() -> re.Pattern[str]:
    """Match a title at either end of a line, or what follows a name in its own place."""
    words = alternatives({*_table("titles"), *_table("professions")})
    return re.compile(rf"^(?:{words})|(?:{words})$|專題報導$|／")


def is_writer_line(line: str) -> bool:
    """Say whether a line below a byline only says what the writer is.

    >>> is_writer_line("Associated Press Writer"), is_writer_line("The boats came back.")
    (True, False)
    """
    return line in _table("mail")


@cache
def _table(name: str) -> tuple[str, ...]:
    return tuple(load_table(__file__, "bylines")[name])


def _sign_behind(word: str) -> str:
    return r"(?=[\s:：/／])" if word[-1].isalpha() and not _is_han(word[-1]) else ""


@cache
def _prefix() -> re.Pattern[str]:
    """Match what stands before a name; a word needs a space or a sign behind it."""
    words = alternatives(_table("prefixes"), behind=_sign_behind)
    return re.compile(rf"[\s■◆●【\[(（—–-]{{0,4}}(?:{words})\s*(?:[:：/／]|[-–](?=\s))?\s*")


def _is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def bare_byline(text: str) -> str:
    """Take all but the name off a byline: the word before it, brackets, what follows.

    >>> bare_byline("홍길순 기자 ="), bare_byline("（记者 王芳）"), bare_byline("By Jo Moss, Leith")
    ('홍길순', '王芳', 'Jo Moss')
    >>> bare_byline("Minh Châu (tổng hợp)"), bare_byline("記者游舜華／專題報導")
    ('Minh Châu', '游舜華')
    """
    name = text.strip().lstrip("=＝").removesuffix("=").removesuffix("＝").strip(" -–")
    if name[:1] in "(（【[" and name[-1:] in ")）】]":
        name = name[1:-1].strip()
    found = _prefix().match(name)
    name = name[found.end() :] if found and name[found.end() :] else name
    name = _ASIDE.sub("", _without_place(_BESIDE.sub("", name))).split(",")[0].strip()
    return _without(name, "titles") or text.strip()


def _without(name: str, table: str) -> str:
    """Take the words of a table off both ends of a name."""
    words = name.split()
    while len(words) > 1 and words[0] in _table(table):
        words = words[1:]
    while len(words) > 1 and words[-1] in _table(table):
        words = words[:-1]
    bare = " ".join(words)
    for title in ("記者", "记者"):
        bare = bare.removeprefix(title).removesuffix(title) or bare
    return bare.strip()
