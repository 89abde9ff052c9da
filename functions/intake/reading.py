"""Read a fetched drop: the releases in it, what each declares and, unless withdrawn, its text."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from functions.intake.incoming import Incoming
from shared.cleaning.clean import clean
from shared.cleaning.similarity import sketch
from shared.errors import UnreadableDrop
from shared.ports import Fetched
from shared.reading.bounds import ID_LENGTH
from shared.reading.declaring import merge
from shared.reading.drops import ReadText
from shared.reading.keys import language_of_key
from shared.reading.object_metadata import declared_by_metadata
from shared.reading.releases import read_releases
from shared.records.declared import Declared
from shared.records.fields import ReleaseStatus
from shared.records.release import Drop


class Entry(NamedTuple):
    """Hold one release of a drop, not yet cleaned; `id` is what it declares."""

    id: str | None
    drop: Drop
    declared: Declared
    text: ReadText | None = None
    refusal: UnreadableDrop | None = None

    def read(self, name: str) -> Incoming:
        """Clean its text under the name that its key gives it; raise UnreadableDrop."""
        if self.refusal:
            raise self.refusal
        refuse_unknown_status(self.declared)
        refuse_long_names(self.declared)
        if self.text is None or self.declared.status is ReleaseStatus.CANCELED:
            return Incoming(self.drop, self.declared)
        cleaned = clean(
            self.text._replace(declared=self.declared),
            id=self.id or name,
            received=(self.declared.published or self.drop.at).date(),
            language=self.declared.language,
        )
        return Incoming(self.drop, self.declared, cleaned, sketch(cleaned.body))


def entries_of(drop: Drop, fetched: Fetched) -> tuple[Entry, ...]:
    """List the releases of a drop; raise UnreadableDrop for the whole of it.

    What the text declares counts before the object's metadata, and that before the key. Metadata
    of an object with several releases is for each of them, a declared id aside. None is cleaned
    here, so that a worker cleans only its part of a large feed.
    """
    by_object = declared_by_metadata(fetched.metadata)
    by_key = Declared(language=language_of_key(drop.key)[1])
    try:
        texts = read_releases(fetched.content, drop.key, content_type=fetched.content_type)
    except UnreadableDrop:
        if by_object.status is ReleaseStatus.CANCELED:
            return (Entry(by_object.id, drop, by_object),)
        raise
    if len(texts) > 1:
        by_object = by_object.model_copy(update={"id": None})
    declared = [merge(text.declared, by_object, by_key) for text in texts]
    entries = [Entry(each.id, drop, each, text) for each, text in zip(declared, texts, strict=True)]
    refused = [
        Entry(place, drop, Declared(), refusal=refusal)
        for text in texts
        for place, refusal in text.refused
    ]
    return (*_refuse_twins(entries), *refused)


def read_one(entries: Sequence[Entry], name: str) -> Incoming:
    """Read the release of a name among those of a drop; raise UnreadableDrop without one."""
    for entry in entries:
        if entry.id == name or (entry.id is None and len(entries) == 1):
            return entry.read(name)
    raise UnreadableDrop("not_in_drop", f"the drop holds no release {name}; drop it by itself")


def _refuse_twins(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Refuse a further text of an id: a drop is one event of each of its releases."""
    known: set[str | None] = set()
    for entry in entries:
        twin = entry.id in known
        known.add(entry.id)
        yield entry._replace(refusal=_twin(entry)) if twin else entry


def _twin(entry: Entry) -> UnreadableDrop:
    return UnreadableDrop(
        "same_id",
        f"{entry.drop.key} holds {entry.id} more than once, here in "
        f"{entry.declared.language or 'no declared language'}; drop each language as a file of "
        "its own, with the language in its name",
    )


def refuse_unknown_status(declared: Declared) -> None:
    """Raise UnreadableDrop for a status that nobody knows: it may have meant a withdrawal."""
    if "status" in declared.ignored:
        raise UnreadableDrop(
            "unknown_status",
            "the declared status is neither `usable` nor `withdrawn`; mend it and drop it again",
        )


def refuse_long_names(declared: Declared) -> None:
    """Raise UnreadableDrop for a name of a release that no record of it could hold."""
    for key, value in (("id", declared.id), ("supersedes", declared.supersedes)):
        if value and len(value) > ID_LENGTH:
            raise UnreadableDrop(
                "too_large",
                f"the declared {key} has {len(value):,} characters, more than {ID_LENGTH:,}; "
                "shorten it and drop it again",
            )
