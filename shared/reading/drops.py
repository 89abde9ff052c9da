"""Read a drop: from its bytes to declared metadata and mended text, or a reason why not."""

import unicodedata
from typing import NamedTuple

from shared.errors import UnreadableDrop
from shared.reading.blocks import Known
from shared.reading.bounds import OBJECT_BYTES, TEXT_BYTES
from shared.reading.encodings import decode
from shared.reading.entities import resolve_entities
from shared.reading.fixes import mend
from shared.reading.front_matter import TAKE_FRONT_MATTER, split_front_matter
from shared.reading.sniffing import refuse_other_files
from shared.records.declared import Declared

_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}


class ReadText(NamedTuple):
    """Hold the text of a drop, what it was read from, the fixes and what it declares of itself.

    `known` are the stretches whose kind the format itself tells, in order; `refused` are the
    entries beside it that cannot be read, by their places.
    """

    text: str
    format: str
    encoding: str
    bytes: int
    fixes: tuple[str, ...] = ()
    declared: Declared = Declared()
    known: tuple[Known, ...] = ()
    refused: tuple[tuple[str, UnreadableDrop], ...] = ()


def read(content: bytes, name: str, *, charset: str | None = None) -> ReadText:
    r"""Read the bytes of a drop as plain text; `name` is for the messages.

    `charset` is the encoding that somebody declared. Front matter is taken off the text: what is
    left may be blank, as a withdrawal may be. Raises UnreadableDrop with the reason `empty`,
    `too_large`, `binary`, `undecodable` or `front_matter`.

    >>> read(b"Ferries resume\r\n\r\nThe harbour reopened.", "ferries.txt")[:2]
    ('Ferries resume\n\nThe harbour reopened.', 'text')
    """
    refuse_size(content, name)
    refuse_other_files(content, name)
    decoded = decode(content, name, charset=charset)
    text, fixes = mend(decoded.text, resolve_entities)
    refuse_length(text, name)
    refuse_blank(text, name)
    declared, rest = split_front_matter(text)
    if len(rest) < len(text):
        fixes = (*fixes, TAKE_FRONT_MATTER)
    return ReadText(rest, "text", decoded.encoding, len(content), fixes, declared)


def is_blank(text: str) -> bool:
    r"""Say whether a text shows nothing: space, controls and marks of direction or joining alone.

    >>> is_blank("\ufeff \u200b"), is_blank("a"), is_blank("")
    (True, False, True)
    """
    return all(unicodedata.category(character) in _INVISIBLE for character in text)


def refuse_size(content: bytes, name: str) -> None:
    """Raise UnreadableDrop (`too_large`) for an object beyond its bound."""
    if len(content) > OBJECT_BYTES:
        raise UnreadableDrop(
            "too_large",
            f"{name} has {len(content):,} bytes, more than the {OBJECT_BYTES:,} an object may "
            "have; split it and drop its parts",
        )


def refuse_length(text: str, name: str) -> None:
    """Raise UnreadableDrop (`too_large`) for a text beyond its bound."""
    size = len(text) if text.isascii() else len(text.encode("utf-8"))
    if size > TEXT_BYTES:
        raise UnreadableDrop(
            "too_large",
            f"{name} holds {size:,} bytes of text, more than the {TEXT_BYTES:,} a release may "
            "have; split it into releases",
        )


def refuse_blank(text: str, name: str) -> None:
    """Raise UnreadableDrop (`empty`) for a text that shows nothing."""
    if is_blank(text):
        raise UnreadableDrop(
            "empty",
            f"{name} has no visible character; drop a file with a headline and a text",
        )
