"""Tell by its form whether a line between headline and story is a person's name."""

import re
from functools import cache

from shared.cleaning.places import is_known_place
from shared.languages.agencies import agency_code
from shared.languages.tables import load_table

_SENTENCE = re.compile(r"[!?。！？;]|[^\W\d]{4,}\.(?:\s|$)|\d{3}")
_NAMED = re.compile(
    r"(?:[dl]['’])?[A-ZÀ-ÞА-ЯЁĐ][\w'’.-]*|[^\x00-\u024f\u0400-\u04ff\u1e00-\u1eff][^\s]*"
)
_BARE_WORDS = range(2, 5)
_LONGEST_BARE = 40
_HAN_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,4}[ \u3000][\u4e00-\u9fff\u3041-\u30ff]{1,5}"
)
_ARABIC_NAME = re.compile(r"[\u0621-\u064a]{2,9}(?: [\u0621-\u064a]{2,10}){1,2}")
_THAI_NAME = re.compile(
    r"[\u0e00-\u0e7f]{2,20} [\u0e00-\u0e7f]{2,20}\s?/\s?(?:เรื่อง|เรื่องและภาพ|รายงาน)"
)
_IN_BRACKETS = re.compile(r"\s?[(（][^()（）]{1,30}[)）]$")
_BESIDE = re.compile(r",\s|\s[|/]\s")
_LATIN = re.compile(r"[A-Za-zÀ-ɏА-яЁё\u1e00-\u1eff]")


def is_bare_name(line: str) -> bool:
    """Say whether a line on its own is nothing but a person's name.

    >>> is_bare_name("Théo Marchaland"), is_bare_name("堂島 湊"), is_bare_name("Four harbours")
    (True, True, False)
    """
    parted = _BESIDE.search(line)
    name, job = (line[: parted.start()], line[parted.end() :]) if parted else (line, "")
    if job and not is_known_place(name) and _stands_beside(job):
        line = name
    plain = _IN_BRACKETS.sub("", line).strip()
    if _HAN_NAME.fullmatch(plain):
        return True
    words = plain.split()
    if _ARABIC_NAME.fullmatch(plain) and not set(words) & set(_table("arabic_words")):
        return True
    if _THAI_NAME.fullmatch(plain):
        return True
    spelt = len(plain) <= _LONGEST_BARE and len(words) in _BARE_WORDS and bool(_LATIN.match(plain))
    return spelt and not _SENTENCE.search(plain) and is_spelt_as_name(plain) and ":" not in plain


def _stands_beside(text: str) -> bool:
    """Say whether what follows a name is a job, a medium or a town."""
    known = agency_code(text) is not None or is_known_place(text)
    return known or _is_job(text) or text in _table("beside")


def _is_job(text: str) -> bool:
    return bool(set(text.split()) & set(_table("jobs")))


def is_spelt_as_name(text: str) -> bool:
    """Say whether each word has a capital, or is one that stands inside names.

    >>> is_spelt_as_name("Quitterie d'Aubrac"), is_spelt_as_name("Von Berlin nach Rom")
    (True, False)
    """
    words = text.replace(".", ". ").split()
    return bool(words) and all(
        _NAMED.fullmatch(word) or word in _table("particles") for word in words
    )


@cache
def _table(name: str) -> tuple[str, ...]:
    return tuple(load_table(__file__, "bylines")[name])
