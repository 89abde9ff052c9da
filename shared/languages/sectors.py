"""Know sectors: their codes by any label, and their labels by code.

Two sources: the labels of IPTC's Media Topics (codes such as `medtop:15000000`), and rows written
by hand for what releases name and for the languages in which IPTC has no labels (keys such as
`polywire:top-story`, or a Media Topic's code where row and topic mean the same).
"""

from collections.abc import Iterator
from functools import cache
from typing import NotRequired, TypedDict

from shared.languages.matching import match_key, unambiguous
from shared.languages.tables import load_table
from shared.languages.tags import fallbacks


class _Row(TypedDict):
    labels: dict[str, str]
    aliases: dict[str, list[str]]
    broader: NotRequired[str]


def sector_code(label: str) -> str | None:
    """Find the code of a sector by its label in any language, exactly.

    A row written by hand decides first, then a top topic, then all other Media Topics; a label
    that still means two topics has no code.

    >>> sector_code("Sports"), sector_code("العنوان الرئيسي"), sector_code("Stocks")
    ('medtop:15000000', 'polywire:top-story', None)
    """
    key = match_key(label)
    return _own_codes().get(key) or _top_topic_codes().get(key) or _topic_codes().get(key)


def sector_label(code: str, language: str) -> str | None:
    """Write the label of a sector in a language, or None where nobody has given it one.

    >>> sector_label("polywire:top-story", "zh-TW"), sector_label("medtop:15000000", "pt-BR")
    ('頭條新聞', 'esporte')
    >>> sector_label("medtop:20000847", "ko") is None
    True
    """
    own = _rows().get(code)
    for near in fallbacks(language):
        label = (own["labels"].get(near) if own else None) or _topic_labels(near).get(code)
        if label:
            return label
    return None


def broader_sectors(code: str) -> tuple[str, ...]:
    """List the sectors that contain a sector, the nearest first and a top topic last.

    >>> broader_sectors("medtop:20000296")
    ('medtop:20000294', 'medtop:20000209', 'medtop:04000000')
    >>> broader_sectors("polywire:finance"), broader_sectors("polywire:top-story")
    (('medtop:04000000',), ())
    """
    own = _rows().get(code)
    parent = own.get("broader") if own else None
    parent = parent or _parents().get(code)
    return (parent, *broader_sectors(parent)) if parent else ()


@cache
def _rows() -> dict[str, _Row]:
    sectors: dict[str, _Row] = load_table(__file__, "sectors")["sectors"]
    top_topics: dict[str, _Row] = load_table(__file__, "top_topics")["sectors"]
    return {**top_topics, **sectors}


def _parents() -> dict[str, str]:
    parents: dict[str, str] = load_table(__file__, "mediatopics/tree")["parents"]
    return parents


def _topic_labels(language: str) -> dict[str, str]:
    if language not in load_table(__file__, "mediatopics/tree")["languages"]:
        return {}
    labels: dict[str, str] = load_table(__file__, f"mediatopics/{language}")["labels"]
    return labels


@cache
def _own_codes() -> dict[str, str]:
    return unambiguous(_own_names())


def _own_names() -> Iterator[tuple[str, str]]:
    for code, row in _rows().items():
        for label in (*row["labels"].values(), *(a for al in row["aliases"].values() for a in al)):
            yield label, code


@cache
def _top_topic_codes() -> dict[str, str]:
    return unambiguous(pair for pair in _topic_names() if pair[1] not in _parents())


@cache
def _topic_codes() -> dict[str, str]:
    return unambiguous(_topic_names())


def _topic_names() -> Iterator[tuple[str, str]]:
    for language in load_table(__file__, "mediatopics/tree")["languages"]:
        for code, label in _topic_labels(language).items():
            yield label, code
