"""Hold the posts whose names are being looked up."""

import threading
import time
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field

from shared.adapters.resolver import Answers, Resolver
from shared.delivery.addresses import Target
from shared.records.posting import Post


@dataclass(slots=True, eq=False)
class Flight:
    """Follow one post from the moment it was taken up."""

    post: Post
    began: float
    target: Target
    addresses: tuple[str, ...] = ()
    sends: int = 0


@dataclass(slots=True)
class Lookups:
    """Wait for names without standing still: each has its limit, and none waits for another."""

    resolver: Resolver
    seconds: float
    _waiting: dict[Flight, "Future[Answers]"] = field(default_factory=dict)
    _found: deque[Flight] = field(default_factory=deque)
    _woken: threading.Event = field(default_factory=threading.Event)

    def __len__(self) -> int:
        return len(self._waiting)

    def begin(self, flight: Flight) -> None:
        """Have the name of a post looked up; it comes out of `ended`."""
        future = self.resolver.resolve(flight.target.host)
        self._waiting[flight] = future
        future.add_done_callback(lambda _: self._announce(flight))

    def ended(self) -> list[tuple[Flight, "Future[Answers]"]]:
        """Return whose look-up came to an end; a future that is not done ran out of time."""
        over = []
        while self._found:
            flight = self._found.popleft()
            if flight in self._waiting:
                over.append((flight, self._waiting.pop(flight)))
        while self._waiting and self.time_left() <= 0:
            oldest = next(iter(self._waiting))
            over.append((oldest, self._waiting.pop(oldest)))
        return over

    def time_left(self) -> float:
        """Return in how many seconds the oldest look-up runs out of time."""
        return next(iter(self._waiting)).began + self.seconds - time.monotonic()

    def wait(self) -> None:
        """Wait until a look-up ends; for who has nothing else to wait for."""
        self._woken.wait(max(self.time_left(), 0.0))
        self._woken.clear()

    def _announce(self, flight: Flight) -> None:
        self._found.append(flight)
        self._woken.set()
