"""Keep the tasks that a stage sent in memory."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from shared.ports import Task
from shared.records.record import Record
from shared.records.tasks import DeliverTask
from tests.fakes.stored import stored

T = TypeVar("T", bound=Record)
MAX_DELAY = 900


class Sent(NamedTuple):
    """Hold a task and the seconds until it is visible."""

    task: Task
    delay: int


class InMemoryOutbox:
    """Take tasks; `sent` holds them in order."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []

    def send(self, tasks: Sequence[Task], *, delay: int = 0) -> None:
        """Send tasks, visible after a delay in seconds (at most 900); a FIFO queue takes none."""
        if not 0 <= delay <= MAX_DELAY:
            raise ValueError(f"a delay of {delay} s is not within 0 and {MAX_DELAY}")
        if delay and any(isinstance(task, DeliverTask) for task in tasks):
            raise ValueError("a message of a FIFO queue cannot have a delay of its own")
        self.sent.extend(Sent(stored(task), delay) for task in tasks)

    def tasks(self, kind: type[T]) -> tuple[T, ...]:
        """Return the tasks of one kind, in order."""
        return tuple(task for task, _ in self.sent if isinstance(task, kind))

    def take(self, kind: type[T]) -> tuple[T, ...]:
        """Return the tasks of one kind and forget them, as a consumer does."""
        taken = self.tasks(kind)
        self.sent = [sent for sent in self.sent if not isinstance(sent.task, kind)]
        return taken
