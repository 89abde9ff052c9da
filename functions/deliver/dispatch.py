"""Work out, without any side effect, what one task means for each endpoint of its shard."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shared.delivery.attempts import hold
from shared.records.delivery import UNSETTLED, Attempt, LedgerRow, OpenDelivery, Outcome
from shared.records.subscription import Endpoint, EndpointState, Subscription
from shared.records.tasks import DeliverTask

SUPERSEDED = Attempt(outcome=Outcome.SUPERSEDED, reason="newer_revision")


@dataclass(frozen=True)
class ReceivedTask:
    """Hold a task with the id of its message and whether it came before."""

    message: str
    task: DeliverTask
    redelivered: bool = False

    @property
    def story(self) -> tuple[str, str]:
        """Name what is ordered: one release in one shard, and so in one language."""
        return self.task.shard, self.task.release


@dataclass
class Dispatch:
    """Hold a task under way: whom to post to, whose older item to raise, and what came of it."""

    task: DeliverTask
    message: str
    body: bytes = b""
    to_post: dict[str, Endpoint] = field(default_factory=dict)
    to_raise: list[OpenDelivery] = field(default_factory=list)
    to_keep: list[OpenDelivery] = field(default_factory=list)
    attempts: dict[str, Attempt] = field(default_factory=dict)

    def note(self, delivery: OpenDelivery, seconds: float = 0.0) -> None:
        """Note what came of a delivery."""
        self.attempts[delivery.endpoint] = Attempt(
            outcome=delivery.outcome,
            reason=delivery.reason,
            status=delivery.status,
            seconds=round(seconds, 3),
        )

    def start(self, fresh: OpenDelivery, endpoint: Endpoint, now: datetime) -> None:
        """Have a delivery posted to an active endpoint, held for any other."""
        if endpoint.state is EndpointState.ACTIVE:
            self.to_post[endpoint.id] = endpoint
        else:
            self.settle(held(fresh, endpoint.state, now))

    def settle(self, delivery: OpenDelivery, seconds: float = 0.0) -> None:
        """Note what came of a delivery; what is not finished is to be kept as an item."""
        self.note(delivery, seconds)
        if delivery.outcome in UNSETTLED:
            self.to_keep.append(delivery)

    def ledger_row(self, at: datetime) -> LedgerRow:
        """Write down what each endpoint got."""
        task = self.task.model_dump(include={"shard", "release", "language", "version", "revision"})
        return LedgerRow(**task, at=at, attempts=self.attempts)


def recipients(
    members: Iterable[Subscription], rows: Iterable[LedgerRow], fanned_out: datetime
) -> list[str]:
    """Name who gets a revision: who was subscribed before the fan-out, and who had one before.

    Whoever was sent a version, or has one open or held, gets what corrects it, whatever is
    subscribed to today.
    """
    subscribed = [each.endpoint for each in members if each.since <= fanned_out]
    had_one = [
        endpoint
        for row in rows
        for endpoint, attempt in row.attempts.items()
        if attempt.outcome is not Outcome.SUPERSEDED
    ]
    return list(dict.fromkeys([*subscribed, *had_one]))


def newest_of_each_story(batch: Sequence[ReceivedTask]) -> frozenset[str]:
    """Name the messages that carry the newest revision of their story in this batch."""
    newest: dict[tuple[str, str], ReceivedTask] = {}
    for received in batch:
        best = newest.get(received.story)
        if best is None or received.task.revision > best.task.revision:
            newest[received.story] = received
    return frozenset(received.message for received in newest.values())


def dispatch(
    received: ReceivedTask,
    endpoints: Mapping[str, Endpoint],
    kept: Mapping[str, OpenDelivery],
    now: datetime,
) -> Dispatch:
    """Plan a task: post to active endpoints, hold for others, let open items carry what is newer.

    `kept` holds what is known of the story from earlier revisions and from earlier runs.
    """
    plan = Dispatch(received.task, received.message)
    for name, endpoint in endpoints.items():
        item = kept.get(name)
        fresh = first_delivery(received.task, name, now)
        if item and item.revision > received.task.revision:
            plan.attempts[name] = SUPERSEDED
        elif item and item.revision == received.task.revision:
            plan.note(item)
        elif item and item.outcome in UNSETTLED:
            plan.to_raise.append(raised_on(item, fresh, endpoint))
        else:
            plan.start(fresh, endpoint, now)
    return plan


def first_delivery(task: DeliverTask, endpoint: str, now: datetime) -> OpenDelivery:
    """Describe a delivery before its first attempt."""
    return OpenDelivery(
        endpoint=endpoint,
        **task.model_dump(include={"release", "language", "version", "revision", "body"}),
        outcome=Outcome.OPEN,
        attempts=0,
        reason="newer_revision" if task.revision > 1 else "first_attempt",
        not_before=now,
        due_at=now,
        first_attempt=now,
        updated=now,
    )


def raised_on(item: OpenDelivery, fresh: OpenDelivery, endpoint: Endpoint) -> OpenDelivery:
    """Describe what an unsettled item is to carry: what is held stays so while its endpoint rests.

    Once that is active again the item opens, and the retry lane sends the new revision at once.
    """
    if item.outcome is Outcome.HELD and endpoint.state is not EndpointState.ACTIVE:
        return held(fresh, endpoint.state, fresh.updated)
    return fresh


def held(delivery: OpenDelivery, state: EndpointState, now: datetime) -> OpenDelivery:
    """Keep a delivery for an endpoint that is not active."""
    return hold(delivery, f"endpoint_{state}", now)
