"""Keep the deliveries that did not succeed at once in the table."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zlib import crc32

from shared.adapters.dynamo_items import Item, Key, from_item, key_of, to_item
from shared.adapters.dynamo_table import DynamoTable
from shared.delivery.attempts import raise_onto
from shared.errors import Conflict
from shared.ports import DUE_PARTITIONS
from shared.records.delivery import UNSETTLED, OpenDelivery, Outcome
from shared.records.record import to_iso
from shared.records.tasks import RetryTask

KEPT_SETTLED = timedelta(days=90)
TRIES = 5

BESIDE = ("revision", "outcome", "not_before", "due_at", "claim", "lease_until")
REPLACEABLE = (
    "attribute_not_exists(#pk)"
    " OR (#revision < :revision AND #outcome <> :open AND #outcome <> :held)"
)
CLAIMABLE = (
    "#outcome = :open AND #not_before <= :now"
    " AND (attribute_not_exists(#claim) OR #lease_until <= :now OR #claim = :token)"
)
CLAIM = "SET #claim = :token, #lease_until = :lease, #due_at = :lease"
AS_SEEN = "#outcome = :held AND #revision = :revision AND #due_at = :seen"
STILL_DUE = "#due_at = :seen AND (#outcome = :open OR #outcome = :held)"
HELD_TOO_LONG = "held_too_long"
LET_GO = "SET #not_before = :now, #due_at = :now REMOVE #claim, #lease_until"


class DynamoOpenDeliveries:
    """Keep one item per endpoint and story; those with a due time are in the due index."""

    def __init__(self, table: DynamoTable) -> None:
        self._table = table

    def of_story(
        self, endpoints: Sequence[str], release: str, language: str
    ) -> Mapping[str, OpenDelivery]:
        """Return what is kept of a story, by endpoint, settled ones too."""
        items = self._table.get_all(_key(endpoint, release, language) for endpoint in endpoints)
        kept = (from_item(OpenDelivery, item) for item in items)
        return {delivery.endpoint: delivery for delivery in kept}

    def of_endpoint(self, endpoint: str) -> tuple[OpenDelivery, ...]:
        """Return all that is kept for an endpoint."""
        items = self._table.children(key_of("endpoint", endpoint), "open#")
        return tuple(from_item(OpenDelivery, item) for item in items)

    def add(self, delivery: OpenDelivery) -> bool:
        """Keep a delivery unless one of the same or a newer revision is kept; tell whether."""
        return self._table.put(
            _item(delivery),
            REPLACEABLE,
            revision=delivery.revision,
            open=Outcome.OPEN.value,
            held=Outcome.HELD.value,
        )

    def raise_to(self, delivery: OpenDelivery) -> bool:
        """Let an unsettled older item carry a newer revision; a live claim keeps its lease."""
        for _ in range(TRIES):
            kept = self._kept(delivery)
            if kept is None or kept.outcome not in UNSETTLED:
                return False
            if kept.revision >= delivery.revision or self._carry(kept, delivery):
                return True
        raise Conflict(f"the open delivery of {delivery.release} to {delivery.endpoint}")

    def claim(
        self, task: RetryTask, *, token: str, now: datetime, lease_until: datetime
    ) -> OpenDelivery | None:
        """Take an open item that is due and not under a live lease; None where there is none."""
        item = self._table.update(
            _key(task.endpoint, task.release, task.language),
            CLAIM,
            CLAIMABLE,
            token=token,
            now=to_iso(now),
            lease=to_iso(lease_until),
            open=Outcome.OPEN.value,
        )
        return None if item is None else from_item(OpenDelivery, item)

    def settle(self, delivery: OpenDelivery, token: str) -> bool:
        """Write an attempt's result and let go of the claim.

        Where the item was raised meanwhile, only the claim goes, and the item is due at once. The
        same result once more, as after a lost answer, is as good as the first time.
        """
        settled = delivery.model_copy(update={"claim": None, "lease_until": None})
        mine = "#claim = :token AND #revision = :revision"
        if self._table.put(_item(settled), mine, token=token, revision=delivery.revision):
            return True
        let_go = self._table.update(
            _key_of(delivery),
            LET_GO,
            "#claim = :token AND #revision > :revision",
            token=token,
            revision=delivery.revision,
            now=to_iso(delivery.updated),
        )
        return let_go is None and self._is_kept(settled)

    def due(self, partition: int, now: datetime) -> Iterator[OpenDelivery]:
        """Return a partition's items whose time has come: to be tried, or held long enough."""
        items = self._table.due(key_of("due", str(partition)), now)
        return (from_item(OpenDelivery, item) for item in items)

    def expire(self, delivery: OpenDelivery, now: datetime) -> bool:
        """End a held delivery as expired unless somebody else changed it; tell whether.

        The same once more, as after a lost answer, is as good as the first time.
        """
        if delivery.due_at is None:
            return False
        change = {"outcome": Outcome.EXPIRED, "reason": HELD_TOO_LONG, "due_at": None}
        expired = delivery.model_copy(update={**change, "updated": now})
        put = self._table.put(
            _item(expired),
            AS_SEEN,
            held=Outcome.HELD.value,
            revision=delivery.revision,
            seen=to_iso(delivery.due_at),
        )
        return put or self._is_kept(expired)

    def postpone(self, delivery: OpenDelivery, until: datetime) -> bool:
        """Move `due_at` unless somebody else moved it; tell whether."""
        if delivery.due_at is None:
            return False
        moved = self._table.update(
            _key_of(delivery),
            "SET #due_at = :until",
            STILL_DUE,
            until=to_iso(until),
            seen=to_iso(delivery.due_at),
            open=Outcome.OPEN.value,
            held=Outcome.HELD.value,
        )
        return moved is not None

    def _kept(self, delivery: OpenDelivery) -> OpenDelivery | None:
        item = self._table.get(_key_of(delivery))
        return None if item is None else from_item(OpenDelivery, item)

    def _is_kept(self, delivery: OpenDelivery) -> bool:
        return self._table.get(_key_of(delivery)) == _item(delivery)

    def _carry(self, kept: OpenDelivery, delivery: OpenDelivery) -> bool:
        """Write the newer revision if the item is as it was read; tell whether."""
        raised = raise_onto(kept, delivery)
        claim = "#claim = :claim" if kept.claim else "attribute_not_exists(#claim)"
        return self._table.put(
            _item(raised),
            f"#revision = :revision AND #outcome = :outcome AND {claim}",
            revision=kept.revision,
            outcome=kept.outcome.value,
            claim=kept.claim or "",
        )


def _item(delivery: OpenDelivery) -> Item:
    settled = delivery.outcome not in UNSETTLED
    return to_item(
        _key_of(delivery),
        delivery,
        beside=BESIDE,
        due_partition=key_of("due", str(crc32(delivery.endpoint.encode()) % DUE_PARTITIONS)),
        expires=int((delivery.updated + KEPT_SETTLED).timestamp()) if settled else None,
    )


def _key_of(delivery: OpenDelivery) -> Key:
    return _key(delivery.endpoint, delivery.release, delivery.language)


def _key(endpoint: str, release: str, language: str) -> Key:
    return key_of("endpoint", endpoint), key_of("open", release, language)
