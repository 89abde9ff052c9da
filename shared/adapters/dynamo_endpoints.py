"""Keep endpoints and their state in the table."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from shared.adapters.dynamo_items import Key, from_item, key_of, to_item
from shared.adapters.dynamo_table import MISSING, DynamoTable
from shared.errors import Conflict
from shared.records.record import to_iso
from shared.records.subscription import Endpoint, EndpointState

LIST = "endpoints"
STATE = ("state", "reason", "changed")


class DynamoEndpoints:
    """Keep one item per endpoint, all in one list; its state can change alone."""

    def __init__(self, table: DynamoTable) -> None:
        self._table = table

    def add(self, endpoint: Endpoint) -> None:
        """Add an endpoint; raise Conflict where the id is taken."""
        at = f"{to_iso(endpoint.created)}#{endpoint.id}"
        item = to_item(_key(endpoint.id), endpoint, beside=STATE, list=LIST, at=at)
        if not self._table.put(item, MISSING):
            raise Conflict(f"endpoint {endpoint.id}")

    def get(self, ids: Iterable[str]) -> Mapping[str, Endpoint]:
        """Return those of the endpoints that exist."""
        items = self._table.get_all(_key(endpoint) for endpoint in ids)
        endpoints = (from_item(Endpoint, item) for item in items)
        return {endpoint.id: endpoint for endpoint in endpoints}

    def all(self) -> tuple[Endpoint, ...]:
        """Return all endpoints, oldest first."""
        return tuple(from_item(Endpoint, item) for item in self._table.listed(LIST))

    def disable(self, endpoint: str, reason: str, at: datetime) -> None:
        """Disable an endpoint that is active or paused; one that is disabled stays as it is."""
        self._table.update(
            _key(endpoint),
            "SET #state = :disabled, #reason = :reason, #changed = :at",
            "attribute_exists(#pk) AND #state <> :disabled",
            disabled=EndpointState.DISABLED.value,
            reason=reason,
            at=to_iso(at),
        )


def _key(endpoint: str) -> Key:
    return key_of("endpoint", endpoint), "endpoint"
