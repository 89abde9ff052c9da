"""Keep the releases that wait for a time in the table."""

from collections.abc import Iterator
from datetime import datetime

from shared.adapters.dynamo_items import Key, attribute, key_attributes, key_of, plain
from shared.adapters.dynamo_table import DynamoTable
from shared.records.record import to_iso
from shared.records.release import HeldRelease

PARTITION = "embargoes"


class DynamoEmbargoes:
    """Keep one item per waiting release, in a partition of the due index of their own."""

    def __init__(self, table: DynamoTable) -> None:
        self._table = table

    def hold(self, release: str, until: datetime) -> None:
        """Let a release wait; a later call for it moves the time."""
        fields = {"release": release, "due_partition": PARTITION, "due_at": to_iso(until)}
        attributes = {name: attribute(value) for name, value in fields.items()}
        self._table.put(key_attributes(_key(release)) | attributes)

    def due(self, now: datetime) -> Iterator[HeldRelease]:
        """Return the releases whose time has come."""
        for item in self._table.due(PARTITION, now):
            yield HeldRelease(
                release=plain(item["release"]), until=datetime.fromisoformat(plain(item["due_at"]))
            )

    def lift(self, held: HeldRelease) -> None:
        """Let a release go; one that was given another time meanwhile stays."""
        self._table.delete(_key(held.release), "#due_at = :seen", seen=to_iso(held.until))


def _key(release: str) -> Key:
    # A partition of its own: the role of the sweep may delete here, and not where releases are.
    return key_of("embargo", release), "embargo"
