"""Play one story from the first drop until nothing is left to do."""

import math
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from infra.local.event import failed_of, queue_event, scheduled_event
from infra.local.wiring import QueueSource
from shared.adapters.stack import Stack
from tests.simulation.clock import TICK
from tests.simulation.internet import Internet
from tests.simulation.place import REGION, Furnish, Place
from tests.simulation.queues import Liberties, Message, Queue
from tests.simulation.seam import Invocation, Seam
from tests.simulation.sites import Crash
from tests.simulation.story import Story

MINUTE = 60.0
PAUSE = 9.0
"""Seconds that pass while one call stands still: less than any function may run."""
DAYS = 30
"""Longer than anything waits: what is held expires after two weeks."""
MOST_STEPS = 5_000


class NeverQuiet(Exception):  # noqa: N818 - the fact, not the class
    """Say that something was left to do after many days, or did not stop happening."""


@dataclass(eq=False)
class Run:
    """Hold a story under way. All that is random comes from `random`; None is an orderly world."""

    place: Place
    story: Story
    seam: Seam
    random: Random | None = None
    furnish: Furnish = lambda _stage, _stack: None
    invocations: list[Invocation] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = self.place.clock
        self.liberties = Liberties(self.random)
        self.internet = self._internet()
        self.queues: Mapping[QueueSource, Queue] = {
            source: self._queue(source) for source in self.place.cloud.wiring.sources
        }
        self.seam.meanwhile = self._meanwhile
        self._steps = deque(self.story.steps)
        self._swept = 0.0

    def _internet(self) -> Internet:
        receivers = {each.url: each for each in self.story.endpoints}
        return Internet(receivers, self.place.master()[1], self.clock, self.seam)

    def _queue(self, source: QueueSource) -> Queue:
        emulated = self.place.queue(source.queue)
        most = int(emulated.redrive_policy["maxReceiveCount"])
        return Queue(source.queue, emulated, most, self.liberties)

    def register(self) -> None:
        """Register the story's endpoints before its first drop."""
        stack, now = self.place.stack(), datetime.now(UTC)
        master, _ = self.place.master()
        for receiver in self.story.endpoints:
            stack.endpoints.add(receiver.registered(master, now))
            for language in receiver.languages:
                stack.subscriptions.subscribe(receiver.id, language, now)
        self.clock.shift(1)

    def play(self) -> None:
        """Take the story's steps at their times, then wait until nothing is left to do."""
        began = self.clock.now
        while self._steps:
            self._run_until(began + self._steps[0].at)
            self._take_step()
        end = self.clock.now + DAYS * 86_400
        self._run_until(end)
        if self._next() is not None:
            raise NeverQuiet

    def _take_step(self) -> None:
        """Do the next thing an operator does; no two are done at the same moment."""
        if self._steps:
            self.clock.shift(TICK)
            step = self._steps.popleft()
            self.place.cloud.put(step.drop, self.story.texts[step.text].encode())

    def _run_until(self, moment: float) -> None:
        for _ in range(MOST_STEPS):
            if self._act():
                continue
            upcoming = self._next()
            if upcoming is None or upcoming > moment:
                if self._steps:
                    self.clock.travel_to(moment)
                return
            self.clock.travel_to(upcoming)
        raise NeverQuiet

    def _act(self) -> bool:
        """Run one function that has something to do now; tell whether there was one."""
        if self._next_sweep() <= self.clock.now:
            self._sweep()
            return True
        for source in self.liberties.order(list(self.queues)):
            queue = self.queues[source]
            queue.absorb(self.clock.now)
            if batch := queue.receive(self.clock.now, source.batch_size):
                self._feed(source, queue, batch)
                return True
        return False

    def _next(self) -> float | None:
        """Return when the next message becomes visible or the next sweep finds something."""
        times = [queue.next_visible() for queue in self.queues.values()]
        upcoming = [each for each in [*times, self._next_sweep()] if each is not None]
        return min((each for each in upcoming if each < math.inf), default=None)

    def _next_sweep(self) -> float:
        """Return the first whole minute, after the last sweep, in which an item is due.

        Sweeps that would find nothing are left out.
        """
        due = self.place.next_due()
        if due is None:
            return math.inf
        return max(math.ceil(due / MINUTE) * MINUTE, self._swept + MINUTE)

    def _sweep(self) -> None:
        self._swept = math.floor(self.clock.now / MINUTE) * MINUTE
        [plan] = self.place.cloud.wiring.schedules
        self._invoke("sweep", scheduled_event(plan, REGION, datetime.now(UTC)))

    def _feed(self, source: QueueSource, queue: Queue, batch: Sequence[Message]) -> None:
        event = queue_event([message.received() for message in batch], source)
        stage = source.function.handler.split(".")[1]
        answer, invocation = self._invoke(stage, event)
        ids = [message.id for message in batch]
        failed = frozenset(ids) if invocation.failed else failed_of(answer, ids)
        invocation.failed |= bool(failed)
        for message in batch:
            if message.id not in failed:
                queue.delete(message)

    def _invoke(self, stage: str, event: object) -> tuple[object, Invocation]:
        invocation = Invocation(stage, len(self.invocations) + 1, self.place.states())
        self.invocations.append(invocation)
        self.seam.running.append(invocation)
        environment = self.place.environments[stage]
        answer: object = None
        try:
            answer = environment.invoke(event, self._furnish)
        except Crash:
            invocation.failed = True
            environment.start_cold()
        except Exception as error:  # noqa: BLE001 - Lambda takes any; the rules judge it
            invocation.failed = True
            self.failures.append(type(error).__name__)
        finally:
            self.seam.running.pop()
            invocation.ended = len(self.invocations)
        return answer, invocation

    def _furnish(self, stage: str, stack: Stack) -> None:
        vars(stack)["sender"] = self.internet
        self.furnish(stage, stack)

    def _meanwhile(self) -> None:
        """Let time pass, the next step be taken, and all that is ready run, within a call."""
        self.clock.shift(PAUSE)
        self._take_step()
        for _ in range(MOST_STEPS):
            if not self._act():
                return
