"""Poll the queues and keep the schedules as AWS does, and run the functions on what comes."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from threading import Event, RLock, Thread, current_thread
from typing import TYPE_CHECKING, Any

from infra.local.backlog import Load, backlog
from infra.local.event import failed_of, queue_event, scheduled_event
from infra.local.wiring import QueueSource, Schedule, Wiring
from infra.local.worker import InvocationFailed, Workers, end

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

BUSY = 0.01
IDLE = 0.03
"""Seconds between two looks at the queues."""


class Pump:
    """Feed the functions until it is stopped."""

    def __init__(self, wiring: Wiring, workers: Workers, sqs: "SQSClient", region: str) -> None:
        self._wiring = wiring
        self._workers = workers
        self._sqs = sqs
        self._region = region
        self._urls = {
            source.queue: sqs.get_queue_url(QueueName=source.queue)["QueueUrl"]
            for source in wiring.sources
        }
        self._running: Counter[QueueSource | Schedule] = Counter()
        self._counting = RLock()
        self._filling: dict[QueueSource, float] = {}
        self._fires_at: dict[Schedule, float] = {}
        self._wake = Event()
        self._stopped = Event()
        self._thread: Thread | None = None
        self._invocations: set[Thread] = set()
        self._broken: Exception | None = None

    def start(self) -> None:
        """Begin in a thread; raise Misconfigured where a function cannot be imported."""
        if self.started:
            return
        for function in self._wiring.functions:
            self._workers.prepare(function)
        now = time.monotonic()
        self._fires_at = {plan: now + plan.every for plan in self._wiring.schedules}
        self._stopped.clear()
        self._thread = Thread(target=self._work, name="pump", daemon=True)
        self._thread.start()

    def stop(self, patience: float) -> None:
        """Take up nothing more; end the invocations that are still under way after so many seconds.

        None may outlive the emulator: what it calls then would be AWS itself.
        """
        self._stopped.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        deadline = time.monotonic() + patience
        for invocation in list(self._invocations):
            invocation.join(max(0.0, deadline - time.monotonic()))
            end(invocation)

    @property
    def started(self) -> bool:
        """Tell whether the thread runs."""
        return self._thread is not None

    def load(self) -> Load:
        """Return what there is to do at this instant; raise what broke the pump."""
        if self._broken is not None:
            raise self._broken
        with self._counting:
            found = {queue: backlog(queue, self._region) for queue in self._urls}
            left = {queue: held for queue, held in found.items() if held}
            return Load(self._running.total(), left)

    def fire(self) -> None:
        """Invoke every scheduled function now, unless it still runs."""
        for plan in self._wiring.schedules:
            if not self._running[plan]:
                self._begin(plan, partial(self._fire, plan))

    def _work(self) -> None:
        try:
            while not self._stopped.is_set():
                moved = [self._feed(source) for source in self._wiring.sources]
                self._fire_due()
                self._wake.wait(BUSY if any(moved) or self._running.total() else IDLE)
                self._wake.clear()
        except Exception as error:
            self._broken = error
            raise

    def _feed(self, source: QueueSource) -> bool:
        """Hand out the batches that are ready, as far as the concurrency goes."""
        moved = False
        while self._running[source] < source.most_at_once and self._is_filled(source):
            with self._counting:
                messages = self._receive(source)
                if not messages:
                    break
                self._begin(source, partial(self._handle, source, messages))
            moved = True
        return moved

    def _is_filled(self, source: QueueSource) -> bool:
        """Tell whether a batch is full, or has been filling for the length of the window."""
        ready = backlog(source.queue, self._region).ready
        if not ready:
            self._filling.pop(source, None)
            return False
        now = time.monotonic()
        since = self._filling.setdefault(source, now)
        return ready >= source.batch_size or now - since >= source.window

    def _receive(self, source: QueueSource) -> "Sequence[MessageTypeDef]":
        self._filling.pop(source, None)
        return self._sqs.receive_message(
            QueueUrl=self._urls[source.queue],
            MaxNumberOfMessages=min(source.batch_size, 10),
            MessageSystemAttributeNames=["All"],
            MessageAttributeNames=["All"],
        ).get("Messages", [])

    def _begin(self, cause: QueueSource | Schedule, invocation: Callable[[], None]) -> None:
        with self._counting:
            self._running[cause] += 1

        def run() -> None:
            with self._finishing(cause):
                invocation()

        thread = Thread(target=run, name="invocation", daemon=True)
        self._invocations.add(thread)
        thread.start()

    @contextmanager
    def _finishing(self, cause: QueueSource | Schedule) -> Iterator[None]:
        try:
            yield
        except InvocationFailed:
            pass  # told in the function's output; the messages come back by themselves
        except Exception as error:
            self._broken = error
            raise
        finally:
            with self._counting:
                self._running[cause] -= 1
            self._invocations.discard(current_thread())
            self._wake.set()

    def _handle(self, source: QueueSource, messages: "Sequence[MessageTypeDef]") -> None:
        answer = self._workers.invoke(source.function, queue_event(messages, source))
        ids = [message["MessageId"] for message in messages]
        failed = failed_of(answer, ids) if source.reports_failures else frozenset[str]()
        done: list[Any] = [
            {"Id": str(place), "ReceiptHandle": message["ReceiptHandle"]}
            for place, message in enumerate(messages)
            if message["MessageId"] not in failed
        ]
        if done:
            self._sqs.delete_message_batch(QueueUrl=self._urls[source.queue], Entries=done)

    def _fire_due(self) -> None:
        now = time.monotonic()
        for plan, at in self._fires_at.items():
            if now >= at and not self._running[plan]:
                self._fires_at[plan] = now + plan.every
                self._begin(plan, partial(self._fire, plan))

    def _fire(self, plan: Schedule) -> None:
        event = scheduled_event(plan, self._region, datetime.now(UTC))
        self._workers.invoke(plan.function, event)
