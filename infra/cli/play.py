"""Play the demonstration on a running cloud and gather what came of it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from infra.cli.endpoint import register
from infra.cli.expectations import Facts
from infra.cli.mailbox import Mailboxes
from infra.cli.outcomes import outcomes
from infra.cli.stack import ReachedStack
from infra.cli.staging import BROKEN, GONE, Sample, corrected
from shared.records.identity import identify
from shared.records.subscription import EndpointState, Subscriber

SUBSCRIBER = Subscriber(
    id="demo", name="The Example Press", created=datetime(2024, 4, 1, tzinfo=UTC)
)
SETTLE_SECONDS, ARRIVE_SECONDS, LOOK_SECONDS = 30.0, 15.0, 0.02

Tell = Callable[[str], None]
"""Tell the audience what happens now."""


class RunningCloud(Protocol):
    """Take objects and work until nothing is left to do."""

    def put(self, key: str, content: bytes) -> None:
        """Put an object into the drop bucket."""
        ...

    def settle(self, timeout: float) -> None:
        """Work until nothing is left that is due within so many seconds."""
        ...


@dataclass(frozen=True, kw_only=True)
class Play:
    """Hold the stage: the cloud, its stack, the receivers at a URL, and who is told."""

    cloud: RunningCloud
    stack: ReachedStack
    boxes: Mailboxes
    url: str
    tell: Tell

    def perform(self, samples: tuple[Sample, ...]) -> Facts:
        """Drop a story, others, a broken file, a duplicate and a correction; return the facts.

        The story that fails at one endpoint comes first, so that its retry falls due meanwhile.
        """
        began = datetime.now(UTC)
        story, *others = samples
        self._register()
        self._drop("a release", story)
        self._await(self._everybody_asked)
        if others:
            self._drop(f"{len(others)} releases in other languages", *others)
        self._drop("a broken file", BROKEN)
        self._settle("the failed delivery, by its retry")
        before = self.boxes.exchanged()
        self._drop("the first release again", story)
        self._settle("what the duplicate causes")
        caused = self.boxes.exchanged() - before
        self._drop("its correction", corrected(story))
        self._settle("the correction")
        return self._facts(samples, caused, began)

    def _register(self) -> None:
        self.stack.subscribers.add(SUBSCRIBER)
        for path, box in self.boxes.by_path.items():
            languages = [box.language]
            box.endpoint, box.secret = register(
                self.stack, self.url + path, languages, SUBSCRIBER.id
            )
        self.tell(f"registered {len(self.boxes.by_path)} endpoints")

    def _drop(self, what: str, *samples: Sample) -> None:
        self.tell(f"dropped {what}")
        for sample in samples:
            self.cloud.put(self._key(sample), sample.content)

    def _key(self, sample: Sample) -> str:
        return f"{self.stack.settings.drop_prefix}{sample.path}"

    def _everybody_asked(self) -> bool:
        gone = self.boxes.named(GONE).endpoint
        if not all(box.exchanges for box in self.boxes.all()):
            return False
        return self.stack.endpoints.get([gone])[gone].state is EndpointState.DISABLED

    def _await(self, happened: Callable[[], bool]) -> None:
        """Wait until something has happened, or so long that it will not: then the facts say so."""
        deadline = time.monotonic() + ARRIVE_SECONDS
        while not happened() and time.monotonic() < deadline:
            time.sleep(LOOK_SECONDS)

    def _settle(self, what: str) -> None:
        self.tell(f"waiting for {what}")
        try:
            self.cloud.settle(SETTLE_SECONDS)
        except TimeoutError as error:
            self.tell(str(error))

    def _facts(self, samples: tuple[Sample, ...], caused: int, began: datetime) -> Facts:
        until = datetime.now(UTC) + timedelta(seconds=1)
        prefix = self.stack.settings.drop_prefix
        releases = tuple(identify(self._key(sample), prefix).id for sample in samples)
        days = sorted({began.date(), until.date()})
        return Facts(
            releases=releases,
            broken_key=self._key(BROKEN),
            boxes=self.boxes,
            deliveries=tuple(outcomes(self.stack.ledger, self.stack.opens, began, until)),
            renditions=sum(len(self.stack.renditions.of_release(each)) for each in releases),
            rejections=tuple(each for day in days for each in self.stack.rejections.on(day)),
            endpoints={each.id: each for each in self.stack.endpoints.all()},
            after_duplicate=caused,
        )
