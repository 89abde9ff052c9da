"""Read whom a sentence asks to contact: `For interviews please reach Ada Moss at …`."""

import re
from functools import cache

from shared.cleaning.contact_addresses import EMAIL
from shared.cleaning.contact_lines import heading_words
from shared.cleaning.ending.contact_sentences import asks
from shared.cleaning.wording import alternatives
from shared.languages.tables import load_table

_LONGEST = 260
_CASELESS = re.compile(r"[\u0621-\u064a\u0e00-\u0e7f]")
_NAME = r"[A-ZÀ-Þ][\w'’.-]{1,24}(?:\s(?:de|von|van|del|la|da|dos|di)){0,2}\s[A-ZÀ-Þ][\w'’.-]{1,24}"


def asked_end(line: str) -> int | None:
    """Find where the name begins in a sentence that asks to contact somebody.

    >>> line = "For interviews, please reach Ada Moss at ada@example.com."
    >>> line[asked_end(line) :]
    'Ada Moss at ada@example.com.'
    >>> asked_end("Ada Moss, ada@example.com") is None
    True
    """
    if len(line) > _LONGEST or not asks(line):
        return None
    found = _asked().search(line)
    return found.end() if found else None


def without_lead(text: str) -> str:
    """Take off a name the word that leads to its address: `Ada Moss at`.

    >>> without_lead("Ada Moss at"), without_lead("Anna Beispiel unter"), without_lead("Ada Moss")
    ('Ada Moss', 'Anna Beispiel', 'Ada Moss')
    """
    return _lead().sub("", text)


@cache
def _asked() -> re.Pattern[str]:
    verbs = alternatives(load_table(__file__, "asked_words")["verbs"])
    return re.compile(rf"(?<!\w)(?:{verbs})\s(?={_NAME})")


@cache
def _lead() -> re.Pattern[str]:
    words = alternatives(load_table(__file__, "asked_words")["leads"])
    return re.compile(rf"\s(?:{words})$")


def spaced_end(line: str) -> int | None:
    """Find where a heading ends that only a space parts from the name, as Thai and Arabic write."""
    found = _spaced_heading().match(line) if EMAIL.search(line) else None
    return found.end() if found else None


@cache
def _spaced_heading() -> re.Pattern[str]:
    words = alternatives(word for word in heading_words() if _CASELESS.match(word))
    return re.compile(rf"(?:{words})\s+(?=\S)")
