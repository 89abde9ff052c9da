"""Look into the emulator's queues without calling them: it is cheap enough to do all the time."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from infra.local.emulator import EFFECT
from infra.local.template import ACCOUNT


@dataclass(frozen=True)
class Backlog:
    """Hold what a queue holds: how many a receive would get, and when each other comes, sorted.

    Times are those of the clock, in seconds; a message in flight comes when its visibility ends,
    and the rest of its FIFO group after it.
    """

    ready: int
    coming: tuple[float, ...]

    def __bool__(self) -> bool:
        return bool(self.ready or self.coming)

    def told(self, now: float) -> str:
        """Say it to a person."""
        later = f", {len(self.coming)} hidden, the next for {self.coming[0] - now:.0f} s"
        return f"{self.ready} ready" + (later if self.coming else "")


def backlog(queue: str, region: str) -> Backlog:
    """Count the messages of a queue."""
    from moto.sqs.models import sqs_backends

    with EFFECT:
        found = sqs_backends[ACCOUNT][region].get_queue(queue)
        messages = list(found._messages)  # noqa: SLF001 - the calls count, and cost a hundred times more
        fifo = bool(found.fifo_queue)
    now = time.time() * 1000
    coming = sorted(_comes_at(message) / 1000 for message in messages if _comes_at(message) >= now)
    locked = {message.group_id for message in messages if fifo and message.visible_at >= now}
    ready = sum(_comes_at(message) < now and message.group_id not in locked for message in messages)
    return Backlog(ready, tuple(coming))


def _comes_at(message: object) -> float:
    return float(max(message.visible_at, message.delayed_until))  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Load:
    """Hold what there is to do: invocations under way, and the queues that hold messages."""

    running: int
    queues: Mapping[str, Backlog]

    @property
    def active(self) -> bool:
        """Tell whether something happens now, without waiting for a time to come."""
        return bool(self.running) or any(left.ready for left in self.queues.values())

    @property
    def coming(self) -> float:
        """Return when the next hidden message comes, in seconds of the clock; never is infinity."""
        return min((left.coming[0] for left in self.queues.values() if left.coming), default=inf)

    def __str__(self) -> str:
        now = time.time()
        queues = [f"{name} holds {left.told(now)}" for name, left in self.queues.items()]
        return "; ".join([f"{self.running} invocations under way", *queues])
