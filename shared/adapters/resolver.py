"""Look names up beside the transfers, so that dead names starve nobody."""

import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

LOOKUP_SECONDS = 2.0
KEEP_FOUND = 30.0
KEEP_FAILED = 5.0
MOST_KEPT = 20_000
LIVE_THREADS = 200
ALL_THREADS = 256

Answers: TypeAlias = tuple[str, ...]
Lookup: TypeAlias = Callable[[str], Sequence[str]]


class Resolver(Protocol):
    """Find the addresses of names without making the caller wait."""

    def resolve(self, host: str) -> "Future[Answers]":
        """Return a future of the addresses; it fails with an OSError."""


def system_lookup(host: str) -> list[str]:
    """Ask the system for the addresses of a name, in the order it prefers them."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(address[0]) for _, _, _, _, address in found]


@dataclass(slots=True)
class _Kept:
    future: "Future[Answers]"
    until: float


@dataclass(slots=True)
class _Job:
    host: str
    future: "Future[Answers]"
    began: float = 0.0


@dataclass
class ThreadedResolver:
    """Look names up in a bounded number of threads, each name once at a time.

    A look-up that takes longer than its limit no longer counts: its thread ends when the system
    lets go of it, and another takes its place. The caller stops waiting by itself. Answers are
    kept for 30 seconds, failures for 5.
    """

    lookup: Lookup = system_lookup
    clock: Callable[[], float] = time.monotonic
    live_threads: int = LIVE_THREADS
    all_threads: int = ALL_THREADS
    most_kept: int = MOST_KEPT
    _kept: dict[str, _Kept] = field(default_factory=dict, init=False)
    _waiting: deque[_Job] = field(default_factory=deque, init=False)
    _running: set[int] = field(default_factory=set, init=False)
    _jobs: dict[int, _Job] = field(default_factory=dict, init=False)
    _changed: threading.Condition = field(default_factory=threading.Condition, init=False)
    _idle: int = field(default=0, init=False)
    _started: int = field(default=0, init=False)

    def resolve(self, host: str) -> "Future[Answers]":
        """Return a future of the addresses of a name; it fails with an OSError."""
        now = self.clock()
        with self._changed:
            kept = self._kept.get(host)
            if kept is not None and (now < kept.until or not kept.future.done()):
                return kept.future
            job = _Job(host, Future())
            self._forget(now)
            self._kept[host] = _Kept(job.future, now)
            self._waiting.append(job)
            self._staff(now)
            self._changed.notify()
        return job.future

    def _forget(self, now: float) -> None:
        """Make room when too much is kept: what is out of date goes, then what is oldest."""
        if len(self._kept) < self.most_kept:
            return
        valid = [
            (host, kept)
            for host, kept in self._kept.items()
            if now < kept.until or not kept.future.done()
        ]
        self._kept = dict(valid[-(self.most_kept // 2) :])

    def _staff(self, now: float) -> None:
        """Start a thread where the idle ones do not suffice and the bounds allow it."""
        if len(self._waiting) <= self._idle or len(self._running) >= self.all_threads:
            return
        stuck = sum(now - job.began > LOOKUP_SECONDS for job in self._jobs.values())
        if len(self._running) - stuck < self.live_threads:
            self._started += 1
            self._running.add(self._started)
            name = f"resolver-{self._started}"
            threading.Thread(
                target=self._work, args=(self._started,), name=name, daemon=True
            ).start()

    def _work(self, number: int) -> None:
        while (job := self._next(number)) is not None:
            self._answer(job)

    def _next(self, number: int) -> _Job | None:
        with self._changed:
            self._jobs.pop(number, None)
            if not self._waiting and len(self._running) > self.live_threads:
                self._running.discard(number)
                return None
            self._idle += 1
            while not self._waiting:
                self._changed.wait()
            self._idle -= 1
            job = self._waiting.popleft()
            job.began = self.clock()
            self._jobs[number] = job
            return job

    def _answer(self, job: _Job) -> None:
        try:
            answers = tuple(dict.fromkeys(self.lookup(job.host)))
        except (OSError, UnicodeError) as error:
            self._keep(job, KEEP_FAILED)
            failure = error if isinstance(error, OSError) else OSError(str(error))
            job.future.set_exception(failure)
        else:
            self._keep(job, KEEP_FOUND)
            job.future.set_result(answers)

    def _keep(self, job: _Job, seconds: float) -> None:
        with self._changed:
            self._kept[job.host] = _Kept(job.future, self.clock() + seconds)
