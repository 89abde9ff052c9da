"""Name what is around: time, queues, keys, the network, the operator."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from shared.records.posting import Limits, Post, Reply
from shared.records.release import (
    Rejection,
)
from shared.records.tasks import DeliverTask, FanoutTask, IntakeTask, RetryTask, TranslateTask

Clock = Callable[[], datetime]
"""Tell the time, with a zone."""

Task = IntakeTask | TranslateTask | FanoutTask | DeliverTask | RetryTask


class Rejections(Protocol):
    """Tell the operator what was refused and why."""

    def record(self, rejection: Rejection) -> None:
        """Keep a rejection; the same one again changes nothing."""
        ...

    def on(self, day: date) -> tuple[Rejection, ...]:
        """Return the rejections of a day (UTC), oldest first."""
        ...


class Outbox(Protocol):
    """Hand tasks to the next stage."""

    def send(self, tasks: Sequence[Task], *, delay: int = 0) -> None:
        """Send tasks, each to its queue, visible after a delay in seconds (at most 900).

        Raise Unavailable unless all were taken.
        """
        ...


class Masters(Protocol):
    """Know the master keys that endpoint secrets derive from."""

    def current(self) -> str:
        """Return the id of the master for new endpoints."""
        ...

    def key(self, master: str) -> bytes:
        """Return a master key; raise Misconfigured where there is none of this id."""
        ...


class Sender(Protocol):
    """Put posts on the wire."""

    def send(self, posts: Iterable[Post], limits: Limits) -> Iterator[Reply]:
        """Pull posts as places become free and yield a reply for each, in order of arrival."""
        ...
