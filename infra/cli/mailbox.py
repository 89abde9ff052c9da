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
    """Hold one endpoint's secret and behaviour, and what came, each with the answer it got.

    `first_came` tells when the first webhook of each release came, in seconds since 1970.
    """

    name: str
    language: str
    behaviour: Behaviour = takes_everything
    endpoint: str = ""
    secret: str = ""
    exchanges: list[tuple[Arrival, int]] = field(default_factory=list)
    first_came: dict[str | None, float] = field(default_factory=dict)

    def receive(self, received: Received, now: float) -> int:
        """Verify a webhook, keep it and answer."""
        arrival = judge(received, [self.secret], now)
        answer = (
            self.behaviour(len(self.exchanges)) if arrival.verified else HTTPStatus.UNAUTHORIZED
        )
        self.exchanges.append((arrival, answer))
        self.first_came.setdefault(arrival.release, now)
        return answer

    @property
    def taken(self) -> list[Arrival]:
        """Return the webhooks that were verified and taken, in order."""
        return [arrival for arrival, answer in self.exchanges if answer in SUCCESSES]

    def of(self, release: str) -> list[Arrival]:
        """Return what was taken of a release, in order."""
        return [each for each in self.taken if each.release == release]


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

    @property
    def ordinary(self) -> list[Mailbox]:
        """Return those that take everything."""
        return [each for each in self.all() if each.behaviour is takes_everything]

    def exchanged(self, release: str) -> int:
        """Count what came of a release to those that take everything: no later attempts."""
        exchanges = [arrival for each in self.ordinary for arrival, _ in each.exchanges]
        return sum(arrival.release == release for arrival in exchanges)

    def all_took(self, *releases: str) -> bool:
        """Tell whether those that take everything took something of each release."""
        return all(each.of(release) for each in self.ordinary for release in releases)

    def taken(self) -> int:
        """Count what was verified and taken by any of them."""
        return sum(len(each.taken) for each in self.all())
