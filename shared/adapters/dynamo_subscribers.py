"""Keep the customers in the table."""

from shared.adapters.dynamo_items import from_item, key_of, to_item
from shared.adapters.dynamo_table import MISSING, DynamoTable
from shared.errors import Conflict
from shared.records.record import to_iso
from shared.records.subscription import Subscriber

LIST = "subscribers"


class DynamoSubscribers:
    """Keep one item per customer, all in one list."""

    def __init__(self, table: DynamoTable) -> None:
        self._table = table

    def add(self, subscriber: Subscriber) -> None:
        """Add a customer; raise Conflict where the id is taken."""
        key = key_of("subscriber", subscriber.id), "subscriber"
        at = f"{to_iso(subscriber.created)}#{subscriber.id}"
        if not self._table.put(to_item(key, subscriber, list=LIST, at=at), MISSING):
            raise Conflict(f"subscriber {subscriber.id}")

    def all(self) -> tuple[Subscriber, ...]:
        """Return all customers, oldest first."""
        return tuple(from_item(Subscriber, item) for item in self._table.listed(LIST))
