"""Keep the delivery tasks that were set aside in memory."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from shared.records.delivery import ParkedTask
from shared.records.tasks import DeliverTask
from tests.fakes.stored import stored, stored_moment

MINUTES = (6, 12, 24, 48, 96, 192, 360)
"""How long a task waits that was parked so often before; ever so long after the last of these."""


class InMemoryParkedTasks:
    """Keep one item per task."""

    def __init__(self) -> None:
        self._parked: dict[tuple[str, str, int], ParkedTask] = {}

    def park(self, task: DeliverTask, now: datetime) -> ParkedTask:
        """Set a task aside; each time that it is parked it waits longer."""
        minutes = MINUTES[min(task.parked, len(MINUTES) - 1)]
        again = task.model_copy(update={"parked": task.parked + 1})
        parked = ParkedTask(task=again, since=now, due_at=now + timedelta(minutes=minutes))
        self._parked[_name(task)] = stored(parked)
        return parked

    def due(self, now: datetime) -> Iterator[ParkedTask]:
        """Return the tasks that are to be tried again."""
        yield from (parked for parked in self.all() if parked.due_at <= stored_moment(now))

    def all(self) -> tuple[ParkedTask, ...]:
        """Return all tasks that are set aside, those that are due first before the others."""
        return tuple(sorted(self._parked.values(), key=lambda parked: parked.due_at))

    def release(self, parked: ParkedTask) -> None:
        """Forget a task that was sent again; one that was parked again meanwhile stays."""
        kept = self._parked.get(_name(parked.task))
        if kept is not None and kept.due_at == stored(parked).due_at:
            del self._parked[_name(parked.task)]


def _name(task: DeliverTask) -> tuple[str, str, int]:
    return task.shard, task.release, task.revision
