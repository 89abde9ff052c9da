"""Tell by its form whether a short text is the name of a person or of a company."""

import re
from functools import cache

from shared.cleaning.wording import alternatives
from shared.languages.tables import load_table

_LONGEST = 48
_MOST_WORDS = 6
_NO_NAME = re.compile(r"[\d@!?…。？！<>=_#%&*]|://")
_SENTENCE = re.compile(r"[^\W\d]{5,}\.\s|[^\W\d]{2,}\.$")
_UNSPACED = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_LATIN = re.compile(r"[A-Za-z]{2}")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_WORD_START = re.compile(r"[^\W\d_]")


def looks_like_name(text: str) -> bool:
    """Say whether a text has the form of a name: few words that begin as names do.

    >>> looks_like_name("Anna Beispiel"), looks_like_name("responsable de la communication")
    (True, False)
    >>> looks_like_name("김하늘 팀장"), looks_like_name("or"), looks_like_name("広報部")
    (True, False, True)
    """
    words = text.split()
    if not words or len(text) > _LONGEST or len(words) > _MOST_WORDS or not _is_plain(text):
        return False
    if len(text) < 2 or is_joiner(text):  # noqa: PLR2004 - no name has one letter
        return False
    first = words[0].lstrip("'’\"“«(")[:1]
    if len(words) > 1 and words[0] in _table("academic"):
        first = words[1][:1]
    return bool(_WORD_START.match(first)) and not first.islower()


def _is_plain(text: str) -> bool:
    return not _NO_NAME.search(text) and (is_company(text) or not _SENTENCE.search(text))


def is_company(text: str) -> bool:
    """Say whether a name ends or begins as companies' names do, as with `GmbH` or `株式会社`.

    >>> is_company("Nordlicht Energie SE"), is_company("株式会社北港"), is_company("Ada Moss")
    (True, True, False)
    """
    return _company().search(text) is not None


@cache
def _company() -> re.Pattern[str]:
    table: dict[str, list[str]] = load_table(__file__, "company_words")
    spaced = alternatives(table["suffixes"])
    glued = alternatives(table["glued"])
    before = alternatives(table["prefixes"])
    return re.compile(rf"(?<![\w.])(?:{spaced})(?![\w])|(?:{glued})$|^(?:{before})")


def person_in(text: str) -> str:
    """Read the person's name out of a piece that also holds a company, a desk or a title.

    >>> person_in("온새미로봇 홍보팀 윤가람 과장"), person_in("港康醫療集團 何慧敏")
    ('윤가람', '何慧敏')
    >>> person_in("Nurul Hakimah女士"), person_in("과장 명소희"), person_in("総務部 広報係")
    ('Nurul Hakimah', '명소희', '総務部 広報係')
    >>> person_in("綠島航運 公關部 洪千惠 經理"), person_in("みなと文化財団 広報担当 林 美咲")
    ('洪千惠', '林 美咲')
    >>> person_in("馮志遠先生"), person_in("คุณเอมี่ ชุง"), person_in("Anna Beispiel")
    ('馮志遠', 'เอมี่ ชุง', 'Anna Beispiel')
    """
    for word in _table("honorifics"):
        text = text.removeprefix(word).strip()
    if _THAI.match(text):
        return _job().sub("", text)
    if not _UNSPACED.search(text):
        return text
    words = text.split()
    titled = len(words) > 1 and words[-1].endswith(_table("titles"))
    if titled:
        bare = _untitled(words[-1])
        words = [*words[:-1], bare] if _LATIN.search(bare) else words[:-1]
    desk = words[-1].endswith(_table("departments"))
    if not desk:
        last = max((n for n, each in enumerate(words[:-1]) if is_desk(each)), default=-1)
        words = words[last + 1 :]
    while len(words) > 1 and _is_employer(words[0], desk=desk):
        words = words[1:]
    if titled and _HANGUL.search(words[-1]):
        words = words[-1:]
    return _untitled(" ".join(words))


@cache
def _job() -> re.Pattern[str]:
    """Match a Thai department or job behind a name of two words."""
    words = alternatives(_table("jobs"))
    return re.compile(rf"(?<=\S)\s+(?:{words}).*$")


def _untitled(name: str) -> str:
    """Take a title off the end of a name, unless hardly anything of the name would be left."""
    ending = next((word for word in _table("titles") if name.endswith(word)), "")
    return name.removesuffix(ending) if len(name) - len(ending) > 1 else name


def _is_employer(word: str, *, desk: bool) -> bool:
    """Say whether a word before a name is a body, a title, or a department whose name is none."""
    if is_company(word) or word.endswith(_table("bodies")) or word in _table("titles"):
        return True
    return not desk and word.endswith(_table("departments"))


def is_desk(text: str) -> bool:
    """Say whether a piece names a desk and nobody: its last word is a department's.

    >>> is_desk("빛고을미디어예술센터 기획팀"), is_desk("윤가람")
    (True, False)
    """
    return bool(_UNSPACED.search(text)) and text.endswith(_table("departments"))


@cache
def _table(name: str) -> tuple[str, ...]:
    return tuple(sorted(load_table(__file__, "company_words")[name], key=len, reverse=True))


def is_joiner(text: str) -> bool:
    """Say whether a text is only a word that joins two contacts.

    >>> is_joiner("oder"), is_joiner("Oder")
    (True, True)
    """
    return text.casefold() in _joiners()


def without_joiner(text: str) -> str:
    """Take the word off a text that joins it to the one before.

    >>> without_joiner("or Ada Moss"), without_joiner("Orla Moss")
    ('Ada Moss', 'Orla Moss')
    """
    first, _, rest = text.partition(" ")
    return rest.strip() if rest and first.islower() and is_joiner(first) else text


@cache
def _joiners() -> frozenset[str]:
    return frozenset(load_table(__file__, "company_words")["joiners"])
