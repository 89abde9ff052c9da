"""Choose the newest of the texts of a document that are of one release."""

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from shared.reading.declaring import merge
from shared.reading.drops import ReadText
from shared.records.declared import Declared
from shared.records.fields import ReleaseStatus

_DIGITS = 18
_Key: TypeAlias = tuple[str | None, str | None]


def keep_newest(reads: Sequence[ReadText]) -> tuple[ReadText, ...]:
    """Keep the newest of the texts of one id and language (RFC 4287, section 4.1.1).

    Where neither times nor versions tell, a withdrawal counts, else the first. What is left out is
    named in `ignored` of the one that is kept, which stays under its embargo.
    """
    counts = Counter(map(_key, reads))
    if len(counts) == len(reads):
        return tuple(reads)
    newest: dict[_Key, ReadText] = {}
    for read in reads:
        kept = newest.setdefault(_key(read), read)
        if kept is not read:
            newest[_key(read)] = _under(read, kept) if _is_newer(read, kept) else _under(kept, read)
    return tuple(_naming(read, counts[key]) for key, read in newest.items())


def _key(read: ReadText) -> _Key:
    return read.declared.id, read.declared.language


def _is_newer(read: ReadText, kept: ReadText) -> bool:
    mine, theirs = read.declared, kept.declared
    if mine.published and theirs.published and mine.published != theirs.published:
        return mine.published > theirs.published
    my_number, their_number = _number(mine), _number(theirs)
    if my_number != their_number and None not in {my_number, their_number}:
        return (my_number or 0) > (their_number or 0)
    return mine.status is ReleaseStatus.CANCELED


def _number(declared: Declared) -> int | None:
    text = declared.version or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def _under(newer: ReadText, older: ReadText) -> ReadText:
    """Put a text that says nothing of an embargo under that of the one that it replaces."""
    if newer.declared.speaks_of_embargo or not older.declared.speaks_of_embargo:
        return newer
    fields = older.declared.model_dump(include={"embargo", "embargo_unreadable"})
    return newer._replace(declared=merge(newer.declared, Declared(**fields)))


def _naming(read: ReadText, count: int) -> ReadText:
    if count == 1:
        return read
    ignored = (*read.declared.ignored, f"other entries with this id: {count - 1}")
    return read._replace(declared=read.declared.model_copy(update={"ignored": ignored}))
