"""Queues as SQS has them, filled from the emulator's, with everything that SQS may do by seed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import md5
from random import Random
from typing import Any

DEDUPLICATED = 300.0
"""Seconds in which a FIFO queue knows a deduplication id again."""


@dataclass
class Liberties:
    """What SQS may do with messages: all of it by seed, or, without one, nothing unusual.

    `redeliveries` bounds how often a deletion is lost: each costs a message a receive.
    """

    random: Random | None = None
    redeliveries: int = 1

    def batch_size(self, most: int) -> int:
        return self.random.choice((1, 2, most)) if self.random else most

    def order(self, items: list[Any]) -> list[Any]:
        return self.random.sample(items, len(items)) if self.random else items

    def delay(self) -> float:
        return self.random.choice((0, 0, 0, 1, 7, 40)) if self.random else 0.0

    def duplicates(self) -> bool:
        return self._happens(0.1)

    def loses_deletion(self) -> bool:
        lost = self.redeliveries > 0 and self._happens(0.1)
        self.redeliveries -= lost
        return lost

    def _happens(self, chance: float) -> bool:
        return self.random is not None and self.random.random() < chance


@dataclass(eq=False)
class Message:
    """One message; times are seconds of the clock."""

    id: str
    body: str
    group: str | None
    deduplication: str | None
    sent: float
    visible: float
    receives: int = 0

    def received(self) -> dict[str, Any]:
        """Shape it as ReceiveMessage does."""
        return {
            "MessageId": self.id,
            "ReceiptHandle": f"{self.id}/{self.receives}",
            "Body": self.body,
            "MD5OfBody": md5(self.body.encode(), usedforsecurity=False).hexdigest(),
            "Attributes": {
                "ApproximateReceiveCount": str(self.receives),
                "SentTimestamp": str(round(self.sent * 1000)),
            },
        }


@dataclass(eq=False)
class Queue:
    """Hold the messages of one queue; `emulated` is where the stages' messages arrive."""

    name: str
    emulated: Any
    most_receives: int
    liberties: Liberties
    messages: list[Message] = field(default_factory=list)
    dead: list[Message] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    _known: dict[tuple[str | None, str], float] = field(default_factory=dict)

    @property
    def fifo(self) -> bool:
        return bool(self.emulated.fifo_queue)

    def absorb(self, now: float) -> None:
        """Take over what was sent meanwhile."""
        taken, self.emulated._messages = self.emulated._messages, []
        for sent in taken:
            message = Message(
                id=sent.id,
                body=sent.body,
                group=sent.group_id,
                deduplication=sent.deduplication_id,
                sent=now,
                visible=max(now, sent.delayed_until / 1000),
            )
            self.bodies.append(message.body)
            if self.fifo and self._is_known(message, now):
                continue
            if not self.fifo:
                message.visible += self.liberties.delay()
            self.messages.append(message)

    def _is_known(self, message: Message, now: float) -> bool:
        name = (message.group, message.deduplication or "")
        known = now - self._known.get(name, -DEDUPLICATED) < DEDUPLICATED
        if not known:
            self._known[name] = now
        return known

    def receive(self, now: float, most: int) -> Sequence[Message]:
        """Take up a batch; a message received too often goes to the dead letters instead."""
        batch: list[Message] = []
        for message in self._ready(now)[: self.liberties.batch_size(most)]:
            message.receives += 1
            message.visible = now + int(self.emulated.visibility_timeout)
            if message.receives > self.most_receives:
                self.messages.remove(message)
                self.dead.append(message)
                continue
            if not self.fifo and self.liberties.duplicates():
                self.messages.append(self._copy(message, now))
            batch.append(message)
        return batch

    def _ready(self, now: float) -> list[Message]:
        """Return what may be received: of a group, all in order or, while one is out, none."""
        if not self.fifo:
            return self.liberties.order([each for each in self.messages if each.visible <= now])
        locked = {each.group for each in self.messages if each.visible > now}
        groups = dict.fromkeys(each.group for each in self.messages if each.group not in locked)
        order = {group: place for place, group in enumerate(self.liberties.order(list(groups)))}
        free = [each for each in self.messages if each.group in order]
        return sorted(free, key=lambda each: order[each.group]) if self.liberties.random else free

    def _copy(self, message: Message, now: float) -> Message:
        later = now + self.liberties.delay()
        return Message(message.id, message.body, None, None, message.sent, later, message.receives)

    def delete(self, message: Message) -> None:
        if message in self.messages and not self.liberties.loses_deletion():
            self.messages.remove(message)

    def next_visible(self) -> float | None:
        """Return when something can be received: of a group, when none of it is out any more."""
        if not self.fifo:
            return min((each.visible for each in self.messages), default=None)
        groups: dict[str | None, float] = {}
        for each in self.messages:
            groups[each.group] = max(each.visible, groups.get(each.group, 0))
        return min(groups.values(), default=None)
