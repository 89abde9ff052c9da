"""Compare names exactly, but for case, width, marks that nobody types, and spacing."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_REMEMBERED = 4096  # names come again and again
_SHORT = 100  # characters of what may be a name; whole texts are not kept in memory
_AT_BRACKET = re.compile(r" ?([()/&]) ?")
_EDGES = " .,;:!·、。،؛'\"«»“”„「」『』[]"
_UNWRITTEN = "\u00ad\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_MARKS = re.compile(f"[{_UNWRITTEN}]")
_ALIKE = str.maketrans("أإآٱё‘’ʼ`‐‑–—", "ااااе''''----")


def match_key(name: str) -> str:
    """Write a name in the one form in which it is looked up.

    Case, full width, Arabic vowel marks and forms of alef, ё, kinds of apostrophe and dash, spaces
    at brackets and punctuation at the ends do not count. Letters and their accents do: what is
    spelt otherwise is another name.

    >>> match_key("  Vereinigte  STAATEN. "), match_key("中文（简体）"), match_key("الإنجليزيّة")
    ('vereinigte staaten', '中文(简体)', 'الانجليزية')
    >>> match_key("Peru") == match_key("Perú")
    False
    """
    return _remembered(name) if len(name) <= _SHORT else _written(name)


@lru_cache(maxsize=_REMEMBERED)
def _remembered(name: str) -> str:
    return _written(name)


def _written(name: str) -> str:
    name = name.casefold()
    if not name.isascii():
        compatible = unicodedata.normalize("NFKC", name)
        name = unicodedata.normalize("NFKC", _MARKS.sub("", compatible).casefold())
        name = name.translate(_ALIKE)
    return _AT_BRACKET.sub(r"\1", " ".join(name.split())).strip(_EDGES)


def unambiguous(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Index pairs of name and meaning by match key; a name with two meanings is left out.

    >>> unambiguous([("Thai", "th"), ("THAI", "th"), ("Bank", "money"), ("bank", "river")])
    {'thai': 'th'}
    """
    index: dict[str, str] = {}
    contested = set()
    for name, meaning in names:
        key = match_key(name)
        if index.setdefault(key, meaning) != meaning:
            contested.add(key)
    return {key: meaning for key, meaning in index.items() if key not in contested}
