"""Play a short history on fakes, in the order in which it happened or in any that AWS allows."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from functions.deliver.dispatch import ReceivedTask
from shared.errors import Reject, Retry
from shared.ports import Task
from shared.records.posting import FIRST_ATTEMPT, LATER_ATTEMPT, Post, Reply
from shared.records.release import Drop
from shared.records.tasks import DeliverTask, FanoutTask, RetryTask, TranslateTask
from tests.fakes.internet import Behaviour, answering, hanging, refusing
from tests.functions.world import World

FOLDER = Path(__file__).parent / "histories"
TEXTS: Mapping[str, str] = json.loads((FOLDER / "texts.json").read_text("utf-8"))
SPREAD = 120.0
"""Seconds that an event may be late, unless a history says otherwise."""
DUPLICATED = 0.15
MOST = 5_000

Letter = Drop | Task


@dataclass(frozen=True)
class Receipt:
    """What an endpoint took, or may have taken, and when."""

    message: str
    release: str
    revision: int
    kind: str
    label: str
    seconds: float


@dataclass
class Play:
    """Hold a history under way; `random` chooses among what AWS may do, None is an orderly day."""

    told: Mapping[str, Any]
    random: Random | None = None
    world: World = field(default_factory=World)
    letters: list[tuple[float, int, Letter]] = field(default_factory=list)
    receipts: dict[str, list[Receipt]] = field(default_factory=dict)
    lanes: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.began = self.world.clock.now
        self.numbers = count()
        for name, kind in self.told["endpoints"].items():
            self._register(name, kind if isinstance(kind, dict) else {"language": kind})

    @property
    def now(self) -> float:
        return round((self.world.clock.now - self.began).total_seconds(), 3)

    def play(self) -> None:
        """Take every step at its time, and run until nothing is left to do."""
        steps = list(self.told["steps"])
        for _ in range(MOST):
            upcoming = [time for time, _, _ in self.letters] + [each["at"] for each in steps[:1]]
            upcoming += self._sweep_times()
            if not upcoming:
                return
            self.world.clock.now = self.began + timedelta(seconds=max(min(upcoming), self.now))
            if steps and steps[0]["at"] <= self.now:
                self._drop(steps.pop(0))
            elif any(time <= self.now for time, _, _ in self.letters):
                self._work()
            else:
                self.world.sweep.sweep()
                self._collect()
        raise AssertionError("it never ends")

    def _register(self, name: str, told: Mapping[str, Any]) -> None:
        self.receipts[name] = []
        behaviours = [self._behaviour(each, told) for each in told.get("answers", [204])]
        endpoint = self.world.endpoint(name, told["language"])
        self.world.internet.serve(endpoint.url, self._noting(name, behaviours))

    def _behaviour(self, answer: int | str, told: Mapping[str, Any]) -> Behaviour:
        named: dict[object, Behaviour] = {"hang": hanging, "refuse": refusing}
        if answer in named:
            return named[answer]
        return answering(int(answer), retry_after=told.get("retry_after"))

    def _noting(self, name: str, behaviours: Sequence[Behaviour]) -> Behaviour:
        turns: Iterator[Behaviour] = iter(behaviours[:-1])

        def behave(post: Post) -> Reply:
            reply = next(turns, behaviours[-1])(post)
            if reply.outcome_unknown or (reply.status or 500) < 300:
                self.receipts[name].append(self._receipt(post))
            return reply

        return behave

    def _receipt(self, post: Post) -> Receipt:
        payload = json.loads(post.body)
        release = payload["data"]["release"]
        kind = payload["type"].removeprefix("release.")
        label = "W" if kind == "withdrawn" else label_of(payload["data"]["item"])
        return Receipt(
            message=post.headers["webhook-id"],
            release=release["id"],
            revision=release["revision"],
            kind=kind,
            label=label,
            seconds=self.now,
        )

    def _drop(self, step: Mapping[str, Any]) -> None:
        text = front_matter(step.get("front", {}), self.began) + TEXTS[step["text"]]
        event = self.world.put(text, f"drop/{step['drop']}")
        self._post(event, self.told.get("spread", SPREAD))

    def _post(self, letter: Letter, spread: float, delay: float = 0.0) -> None:
        """Let a letter arrive, late and perhaps twice where the history is not an orderly one."""
        late = self.random.uniform(0, spread) if self.random else 0.0
        self.letters.append((round(self.now + delay + late, 3), next(self.numbers), letter))
        if self.random and self.random.random() < DUPLICATED:
            again = round(self.now + delay + self.random.uniform(0, 2 * spread), 3)
            self.letters.append((again, next(self.numbers), letter))

    def _collect(self) -> None:
        """Post what the stages sent; tasks of a shard stay in their order and come once."""
        for task, delay in self.world.outbox.sent:
            if isinstance(task, DeliverTask):
                late = self.random.uniform(0, 3) if self.random else 0.0
                lane = max(self.lanes.get(task.shard, 0.0), round(self.now + late, 3))
                self.lanes[task.shard] = lane
                self.letters.append((lane, next(self.numbers), task))
            else:
                self._post(task, 3.0, delay)
        self.world.outbox.sent.clear()

    def _work(self) -> None:
        """Carry out one letter that has arrived; one that fails comes again."""
        ready = sorted(each for each in self.letters if each[0] <= self.now)
        chosen = self.random.choice(ready) if self.random else ready[0]
        if isinstance(chosen[2], DeliverTask):
            self._deliver([each for each in ready if isinstance(each[2], DeliverTask)])
            return
        self.letters.remove(chosen)
        try:
            with suppress(Reject):
                self._carry_out(chosen[2])
        except Retry:
            self.letters.append((self.now + 30, chosen[1], chosen[2]))
        self._collect()

    def _carry_out(self, letter: Letter) -> None:
        match letter:
            case Drop():
                self.world.take_in(letter)
            case TranslateTask():
                self.world.translate.publish(letter)
            case FanoutTask():
                self.world.fanout.fan_out(letter)
            case RetryTask():
                self.world.retrying.retry([letter], LATER_ATTEMPT)

    def _deliver(self, ready: Sequence[tuple[float, int, Letter]]) -> None:
        size = self.random.randint(1, 10) if self.random else 10
        taken = list(ready)[:size]
        batch = [
            ReceivedTask(str(number), task)
            for _, number, task in taken
            if isinstance(task, DeliverTask)
        ]
        done = self.world.deliver.deliver(batch, FIRST_ATTEMPT)
        for each in taken:
            if str(each[1]) not in done.failed:
                self.letters.remove(each)
        self._collect()

    def _sweep_times(self) -> list[float]:
        """Return the next whole minute in which a sweep finds something."""
        world = self.world
        due: list[datetime | None] = [each.due_at for each in world.opens._items.values()]
        due += [each.until + timedelta(seconds=5) for each in world.embargoes._held.values()]
        times = [(each - self.began).total_seconds() for each in due if each]
        return [max(-(-min(times) // 60) * 60, -(-self.now // 60) * 60)] if times else []


def label_of(item: Mapping[str, Any]) -> str:
    """Find which of the histories' texts an item carries."""
    story = item["bodies"][0]["value"].split("\n\n")
    return next(name for name, text in TEXTS.items() if all(part in text for part in story))


def front_matter(front: Mapping[str, str], began: datetime) -> str:
    """Write front matter; a time such as `+3600` counts in seconds from the beginning."""
    if not front:
        return ""
    moment: Callable[[str], str] = lambda value: (  # noqa: E731
        (began + timedelta(seconds=int(value))).isoformat() if value.startswith("+") else value
    )
    lines = "".join(f"{name}: {moment(value)}\n" for name, value in front.items())
    return f"---\n{lines}---\n"
