"""Tell by its form whether a short text is the name of a person or of a company."""

import re
from functools import cache

from shared.languages.tables import load_table

_LONGEST = 48
_MOST_WORDS = 6
_NO_NAME = re.compile(r"[\d@!?…。？！<>=_#%&*]|://")
_SENTENCE = re.compile(r"[^\W\d]{5,}\.\s|[^\W\d]{2,}\.$")
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
    spaced = "|".join(map(re.escape, sorted(table["suffixes"], key=len, reverse=True)))
    glued = "|".join(map(re.escape, sorted(table["glued"], key=len, reverse=True)))
    before = "|".join(map(re.escape, sorted(table["prefixes"], key=len, reverse=True)))
    return re.compile(rf"(?<![\w.])(?:{spaced})(?![\w])|(?:{glued})$|^(?:{before})")


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
