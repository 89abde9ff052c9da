"""Know sectors: their codes by any label, and their labels by code.

Two sources: the labels of IPTC's Media Topics (codes such as `medtop:15000000`), and rows written
by hand for what releases name and for the languages in which IPTC has no labels (keys such as
`polywire:top-story`, or a Media Topic's code where row and topic mean the same). All labels are
found in one index, which is generated from both.
"""

from functools import cache
from itertools import chain
from typing import NotRequired, TypedDict

from shared.languages.matching import match_key
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
    return _codes().get(match_key(label))


def sector_label(code: str, language: str) -> str | None:
    """Write the label of a sector in a language, or None where nobody has given it one.

    A label written by hand, were it for the language without its region, wins over IPTC's.

    >>> sector_label("polywire:top-story", "zh-TW"), sector_label("medtop:15000000", "pt-BR")
    ('頭條新聞', 'esporte')
    >>> sector_label("medtop:20000847", "ko") is None
    True
    """
    row = _rows().get(code)
    by_hand = row["labels"] if row else {}
    tags = fallbacks(language)
    labels = chain(map(by_hand.get, tags), (_topic_labels(tag).get(code) for tag in tags))
    return next(filter(None, labels), None)


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
def _codes() -> dict[str, str]:
    by_code: dict[str, list[str]] = load_table(__file__, "sector_keys")["keys"]
    return {key: code for code, keys in by_code.items() for key in keys}
