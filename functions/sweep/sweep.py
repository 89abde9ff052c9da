"""Hand out what is due: deliveries, releases whose embargo ends, tasks that were set aside."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from shared.delivery.attempts import hint
from shared.ports import (
    DUE_PARTITIONS,
    Clock,
    Embargoes,
    OpenDeliveries,
    Outbox,
    ParkedTasks,
    Releases,
    Renditions,
)
from shared.records.delivery import OpenDelivery, Outcome
from shared.records.release import CLOCKS_APART, HeldRelease
from shared.records.tasks import FanoutTask

HAND_OUT_AGAIN = timedelta(minutes=2)
"""When an item is handed out once more, should its message be lost."""
AT_ONCE = 10
"""How many messages go into one call."""


@dataclass(frozen=True)
class Swept:
    """Count what a sweep did."""

    handed_out: int
    expired: int
    lifted: int
    resumed: int


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """Hold what a sweep needs."""

    opens: OpenDeliveries
    releases: Releases
    renditions: Renditions
    embargoes: Embargoes
    parked: ParkedTasks
    outbox: Outbox
    clock: Clock

    def sweep(self) -> Swept:
        """Do all that is due, the partitions of the index side by side."""
        with ThreadPoolExecutor(DUE_PARTITIONS) as readers:
            counted = list(readers.map(self._deliveries, range(DUE_PARTITIONS)))
        handed_out, expired = map(sum, zip(*counted, strict=True))
        return Swept(handed_out, expired, self._lift(), self._resume())

    def _deliveries(self, partition: int) -> tuple[int, int]:
        now = self.clock()
        handed_out = expired = 0
        for group in in_groups(self.opens.due(partition, now)):
            waiting = [each for each in group if each.outcome is Outcome.OPEN]
            mine = [each for each in waiting if self.opens.postpone(each, now + HAND_OUT_AGAIN)]
            self.outbox.send([hint(each) for each in mine])
            handed_out += len(mine)
            held = (each for each in group if each.outcome is Outcome.HELD)
            expired += sum(self.opens.expire(each, now) for each in held)
        return handed_out, expired

    def _lift(self) -> int:
        """Let releases go whose embargo has ended on every clock, in their latest version."""
        lifted = [self._let_go(each) for each in self.embargoes.due(self.clock() - CLOCKS_APART)]
        return sum(lifted)

    def _let_go(self, held: HeldRelease) -> bool:
        """Fan out the latest version; what was given another time meanwhile waits for that."""
        head = self.releases.heads([held.release])[held.release]
        if head.embargo and head.embargo.holds(self.clock()):
            if head.embargo.until:
                self.embargoes.hold(held.release, head.embargo.until)
            return False
        latest = {
            record.language: record
            for record in self.renditions.of_release(held.release)
            if record.version == head.version
        }
        self.outbox.send([FanoutTask.of(record) for record in latest.values()])
        self.embargoes.lift(held)
        return True

    def _resume(self) -> int:
        """Send tasks again that were set aside."""
        resumed = 0
        for parked in self.parked.due(self.clock()):
            self.outbox.send([parked.task])
            self.parked.release(parked)
            resumed += 1
        return resumed


def in_groups(deliveries: Iterator[OpenDelivery]) -> Iterator[list[OpenDelivery]]:
    """Split deliveries into groups that fit one call."""
    while group := list(islice(deliveries, AT_ONCE)):
        yield group
