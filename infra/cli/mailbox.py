"""Play a subscriber's side in the demonstration: verify what arrives and answer as told."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from infra.cli.arrival import Arrival, judge
from infra.cli.receiver import Received

SUCCESSES = range(200, 300)

Behaviour = Callable[[int], int]
"""Choose the answer to a verified webhook by how many came before it."""


def takes_everything(_before: int) -> int:
    """Take every webhook."""
    return HTTPStatus.NO_CONTENT


def fails_once(before: int) -> int:
    """Fail the first time and take what comes later."""
    return HTTPStatus.NO_CONTENT if before else HTTPStatus.INTERNAL_SERVER_ERROR


def is_gone(_before: int) -> int:
    """Want no more webhooks."""
    return HTTPStatus.GONE


@dataclass
class Mailbox:
    """Hold one endpoint's secret and behaviour, and what came, each with the answer it got."""

    name: str
    language: str
    behaviour: Behaviour = takes_everything
    endpoint: str = ""
    secret: str = ""
    exchanges: list[tuple[Arrival, int]] = field(default_factory=list)

    def receive(self, received: Received, now: float) -> int:
        """Verify a webhook, keep it and answer."""
        arrival = judge(received, [self.secret], now)
        answer = (
            self.behaviour(len(self.exchanges)) if arrival.verified else HTTPStatus.UNAUTHORIZED
        )
        self.exchanges.append((arrival, answer))
        return answer

    @property
    def taken(self) -> list[Arrival]:
        """Return the webhooks that were verified and taken, in order."""
        return [arrival for arrival, answer in self.exchanges if answer in SUCCESSES]


@dataclass
class Mailboxes:
    """Hand each POST to the mailbox that its path names, one at a time."""

    by_path: Mapping[str, Mailbox]
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, received: Received) -> int:
        """Answer one POST; 404 where nobody lives."""
        mailbox = self.by_path.get(received.path)
        if mailbox is None:
            return HTTPStatus.NOT_FOUND
        with self.lock:
            return mailbox.receive(received, time.time())

    def all(self) -> tuple[Mailbox, ...]:
        """Return the mailboxes."""
        return tuple(self.by_path.values())

    def named(self, name: str) -> Mailbox:
        """Return the mailbox of a name."""
        return next(each for each in self.all() if each.name == name)

    def exchanged(self) -> int:
        """Count what came to all of them, taken or not."""
        return sum(len(each.exchanges) for each in self.all())

    def taken(self) -> int:
        """Count what was verified and taken by any of them."""
        return sum(len(each.taken) for each in self.all())
