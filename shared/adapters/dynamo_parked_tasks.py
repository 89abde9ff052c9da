"""Keep the delivery tasks that were set aside in the table."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from shared.adapters.dynamo_items import Key, from_item, key_of, to_item
from shared.adapters.dynamo_table import DynamoTable
from shared.records.delivery import ParkedTask
from shared.records.record import to_iso
from shared.records.tasks import DeliverTask

PARTITION = "parked"
FIRST_WAIT = timedelta(minutes=6)
"""Longer than the 5 minutes in which a FIFO queue takes the same task only once."""
LONGEST_WAIT = timedelta(hours=6)
DOUBLINGS = 6
"""After how many the longest wait is reached."""


class DynamoParkedTasks:
    """Keep one item per task, in a partition of the due index of their own."""

    def __init__(self, table: DynamoTable) -> None:
        self._table = table

    def park(self, task: DeliverTask, now: datetime) -> ParkedTask:
        """Set a task aside; each time that it is parked it waits longer."""
        wait = min(FIRST_WAIT * 2 ** min(task.parked, DOUBLINGS), LONGEST_WAIT)
        again = task.model_copy(update={"parked": task.parked + 1})
        parked = ParkedTask(task=again, since=now, due_at=now + wait)
        self._table.put(to_item(_key(task), parked, beside=("due_at",), due_partition=PARTITION))
        return parked

    def due(self, now: datetime) -> Iterator[ParkedTask]:
        """Return the tasks that are to be tried again."""
        return (from_item(ParkedTask, item) for item in self._table.due(PARTITION, now))

    def all(self) -> tuple[ParkedTask, ...]:
        """Return all tasks that are set aside, those that are due first before the others."""
        items = self._table.query("#due_partition = :partition", index="due", partition=PARTITION)
        return tuple(from_item(ParkedTask, item) for item in items)

    def release(self, parked: ParkedTask) -> None:
        """Forget a task that was sent again; one that was parked again meanwhile stays."""
        self._table.delete(_key(parked.task), "#due_at = :seen", seen=to_iso(parked.due_at))


def _key(task: DeliverTask) -> Key:
    # A partition of its own: the role of the sweep may delete here, and not where the ledger is.
    return key_of("parked", task.shard), f"{key_of(task.release)}#{task.revision:08}"
