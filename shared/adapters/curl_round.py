"""Carry one round of posts through a sliding window of transfers."""

import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from http import HTTPStatus

from shared.adapters.curl_exchange import Exchange, Pinned
from shared.adapters.curl_transfers import Transfers
from shared.adapters.lookups import Flight, Lookups
from shared.adapters.resolver import Answers
from shared.delivery.addresses import AddressPolicy, judge_answers, parse_url
from shared.delivery.schedule import parse_retry_after
from shared.errors import RefusedAddress
from shared.records.posting import Limits, Post, Reason, Reply

LONGEST_WAIT = 1.0
LOOKUP_POLL = 0.005
NO_ROUTE = frozenset({Reason.REFUSED, Reason.UNREACHABLE, Reason.TIMED_OUT})

read_target = lru_cache(maxsize=16_384)(parse_url)


@dataclass(slots=True, eq=False)
class Round:
    """Hold the state of one call of `send`."""

    transfers: Transfers
    lookups: Lookups
    policy: AddressPolicy
    limits: Limits
    posts: Iterator[Post]
    _ready: deque[Reply] = field(default_factory=deque)
    _flying: dict[Exchange, Flight] = field(default_factory=dict)
    _exhausted: bool = False

    def replies(self) -> Iterator[Reply]:
        """Yield a reply for each post, as they finish."""
        self.transfers.bound(self.limits.window)
        try:
            while True:
                while self._ready:
                    yield self._ready.popleft()
                self._fill()
                if self._flying or self.lookups:
                    self._step()
                elif self._exhausted and not self._ready:
                    return
        finally:
            self.transfers.cancel()

    def _fill(self) -> None:
        """Take posts up while the window has places."""
        taken = len(self._flying) + len(self.lookups) + len(self._ready)
        for _ in range(self.limits.window - taken):
            post = next(self.posts, None)
            if post is None:
                self._exhausted = True
                return
            now = time.monotonic()
            if self.limits.deadline is not None and now >= self.limits.deadline:
                self._ready.append(Reply(post.id, Reason.NOT_SENT))
            else:
                self._take_up(post, now)

    def _take_up(self, post: Post, now: float) -> None:
        try:
            flight = Flight(post, now, read_target(post.url, self.policy))
        except RefusedAddress as refused:
            self._ready.append(Reply(post.id, Reason.BLOCKED_ADDRESS, detail=str(refused)))
            return
        if flight.target.literal:
            flight.addresses = (flight.target.host,)
            self._launch(flight)
        else:
            self.lookups.begin(flight)

    def _step(self) -> None:
        found = self.lookups.ended() if self.lookups else ()
        for flight, lookup in found:
            self._route(flight, lookup)
        ended = self.transfers.step()
        for exchange, code, text in ended:
            self._land(exchange, code, text)
        if not (ended or found or self._ready):
            self._wait()

    def _wait(self) -> None:
        if self._flying:
            self.transfers.wait(LOOKUP_POLL if self.lookups else LONGEST_WAIT)
        elif self.lookups:
            self.lookups.wait()

    def _route(self, flight: Flight, lookup: "Future[Answers]") -> None:
        """Go on with a post whose look-up came to an end."""
        if not lookup.done():
            self._lose(flight, Reason.DNS, f"no answer within {self.lookups.seconds:g} s")
        elif (failure := lookup.exception()) is not None:
            self._lose(flight, Reason.DNS, str(failure))
        else:
            self._pin(flight, lookup.result())

    def _pin(self, flight: Flight, answers: Answers) -> None:
        try:
            flight.addresses = judge_answers(flight.target, answers, self.policy)
        except RefusedAddress as refused:
            lost = refused.reason == "no_address"
            self._lose(flight, Reason.DNS if lost else Reason.BLOCKED_ADDRESS, str(refused))
        else:
            self._launch(flight)

    def _launch(self, flight: Flight, *, fresh: bool = False) -> None:
        left = int((flight.began + self.limits.total - time.monotonic()) * 1000)
        if left <= 0:
            self._lose(flight, Reason.TIMED_OUT, "the time ran out before the request was sent")
            return
        connect = int(self.limits.connect * 1000)
        pinned = Pinned(flight.target, flight.addresses[0], connect, fresh)
        self._flying[self.transfers.begin(pinned, flight.post, left)] = flight

    def _land(self, exchange: Exchange, code: int, text: str) -> None:
        flight = self._flying.pop(exchange)
        flight.sends += exchange.sends
        reason, status = exchange.read(code)
        self.transfers.release(exchange)
        if status is not None:
            self._ready.append(self._answer(flight, exchange, status))
        elif exchange.went_stale:
            self._launch(flight, fresh=True)
        elif reason in NO_ROUTE and not exchange.sends and len(flight.addresses) > 1:
            flight.addresses = flight.addresses[1:]
            self._launch(flight)
        else:
            self._lose(flight, reason, text)

    def _answer(self, flight: Flight, exchange: Exchange, status: int) -> Reply:
        asked = exchange.retry_after if status >= HTTPStatus.MULTIPLE_CHOICES else None
        return Reply(
            flight.post.id,
            Reason.ANSWERED,
            status=status,
            seconds=time.monotonic() - flight.began,
            body_start=exchange.body_start,
            retry_after=parse_retry_after(asked, datetime.now(UTC)) if asked else None,
            sends=flight.sends,
        )

    def _lose(self, flight: Flight, reason: Reason, detail: str) -> None:
        """Report a post that got no status."""
        reply = Reply(
            flight.post.id,
            reason,
            seconds=time.monotonic() - flight.began,
            sends=flight.sends,
            outcome_unknown=flight.sends > 0,
            detail=detail,
        )
        self._ready.append(reply)
