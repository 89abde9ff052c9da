"""Deliver revisions to shards: first attempts in one window, the ledger row of a task last."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from functions.deliver.dispatch import Dispatch, ReceivedTask, first_delivery, held
from functions.deliver.planning import Planner
from shared.delivery.attempts import GONE, Jitter, after_attempt, hints_for
from shared.delivery.signed_posts import SignedPosts
from shared.errors import Reject, Retry
from shared.ports import Clock, Endpoints, Ledger, OpenDeliveries, Outbox, Sender
from shared.records.delivery import OpenDelivery, Outcome
from shared.records.posting import Limits, Post, Reason, Reply
from shared.records.subscription import EndpointState

WRITERS = 16
"""How many failure items are written at once: a shard that fails whole must fit the time limit."""


@dataclass(frozen=True)
class Handled:
    """Say what became of a batch: messages to come again, messages refused, outcomes counted.

    `misconfigured` names the endpoints that have no secret to sign with.
    """

    failed: Mapping[str, Retry]
    rejected: Mapping[str, Reject]
    outcomes: Sequence[Outcome] = field(default=())
    misconfigured: Sequence[str] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Deliver:
    """Hold what first attempts need."""

    planner: Planner
    endpoints: Endpoints
    ledger: Ledger
    opens: OpenDeliveries
    outbox: Outbox
    sender: Sender
    posts: SignedPosts
    clock: Clock
    jitter: Jitter

    def deliver(self, batch: Sequence[ReceivedTask], limits: Limits) -> Handled:
        """Carry out the tasks of a batch: plan, raise older open items, post, commit.

        Of several revisions of a story only the newest is sent. A task that cannot be read or
        committed comes again, with what follows it in its own shard.
        """
        plans = self.planner.plan(batch)
        self._send(plans.dispatches, limits)
        failed = plans.failed | self._commit_all(plans.dispatches)
        made = [pair for plan in plans.dispatches for pair in plan.attempts.items()]
        outcomes = tuple(attempt.outcome for _, attempt in made)
        unsigned = {name for name, attempt in made if attempt.reason == Reason.MISCONFIGURED}
        return Handled(failed, plans.rejected, outcomes, tuple(sorted(unsigned)))

    def _send(self, plans: Sequence[Dispatch], limits: Limits) -> None:
        """Post through one window and note each reply; who is gone gets nothing more.

        Bodies and secrets are all there before the first post: the window never waits for one.
        """
        gone: set[str] = set()
        secrets = self.posts.secrets(each for plan in plans for each in plan.to_post.values())
        for reply in self.sender.send(self._signed(plans, secrets, gone), limits):
            index, _, endpoint = reply.id.partition(":")
            if self._note(plans[int(index)], endpoint, reply) == GONE:
                gone.add(endpoint)
        for endpoint in sorted(gone):
            self.endpoints.disable(endpoint, "answered 410 Gone", self.clock())

    def _note(self, plan: Dispatch, endpoint: str, reply: Reply) -> str:
        """Note what a reply means for a delivery; return the reason."""
        now = self.clock()
        first = first_delivery(plan.task, endpoint, now)
        result = after_attempt(first, reply, now=now, jitter=self.jitter())
        plan.settle(result, reply.seconds)
        return result.reason

    def _signed(
        self, plans: Sequence[Dispatch], secrets: Mapping[str, bytes], gone: set[str]
    ) -> Iterator[Post]:
        """Sign each post at the moment that the sender has a place for it."""
        for index, plan in enumerate(plans):
            for name, endpoint in plan.to_post.items():
                now = self.clock()
                delivery = first_delivery(plan.task, name, now)
                if name in gone:
                    plan.settle(held(delivery, EndpointState.DISABLED, now))
                elif secret := secrets.get(name):
                    post = f"{index}:{name}"
                    yield self.posts.post(post, endpoint, delivery, body=plan.body, secret=secret)
                else:
                    self._note(plan, name, Reply(name, Reason.MISCONFIGURED))

    def _commit_all(self, plans: Sequence[Dispatch]) -> dict[str, Retry]:
        """Commit task by task; one that fails takes with it what follows in its shard."""
        stuck: dict[str, Retry] = {}
        failed: dict[str, Retry] = {}
        with ThreadPoolExecutor(WRITERS) as writers:
            for plan in plans:
                if plan.task.shard in stuck:
                    failed[plan.message] = stuck[plan.task.shard]
                    continue
                try:
                    list(writers.map(self._keep, plan.to_keep))
                    self._commit(plan)
                except Retry as failure:
                    stuck[plan.task.shard] = failure
                    failed[plan.message] = failure
        return failed

    def _keep(self, delivery: OpenDelivery) -> None:
        if not self.opens.add(delivery):
            self.opens.raise_to(delivery)

    def _commit(self, plan: Dispatch) -> None:
        """Send the hints of what is kept, then write the ledger row, which ends the task."""
        now = self.clock()
        for delay, hints in hints_for([*plan.to_raise, *plan.to_keep], now).items():
            self.outbox.send(hints, delay=delay)
        self.ledger.commit(plan.ledger_row(now))
