"""Keep the deliveries that did not succeed at once in memory."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from zlib import crc32

from shared.ports import DUE_PARTITIONS
from shared.records.delivery import OpenDelivery, Outcome
from shared.records.tasks import RetryTask
from tests.fakes.stored import stored, stored_moment

Story = tuple[str, str, str]


class InMemoryOpenDeliveries:
    """Keep one item per endpoint and story."""

    def __init__(self) -> None:
        self._items: dict[Story, OpenDelivery] = {}

    def of_story(
        self, endpoints: Sequence[str], release: str, language: str
    ) -> Mapping[str, OpenDelivery]:
        """Return what is kept of a story, by endpoint, settled ones too."""
        kept = ((name, self._items.get((name, release, language))) for name in endpoints)
        return {name: item for name, item in kept if item is not None}

    def of_endpoint(self, endpoint: str) -> tuple[OpenDelivery, ...]:
        """Return all that is kept for an endpoint."""
        return tuple(self._items[story] for story in sorted(self._items) if story[0] == endpoint)

    def add(self, delivery: OpenDelivery) -> bool:
        """Keep a delivery unless one of the same or a newer revision is kept; tell whether."""
        kept = self._items.get(_story(delivery))
        if kept is not None and (_is_unsettled(kept) or kept.revision >= delivery.revision):
            return False
        self._keep(delivery)
        return True

    def raise_to(self, delivery: OpenDelivery) -> bool:
        """Let an unsettled older item carry a newer revision; a live claim keeps its lease."""
        kept = self._items.get(_story(delivery))
        if kept is None or not _is_unsettled(kept):
            return False
        if kept.revision < delivery.revision:
            self._keep(_carrying(kept, stored(delivery)))
        return True

    def claim(
        self, task: RetryTask, *, token: str, now: datetime, lease_until: datetime
    ) -> OpenDelivery | None:
        """Take an open item that is due and not under a live lease; None where there is none."""
        kept = self._items.get((task.endpoint, task.release, task.language))
        if kept is None or kept.outcome is not Outcome.OPEN:
            return None
        moment = stored_moment(now)
        leased = kept.lease_until is not None and kept.lease_until > moment
        if kept.not_before > moment or (leased and kept.claim != token):
            return None
        change = {"claim": token, "lease_until": lease_until, "due_at": lease_until}
        return self._keep(kept.model_copy(update=change))

    def settle(self, delivery: OpenDelivery, token: str) -> bool:
        """Write an attempt's result and let go of the claim."""
        kept = self._items.get(_story(delivery))
        settled = stored(delivery.model_copy(update={"claim": None, "lease_until": None}))
        if kept is None or kept.claim != token or kept.revision < delivery.revision:
            return kept == settled
        if kept.revision == delivery.revision:
            self._keep(settled)
            return True
        now = delivery.updated
        free = {"claim": None, "lease_until": None, "not_before": now, "due_at": now}
        self._keep(kept.model_copy(update=free))
        return False

    def due(self, partition: int, now: datetime) -> Iterator[OpenDelivery]:
        """Return a partition's items whose time has come: to be tried, or held long enough."""
        moment = stored_moment(now)
        timed = [(item.due_at, item) for item in self._items.values() if item.due_at is not None]
        ready = [
            (due_at, item)
            for due_at, item in timed
            if due_at <= moment and crc32(item.endpoint.encode()) % DUE_PARTITIONS == partition
        ]
        yield from (item for _, item in sorted(ready, key=lambda pair: pair[0]))

    def expire(self, delivery: OpenDelivery, now: datetime) -> bool:
        """End a held delivery as expired unless somebody else changed it; tell whether."""
        kept, seen = self._items.get(_story(delivery)), stored(delivery)
        change = {"outcome": Outcome.EXPIRED, "reason": "held_too_long", "due_at": None}
        expired = stored(delivery.model_copy(update={**change, "updated": now}))
        if kept is None or seen.due_at is None:
            return False
        is_held = kept.outcome is Outcome.HELD
        if is_held and (kept.revision, kept.due_at) == (seen.revision, seen.due_at):
            self._keep(expired)
            return True
        return kept == expired

    def postpone(self, delivery: OpenDelivery, until: datetime) -> bool:
        """Move `due_at` unless somebody else moved it; tell whether."""
        kept = self._items.get(_story(delivery))
        seen = stored(delivery).due_at
        if kept is None or seen is None or kept.due_at != seen or not _is_unsettled(kept):
            return False
        self._keep(kept.model_copy(update={"due_at": until}))
        return True

    def _keep(self, delivery: OpenDelivery) -> OpenDelivery:
        self._items[_story(delivery)] = stored(delivery)
        return self._items[_story(delivery)]


def _story(delivery: OpenDelivery) -> Story:
    return delivery.endpoint, delivery.release, delivery.language


def _is_unsettled(delivery: OpenDelivery) -> bool:
    return delivery.outcome in {Outcome.OPEN, Outcome.HELD}


def _carrying(kept: OpenDelivery, delivery: OpenDelivery) -> OpenDelivery:
    """Put a newer revision into an item, under the claim that it has; both held is held anew."""
    if kept.outcome is Outcome.HELD and delivery.outcome is Outcome.HELD:
        return delivery
    free_at = delivery.not_before
    if kept.lease_until is not None and kept.lease_until > delivery.updated:
        free_at = kept.lease_until
    under = {"outcome": Outcome.OPEN, "claim": kept.claim, "lease_until": kept.lease_until}
    return delivery.model_copy(update={"not_before": free_at, "due_at": free_at, **under})
