"""Read a fetched drop: the releases in it, what each declares and, unless withdrawn, its text."""

from typing import NamedTuple

from functions.intake.incoming import Incoming
from shared.cleaning.clean import clean
from shared.cleaning.similarity import sketch
from shared.errors import UnreadableDrop
from shared.ports import Fetched
from shared.reading.declaring import merge
from shared.reading.drops import ReadText
from shared.reading.keys import language_of_key
from shared.reading.object_metadata import declared_by_metadata
from shared.reading.releases import read_releases
from shared.records.declared import Declared
from shared.records.fields import ReleaseStatus
from shared.records.release import Drop


class Entry(NamedTuple):
    """Hold one release of a drop, or why it cannot be read; `id` is what it declares."""

    id: str | None
    content: Incoming | UnreadableDrop


def read_drop(drop: Drop, fetched: Fetched, name: str) -> tuple[Entry, ...]:
    """Read a drop under the name that its key gives it; raise UnreadableDrop for the whole of it.

    What the text declares counts before the object's metadata, and that before the key. Metadata
    of an object with several releases is for each of them, a declared id aside.
    """
    by_object = declared_by_metadata(fetched.metadata)
    by_key = Declared(language=language_of_key(drop.key)[1])
    try:
        texts = read_releases(fetched.content, drop.key, content_type=fetched.content_type)
    except UnreadableDrop:
        if by_object.status is ReleaseStatus.CANCELED:
            return (Entry(by_object.id, Incoming(drop, by_object)),)
        raise
    if len(texts) > 1:
        by_object = by_object.model_copy(update={"id": None})
    return tuple(
        _entry(drop, text, merge(text.declared, by_object, by_key), name) for text in texts
    )


def read_one(drop: Drop, fetched: Fetched, name: str) -> Incoming:
    """Read the release of a name out of a drop; raise UnreadableDrop where it is not there."""
    entries = read_drop(drop, fetched, name)
    for entry in entries:
        if len(entries) == 1 or entry.id == name:
            if isinstance(entry.content, UnreadableDrop):
                raise entry.content
            return entry.content
    raise UnreadableDrop("not_in_drop", f"{drop.key} holds no release {name}; drop it by itself")


def _entry(drop: Drop, text: ReadText, declared: Declared, name: str) -> Entry:
    try:
        return Entry(declared.id, _incoming(drop, text, declared, name))
    except UnreadableDrop as refusal:
        return Entry(declared.id, refusal)


def _incoming(drop: Drop, text: ReadText, declared: Declared, name: str) -> Incoming:
    refuse_unknown_status(declared)
    if declared.status is ReleaseStatus.CANCELED:
        return Incoming(drop, declared)
    cleaned = clean(
        text._replace(declared=declared),
        id=declared.id or name,
        received=(declared.published or drop.at).date(),
        language=declared.language,
    )
    return Incoming(drop, declared, cleaned, sketch(cleaned.body))


def refuse_unknown_status(declared: Declared) -> None:
    """Raise UnreadableDrop for a status that nobody knows: it may have meant a withdrawal."""
    if "status" in declared.ignored:
        raise UnreadableDrop(
            "unknown_status",
            "the declared status is neither `usable` nor `withdrawn`; mend it and drop it again",
        )
