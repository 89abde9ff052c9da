"""Read what a batch of tasks needs to know and plan each task, before anything is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from functions.deliver.dispatch import (
    SUPERSEDED,
    Dispatch,
    ReceivedTask,
    dispatch,
    newest_of_each_story,
    recipients,
)
from shared.errors import Misconfigured, Reject, Retry, TooEarly, Unavailable, UnknownRelease
from shared.ports import (
    Archive,
    Clock,
    Endpoints,
    Ledger,
    OpenDeliveries,
    Releases,
    Renditions,
    Subscriptions,
)
from shared.records.delivery import OpenDelivery
from shared.records.release import ReleaseHead
from shared.records.subscription import Endpoint
from shared.records.tasks import DeliverTask

SOON = timedelta(minutes=2)
"""So long after its version a task follows no newer one that was set aside: that takes longer."""


@dataclass
class Plans:
    """Hold the plans of a batch, in order, and the messages that got none."""

    dispatches: list[Dispatch] = field(default_factory=list)
    failed: dict[str, Retry] = field(default_factory=dict)
    rejected: dict[str, Reject] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Planner:
    """Hold what planning reads."""

    archive: Archive
    releases: Releases
    renditions: Renditions
    subscriptions: Subscriptions
    endpoints: Endpoints
    ledger: Ledger
    opens: OpenDeliveries
    clock: Clock

    def plan(self, batch: Sequence[ReceivedTask]) -> Plans:
        """Plan every task; one that cannot be read now fails with what follows it in its shard."""
        plans = Plans()
        heads = self.releases.heads({received.task.release for received in batch})
        newest = newest_of_each_story(batch)
        stuck: dict[str, Retry] = {}
        for received in batch:
            if received.task.shard in stuck:
                plans.failed[received.message] = stuck[received.task.shard]
                continue
            try:
                head = known_head(heads, received.task)
                plan = self._plan(received, head, overtaken=received.message not in newest)
                plans.dispatches += [plan] if plan else []
            except Reject as refusal:
                plans.rejected[received.message] = refusal
            except Retry as failure:
                stuck[received.task.shard] = failure
                plans.failed[received.message] = failure
        return plans

    def _plan(
        self, received: ReceivedTask, head: ReleaseHead, *, overtaken: bool
    ) -> Dispatch | None:
        """Plan one task; None where its ledger row says that it was carried out."""
        task = received.task
        rows = self.ledger.of_story(task.shard, task.release)
        handled = max((row.revision for row in rows), default=0)
        if handled == task.revision:
            return None
        members = recipients(self.subscriptions.members(task.shard), rows, task.fanned_out)
        if head.is_early(task.version, self.clock()):
            raise TooEarly(task.release)
        again = received.redelivered or task.parked > 0
        passed = overtaken or handled > task.revision
        if not passed and (again or is_late(task, head, self.clock())):
            passed = self._has_newer(task)
        if passed or head.forbids(task.version, self.clock()):
            return Dispatch(task, received.message, attempts=dict.fromkeys(members, SUPERSEDED))
        kept: Mapping[str, OpenDelivery] = {}
        if task.revision > 1 or again:
            kept = self.opens.of_story(members, task.release, task.language)
        endpoints = self.endpoints.get(members)
        plan = dispatch(received, endpoints, kept, self.clock())
        plan = replace(plan, body=self._body(task))
        self._raise_items(plan, endpoints)
        return plan

    def _has_newer(self, task: DeliverTask) -> bool:
        """Tell whether a newer revision exists, which the shard gets or has got.

        Asked of a task that comes again or late: only there may the newer one have been sent
        before it while the row that would tell so could not be written.
        """
        records = self.renditions.of_release(task.release)
        return any(
            each.language == task.language and each.revision > task.revision for each in records
        )

    def _body(self, task: DeliverTask) -> bytes:
        """Read what is posted; a document that cannot be had is a failure of this task alone."""
        try:
            return self.archive.get(task.body)
        except (UnknownRelease, Misconfigured) as failure:
            raise Unavailable("the archive", str(failure)) from failure

    def _raise_items(self, plan: Dispatch, endpoints: Mapping[str, Endpoint]) -> None:
        """Let open items carry the new revision before any POST, so that no late retry overtakes.

        The retry lane sends it; an item that was settled meanwhile is treated like the rest.
        """
        for newer in plan.to_raise:
            if self.opens.raise_to(newer):
                plan.note(newer)
            else:
                plan.start(newer, endpoints[newer.endpoint], self.clock())


def is_late(task: DeliverTask, head: ReleaseHead, now: datetime) -> bool:
    """Tell whether a newer revision may have been sent and set aside before this one came."""
    return head.version > task.version or now - head.updated > SOON


def known_head(heads: Mapping[str, ReleaseHead], task: DeliverTask) -> ReleaseHead:
    """Return the head of a task's release; raise UnknownRelease where there is none."""
    if task.release not in heads:
        raise UnknownRelease(f"release {task.release}, which a delivery task names")
    return heads[task.release]
