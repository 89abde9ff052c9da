"""Read a fetched drop: its declarations and, unless it withdraws a release, its text."""

from functions.intake.incoming import Incoming
from shared.cleaning.clean import clean
from shared.cleaning.similarity import sketch
from shared.errors import UnreadableDrop
from shared.ports import Fetched
from shared.reading.declaring import merge
from shared.reading.drops import read
from shared.reading.keys import language_of_key
from shared.reading.object_metadata import declared_by_metadata
from shared.records.declared import Declared
from shared.records.fields import ReleaseStatus
from shared.records.release import Drop


def read_drop(drop: Drop, fetched: Fetched, name: str) -> Incoming:
    """Read a drop under the name that its key gives it; raise UnreadableDrop.

    Front matter counts before the object's metadata, and that before the key.
    """
    by_object = declared_by_metadata(fetched.metadata)
    by_key = Declared(language=language_of_key(drop.key)[1])
    try:
        text = read(fetched.content, drop.key)
    except UnreadableDrop:
        if by_object.status is ReleaseStatus.CANCELED:
            return Incoming(drop, by_object)
        raise
    declared = merge(text.declared, by_object, by_key)
    refuse_unknown_status(declared)
    if declared.status is ReleaseStatus.CANCELED:
        return Incoming(drop, declared)
    cleaned = clean(
        text, id=declared.id or name, received=drop.at.date(), language=declared.language
    )
    return Incoming(drop, declared, cleaned, sketch(cleaned.body))


def refuse_unknown_status(declared: Declared) -> None:
    """Raise UnreadableDrop for a status that nobody knows: it may have meant a withdrawal."""
    if "status" in declared.ignored:
        raise UnreadableDrop(
            "unknown_status",
            "the declared status is neither `usable` nor `withdrawn`; mend it and drop it again",
        )
