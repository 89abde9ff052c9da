"""Number renditions in the table and keep what is known of them."""

from shared.adapters.dynamo_items import Key, from_item, key_of, plain, to_item
from shared.adapters.dynamo_table import DynamoTable
from shared.errors import Conflict
from shared.records.rendition import Basis, RenditionRecord

RENDITION = "rendition#"
NUMBER = "SET #basis = :basis, #revision = if_not_exists(#revision, :none) + :one"
LATER = "attribute_not_exists(#basis) OR #basis < :basis"
FIRST = "SET #first_out = if_not_exists(#first_out, :revision)"


class DynamoRenditions:
    """Keep renditions beside their release, and a counter for each of its languages.

    The counter holds the latest revision, the basis that it was given to, and the first revision
    that went out.
    """

    def __init__(self, table: DynamoTable) -> None:
        self._table = table

    def revision_for(self, release: str, language: str, basis: Basis) -> int | None:
        """Return the revision of what a rendition is based on, always the same.

        None once something later has one.
        """
        key = _counter_key(release, language)
        new = self._table.update(key, NUMBER, LATER, basis=basis.order, none=0, one=1)
        if new is not None:
            return int(plain(new["revision"]))
        counter = self._table.get(key)
        if counter is None:
            raise Conflict(f"the revision counter of {release} in {language}")
        latest = plain(counter["basis"]) == basis.order
        return int(plain(counter["revision"])) if latest else None

    def save(self, record: RenditionRecord) -> None:
        """Keep what is known of a rendition."""
        sk = f"{RENDITION}{record.version:05}#{key_of(record.language)}#{record.revision:05}"
        self._table.put(to_item((key_of("release", record.release), sk), record))

    def of_release(self, release: str) -> tuple[RenditionRecord, ...]:
        """Return all renditions of a release, by version, language and revision."""
        items = self._table.children(key_of("release", release), RENDITION)
        return tuple(from_item(RenditionRecord, item) for item in items)

    def first_out(self, release: str, language: str) -> int | None:
        """Return the first revision that went out in a language, None where none did."""
        counter = self._table.get(_counter_key(release, language)) or {}
        return int(plain(counter["first_out"])) if "first_out" in counter else None

    def note_out(self, release: str, language: str, revision: int) -> int:
        """Note that a revision goes out; return the first that ever did."""
        counter = self._table.update(_counter_key(release, language), FIRST, revision=revision)
        if counter is None:
            raise Conflict(f"the revision counter of {release} in {language}")
        return int(plain(counter["first_out"]))


def _counter_key(release: str, language: str) -> Key:
    return key_of("release", release), key_of("language", language)
