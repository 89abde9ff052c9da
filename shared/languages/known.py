"""Recognise what people write where a language is asked for: a tag that exists, or a name.

The table holds the languages in which news is commonly published, by their shortest codes.
"""

import re

from shared.languages.names import country_name, language_tag
from shared.languages.tables import load_table
from shared.languages.tags import normalise

_PARTS = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[A-Z][a-z]{3}))?(?:-(?P<region>[A-Z]{2}|\d{3}))?"
)


def known_tag(text: str) -> str | None:
    """Normalise a tag whose language, script and region all exist; None for any other text.

    >>> known_tag("AR"), known_tag("zh_hant-tw"), known_tag("es-419"), known_tag("iw")
    ('ar', 'zh-Hant-TW', 'es-419', 'he')
    >>> known_tag("v2"), known_tag("final"), known_tag("de-main"), known_tag("en-final")
    (None, None, None, None)
    """
    tag = normalise(text)
    parts = _PARTS.fullmatch(tag)
    known = parts and (
        parts["language"] in _table("languages")
        and (not parts["script"] or parts["script"] in _table("scripts"))
        and (not parts["region"] or _is_region(parts["region"]))
    )
    return tag if known else None


def tag_of(text: str) -> str | None:
    """Find the tag that a text is or, as a language's name in any of the fifteen, means.

    >>> tag_of("pt-br"), tag_of("Arabic"), tag_of("Deutsch"), tag_of("Elvish")
    ('pt-BR', 'ar', 'de', None)
    """
    return known_tag(text) or language_tag(text)


def tag_in_file_name(text: str) -> str | None:
    """Find the tag that a part of a file's name is, unless it is a word that stands there often.

    `b.no.txt` is Norwegian, `9.am.txt` is not Amharic unless a region makes it plain, and a
    retired code such as `in` is a word.

    >>> tag_in_file_name("no"), tag_in_file_name("am"), tag_in_file_name("am-ET")
    ('no', None, 'am-ET')
    >>> tag_in_file_name("in") is None
    True
    """
    written = text.lower().replace("_", "-")
    current = written.partition("-")[0] in _table("languages")
    return known_tag(text) if current and written not in _table("words_in_file_names") else None


def _is_region(region: str) -> bool:
    return region in _table("areas") or country_name(region, "en") is not None


def _table(name: str) -> list[str]:
    entries: list[str] = load_table(__file__, "known_languages")[name]
    return entries
