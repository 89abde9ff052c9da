"""Name where deliveries are recorded."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from shared.records.delivery import LedgerRow, OpenDelivery, ParkedTask
from shared.records.tasks import DeliverTask, RetryTask


class Ledger(Protocol):
    """Record every delivery: one row commits one task."""

    def of_story(self, shard: str, release: str) -> tuple[LedgerRow, ...]:
        """Return the rows of a release in a shard, by revision."""
        ...

    def commit(self, row: LedgerRow) -> None:
        """Write the row of a task; where there is one, the first stays."""
        ...

    def between(self, start: datetime, end: datetime) -> Iterator[LedgerRow]:
        """Return the rows of a time range, oldest first."""
        ...


class OpenDeliveries(Protocol):
    """Keep the deliveries that did not succeed at once, one item per endpoint and story."""

    def of_story(
        self, endpoints: Sequence[str], release: str, language: str
    ) -> Mapping[str, OpenDelivery]:
        """Return what is kept of a story, by endpoint, settled ones too."""
        ...

    def of_endpoint(self, endpoint: str) -> tuple[OpenDelivery, ...]:
        """Return all that is kept for an endpoint."""
        ...

    def add(self, delivery: OpenDelivery) -> bool:
        """Keep a delivery unless one of the same or a newer revision is kept; tell whether."""
        ...

    def raise_to(self, delivery: OpenDelivery) -> bool:
        """Let an unsettled older item carry a newer revision; a live claim keeps its lease.

        Where somebody holds a claim, the item becomes due at the lease's end. A held item opens
        for a revision that is to go out, and is held anew for one that is held itself. Return
        whether an unsettled item carries this revision, or a newer one, now.
        """
        ...

    def claim(
        self, task: RetryTask, *, token: str, now: datetime, lease_until: datetime
    ) -> OpenDelivery | None:
        """Take an open item that is due and not under a live lease; None where there is none."""
        ...

    def settle(self, delivery: OpenDelivery, token: str) -> bool:
        """Write an attempt's result and let go of the claim.

        Where the item was raised meanwhile, only the claim goes, and the item is due at once;
        then, and where the claim was lost, return False.
        """
        ...

    def due(self, partition: int, now: datetime) -> Iterator[OpenDelivery]:
        """Return the items of one of the `DUE_PARTITIONS` whose time has come.

        An open one is to be tried, a held one has been held long enough.
        """
        ...

    def expire(self, delivery: OpenDelivery, now: datetime) -> bool:
        """End a held delivery as expired unless somebody else changed it; tell whether."""
        ...

    def postpone(self, delivery: OpenDelivery, until: datetime) -> bool:
        """Move `due_at` unless somebody else moved it; tell whether."""
        ...


DUE_PARTITIONS = 8
"""Into how many parts the due index is split, so that a sweep reads them side by side."""


class ParkedTasks(Protocol):
    """Keep delivery tasks that failed again and again, so that they stand in nobody's way."""

    def park(self, task: DeliverTask, now: datetime) -> ParkedTask:
        """Set a task aside; each time that it is parked it waits longer."""
        ...

    def due(self, now: datetime) -> Iterator[ParkedTask]:
        """Return the tasks that are to be tried again."""
        ...

    def all(self) -> tuple[ParkedTask, ...]:
        """Return all tasks that are set aside."""
        ...

    def release(self, parked: ParkedTask) -> None:
        """Forget a task that was sent again."""
        ...
