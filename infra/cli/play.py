"""Play the demonstration on a running cloud and gather what came of it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from infra.cli.endpoint import register
from infra.cli.facts import Facts, Roles
from infra.cli.mailbox import Mailboxes
from infra.cli.outcomes import outcomes
from infra.cli.stack import ReachedStack
from infra.cli.staging import BROKEN, GONE, RECOVERS, Programme, Sample, corrected, under_embargo
from infra.cli.withdrawal import notice
from shared.reading.identity import identify
from shared.reading.keys import language_of_key
from shared.records.subscription import EndpointState, Subscriber

SUBSCRIBER = Subscriber(
    id="demo", name="The Example Press", created=datetime(2024, 4, 1, tzinfo=UTC)
)
END_SECONDS, ARRIVE_SECONDS, LOOK_SECONDS = 30.0, 15.0, 0.02
EMBARGO = timedelta(seconds=4)

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

    def perform(self, programme: Programme) -> Facts:
        """Drop the releases and let happen to them what can; return the facts.

        What takes its time comes first, so that the waits overlap: the embargo, then the story
        that fails at one endpoint.
        """
        began = datetime.now(UTC)
        self._register()
        until = datetime.now(UTC) + EMBARGO
        self._drop("a release under an embargo", under_embargo(programme.embargoed, until))
        self._drop("a release", programme.story)
        self._await(self._everybody_asked)
        self._drop(f"other releases ({len(programme.others)})", *programme.others)
        self._drop("a family, one story in several languages", *programme.family)
        self._drop("a broken file", BROKEN)
        self._await_all(*programme.others, programme.family[0])
        caused = self._repeat_and_withdraw(programme)
        self.tell("waiting for the retry of the delivery that failed")
        self._await(lambda: bool(self.boxes.named(RECOVERS).of(self._release(programme.story))))
        self._drop("a correction of the first release", corrected(programme.story))
        self._settle("the correction, and the end of the embargo")
        return self._facts(programme, caused, began=began, until=until)

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

    def _repeat_and_withdraw(self, programme: Programme) -> int:
        """Drop the story again and withdraw another; return what the duplicate caused."""
        story, withdrawn = self._release(programme.story), self._release(programme.withdrawn)
        before = self.boxes.exchanged(story)
        self._drop("the first release again", programme.story)
        self._await(lambda: bool(self.stack.releases.history(story).seen))
        head = self.stack.releases.heads([withdrawn])[withdrawn]
        self.tell("withdrew another release")
        prefix = self.stack.settings.drop_prefix
        self.cloud.put(*notice(head, prefix, datetime.now(UTC), "shown"))
        self._await(lambda: all(len(box.of(withdrawn)) > 1 for box in self.boxes.ordinary))
        return self.boxes.exchanged(story) - before

    def _key(self, sample: Sample) -> str:
        return f"{self.stack.settings.drop_prefix}{sample.path}"

    def _release(self, sample: Sample) -> str:
        return identify(self._key(sample), self.stack.settings.drop_prefix).id

    def _everybody_asked(self) -> bool:
        gone = self.boxes.named(GONE).endpoint
        if not all(box.exchanges for box in self.boxes.all()):
            return False
        return self.stack.endpoints.get([gone])[gone].state is EndpointState.DISABLED

    def _await_all(self, *samples: Sample) -> None:
        releases = [self._release(sample) for sample in samples]
        self._await(lambda: self.boxes.all_took(*releases))

    def _await(self, happened: Callable[[], bool]) -> None:
        """Wait until something has happened, or so long that it will not: then the facts say so."""
        deadline = time.monotonic() + ARRIVE_SECONDS
        while not happened() and time.monotonic() < deadline:
            time.sleep(LOOK_SECONDS)

    def _settle(self, what: str) -> None:
        self.tell(f"waiting for {what}")
        try:
            self.cloud.settle(END_SECONDS)
        except TimeoutError as error:
            self.tell(str(error))

    def _facts(
        self, programme: Programme, caused: int, *, began: datetime, until: datetime
    ) -> Facts:
        now = datetime.now(UTC) + timedelta(seconds=1)
        releases = tuple(dict.fromkeys(self._release(sample) for sample in programme.all()))
        return Facts(
            releases=releases,
            roles=self._roles(programme, until),
            broken_key=self._key(BROKEN),
            boxes=self.boxes,
            deliveries=tuple(outcomes(self.stack.ledger, self.stack.opens, began, now)),
            renditions=sum(len(self.stack.renditions.of_release(each)) for each in releases),
            rejections=tuple(
                each
                for day in sorted({began.date(), now.date()})
                for each in self.stack.rejections.on(day)
            ),
            endpoints={each.id: each for each in self.stack.endpoints.all()},
            after_duplicate=caused,
        )

    def _roles(self, programme: Programme, until: datetime) -> Roles:
        tags = (language_of_key(sample.name)[1] for sample in programme.family)
        return Roles(
            corrected=self._release(programme.story),
            withdrawn=self._release(programme.withdrawn),
            family=self._release(programme.family[0]),
            supplied=tuple(tag for tag in tags if tag),
            embargoed=self._release(programme.embargoed),
            until=until,
        )
