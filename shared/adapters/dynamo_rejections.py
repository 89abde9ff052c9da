"""Keep what was refused in the table, by day."""

from datetime import date
from hashlib import blake2b

from shared.adapters.dynamo_items import from_item, key_of, to_item
from shared.adapters.dynamo_table import DynamoTable
from shared.records.record import to_iso
from shared.records.release import Rejection


class DynamoRejections:
    """Keep one item per rejection, under a key that its content gives."""

    def __init__(self, table: DynamoTable) -> None:
        self._table = table

    def record(self, rejection: Rejection) -> None:
        """Keep a rejection; the same one again changes nothing."""
        at = to_iso(rejection.at)
        content = blake2b(rejection.model_dump_json().encode(), digest_size=8).hexdigest()
        key = key_of("rejected", at[:10]), key_of(at, content)
        self._table.put(to_item(key, rejection))

    def on(self, day: date) -> tuple[Rejection, ...]:
        """Return the rejections of a day (UTC), oldest first."""
        items = self._table.children(key_of("rejected", day.isoformat()))
        return tuple(from_item(Rejection, item) for item in items)
