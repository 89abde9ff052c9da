"""Hand out what is due: every open delivery whose time has come gets a message."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from shared.delivery.attempts import hint
from shared.ports import DUE_PARTITIONS, Clock, OpenDeliveries, Outbox
from shared.records.delivery import OpenDelivery

HAND_OUT_AGAIN = timedelta(minutes=2)
"""When an item is handed out once more, should its message be lost."""
AT_ONCE = 10
"""How many messages go into one call."""


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """Hold what a sweep needs."""

    opens: OpenDeliveries
    outbox: Outbox
    clock: Clock

    def sweep(self) -> int:
        """Hand out all that is due, the partitions of the index side by side; return how many."""
        with ThreadPoolExecutor(DUE_PARTITIONS) as readers:
            return sum(readers.map(self._hand_out, range(DUE_PARTITIONS)))

    def _hand_out(self, partition: int) -> int:
        now = self.clock()
        handed = 0
        for group in in_groups(self.opens.due(partition, now)):
            mine = [each for each in group if self.opens.postpone(each, now + HAND_OUT_AGAIN)]
            self.outbox.send([hint(each) for each in mine])
            handed += len(mine)
        return handed


def in_groups(deliveries: Iterator[OpenDelivery]) -> Iterator[list[OpenDelivery]]:
    """Split deliveries into groups that fit one call."""
    while group := list(islice(deliveries, AT_ONCE)):
        yield group
