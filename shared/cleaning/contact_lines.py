"""Know the lines of a contact block: headings, labels, addresses and numbers in every language."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from shared.cleaning.beginnings import heads_of, may_begin
from shared.cleaning.wording import alternatives
from shared.languages.tables import load_table

MEDIA, INVESTOR = "media", "investor"
_ROLES = (MEDIA, INVESTOR, "general")
_LONGEST_HEADING = 120
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


class Heading(NamedTuple):
    """Hold whom a heading of contacts is for, its words, and where what follows it begins."""

    role: str | None
    words: str
    end: int


def heading_at(line: str) -> Heading | None:
    """Find the heading that a line begins with, alone or with a colon or a dash behind it.

    >>> heading_at("Pressekontakt: Anna Beispiel")
    Heading(role='media', words='Pressekontakt', end=15)
    >>> heading_at("Media attention was wide.") is None
    True
    """
    if not may_begin(line, _heading_heads()):
        return None
    found = _headings().match(line[:_LONGEST_HEADING])
    if found is None:
        return None
    words = found["words"]
    role = _role_of(words.casefold())
    return Heading(role if role in (MEDIA, INVESTOR) else None, words, found.end())


def heading_words() -> tuple[str, ...]:
    """List the headings of contacts in every language."""
    return tuple(word for role in _ROLES for word in _words(role))


@cache
def _heading_heads() -> frozenset[str]:
    return heads_of(heading_words())


@cache
def _headings() -> re.Pattern[str]:
    names = alternatives(heading_words())
    return re.compile(
        rf"[\s\-–—•*■◆●▶▽▼◇□○※【\[(（<＜]{{0,4}}(?P<words>{names})"
        rf"(?:\s?\([^()]{{1,40}}\))?(?:[】］＞〉》]\s*|[\])）>＞]?\s*(?:$|[:：]\s*|\s[-–—|]\s)|[，,](?=[请請敬]))",
        re.IGNORECASE,
    )


@cache
def _roles() -> dict[str, str]:
    return {word.casefold(): role for role in reversed(_ROLES) for word in _words(role)}


def _role_of(folded: str) -> str | None:
    return _roles().get(folded)


def role_named(text: str) -> str | None:
    """Say for whom a desk or a job is by its words: `media`, `investor` or None.

    >>> role_named("Head of Investor Relations"), role_named("Press Officer"), role_named("Baker")
    ('investor', 'media', None)
    """
    folded = text.casefold()
    if role := _role_of(folded):
        return role if role in (MEDIA, INVESTOR) else None
    for role in (INVESTOR, MEDIA):
        if any(sign in folded for sign in _signs(role)):
            return role
    return None


@cache
def _signs(role: str) -> tuple[str, ...]:
    return tuple(load_table(__file__, "contact_words")["signs"][role])


@cache
def _words(role: str) -> tuple[str, ...]:
    return tuple(load_table(__file__, "contact_words")[role])


def label_before(text: str, kind: str) -> bool:
    """Say whether a stretch ends with a label of a kind, as `Fax:` before a number.

    >>> label_before("Tel. 12, Fax: ", "fax"), label_before("Telefon ", "fax")
    (True, False)
    """
    return _label_at_end(kind).search(text) is not None


@cache
def _label_at_end(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_labels((kind,))})\s?[:：.／/]?\s*$", re.IGNORECASE)


def without_labels(text: str) -> str:
    """Take the labels off a stretch that is left between addresses and numbers.

    >>> without_labels("Anna Beispiel, Tel.: ").strip(" ,")
    'Anna Beispiel'
    """
    return _any_label().sub(" ", text)


@cache
def _any_label() -> re.Pattern[str]:
    kinds = ("phone", "fax", "email", "url", "name")
    glued = alternatives(filter(_UNSPACED.search, _label_words(kinds)))
    return re.compile(
        rf"(?<![\w.])(?:{_labels(kinds)})(?:\s?[:：／]|\.?\s*$|(?=\s*[,;|]))"
        rf"|(?:{glued})(?:\s?[:：／/]|\s*$)",
        re.IGNORECASE,
    )


def is_other_label(line: str) -> bool:
    """Say whether a line begins with the label of what is nobody's name: an address, a company.

    >>> is_other_label("Address: 1 Quay Street"), is_other_label("Anna Beispiel")
    (True, False)
    """
    return _other_label().match(line) is not None


@cache
def _other_label() -> re.Pattern[str]:
    return re.compile(rf"(?:{_labels(('other',))})\s?[:：]", re.IGNORECASE)


def has_label(line: str) -> bool:
    """Say whether a line begins with a label of a contact's number, address or name.

    >>> has_label("Điện thoại: 024 5550 123"), has_label("Điện thoại đổ chuông.")
    (True, False)
    """
    return may_begin(line, _label_heads()) and _line_label().match(line) is not None


@cache
def _label_heads() -> frozenset[str]:
    table: dict[str, list[str]] = load_table(__file__, "contact_words")["labels"]
    return heads_of(word for words in table.values() for word in words)


@cache
def _line_label() -> re.Pattern[str]:
    kinds = ("phone", "fax", "email", "url", "name", "other")
    return re.compile(rf"\s*(?:{_labels(kinds)})\s?(?:[:：／]|\.?\s(?=[+(\d]))", re.IGNORECASE)


def _labels(kinds: tuple[str, ...]) -> str:
    return alternatives(_label_words(kinds))


def _label_words(kinds: tuple[str, ...]) -> Iterator[str]:
    table: dict[str, list[str]] = load_table(__file__, "contact_words")["labels"]
    return (word for kind in kinds for word in table[kind])
