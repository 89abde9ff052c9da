"""Try open deliveries again: claim, post with full limits, settle."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from shared.delivery.attempts import (
    GONE,
    Jitter,
    after_attempt,
    finish,
    hint,
    hints_for,
    hold,
    put_off,
)
from shared.delivery.signed_posts import SignedPosts
from shared.errors import UnknownRelease
from shared.ports import Archive, Clock, Endpoints, OpenDeliveries, Outbox, Releases, Sender
from shared.records.delivery import OpenDelivery, Outcome
from shared.records.posting import Limits, Reason, Reply
from shared.records.release import ReleaseHead
from shared.records.subscription import Endpoint, EndpointState
from shared.records.tasks import RetryTask

LEASE = timedelta(seconds=90)
"""How long a claim holds: longer than the function may run, so that a lease's end means a crash."""


@dataclass(frozen=True, kw_only=True)
class Retrying:
    """Hold what trying again needs; `token` makes a claim's token, never the same twice."""

    archive: Archive
    releases: Releases
    endpoints: Endpoints
    opens: OpenDeliveries
    outbox: Outbox
    sender: Sender
    posts: SignedPosts
    clock: Clock
    jitter: Jitter
    token: Callable[[], str]

    def retry(self, tasks: Sequence[RetryTask], limits: Limits) -> Sequence[OpenDelivery]:
        """Carry out the tasks whose items are due and free; return the items as they are then.

        A task without such an item is a hint that came too late, too early or twice.
        """
        claimed = [item for item in map(self._claim, tasks) if item]
        endpoints = self.endpoints.get({item.endpoint for item in claimed})
        heads = self.releases.heads({item.release for item in claimed})
        results: list[OpenDelivery] = []
        to_post: dict[str, OpenDelivery] = {}
        for number, item in enumerate(claimed):
            endpoint, head = endpoints.get(item.endpoint), heads.get(item.release)
            ended = without_post(item, endpoint, head, self.clock())
            if ended:
                results.append(self._settle(item, ended))
            else:
                to_post[str(number)] = item
        for reply in self._replies(to_post, endpoints, limits):
            item, now = to_post[reply.id], self.clock()
            result = after_attempt(item, reply, now=now, jitter=self.jitter())
            results.append(self._settle(item, result))
        return results

    def _replies(
        self, items: Mapping[str, OpenDelivery], endpoints: Mapping[str, Endpoint], limits: Limits
    ) -> Iterator[Reply]:
        """Send what can be signed and has a body; the rest ends before it begins, each alone.

        Bodies and secrets are all read first: a failing read costs no post that is under way.
        """
        secrets = self.posts.secrets(endpoints[item.endpoint] for item in items.values())
        bodies = self._bodies(items.values())
        faults = {name: fault_of(item, secrets, bodies) for name, item in items.items()}
        posts = (
            self.posts.post(
                name,
                endpoints[item.endpoint],
                item,
                body=bodies[item.body],
                secret=secrets[item.endpoint],
            )
            for name, item in items.items()
            if not faults[name]
        )
        unsent = (Reply(name, fault) for name, fault in faults.items() if fault)
        return chain(unsent, self.sender.send(posts, limits))

    def _bodies(self, items: Iterable[OpenDelivery]) -> Mapping[str, bytes]:
        """Read each document once; those that are not there are left out."""
        bodies: dict[str, bytes] = {}
        for name in dict.fromkeys(item.body for item in items):
            with suppress(UnknownRelease):
                bodies[name] = self.archive.get(name)
        return bodies

    def _claim(self, task: RetryTask) -> OpenDelivery | None:
        now = self.clock()
        return self.opens.claim(task, token=self.token(), now=now, lease_until=now + LEASE)

    def _settle(self, item: OpenDelivery, result: OpenDelivery) -> OpenDelivery:
        """Write the result and hint at what comes next; a newer revision is due at once."""
        if result.reason == GONE:
            self.endpoints.disable(item.endpoint, "answered 410 Gone", self.clock())
        if not self.opens.settle(result, item.claim or ""):
            self.outbox.send([hint(item)])
            return result
        for delay, hints in hints_for([result], self.clock()).items():
            self.outbox.send(hints, delay=delay)
        return result


def fault_of(
    item: OpenDelivery, secrets: Mapping[str, bytes], bodies: Mapping[str, bytes]
) -> Reason | None:
    """Name what an attempt lacks on our side, None where it can be made."""
    if item.endpoint not in secrets:
        return Reason.MISCONFIGURED
    return None if item.body in bodies else Reason.BODY_MISSING


def without_post(
    item: OpenDelivery, endpoint: Endpoint | None, head: ReleaseHead | None, now: datetime
) -> OpenDelivery | None:
    """End, hold or put off a delivery that must not be posted now; None where it must."""
    if endpoint is None:
        return finish(item, Outcome.FAILED, "endpoint_removed")
    if head and head.is_early(item.version, now):
        return put_off(item, "embargo", now)
    if head is None or head.forbids(item.version, now):
        return finish(item, Outcome.SUPERSEDED, "called_back")
    if endpoint.state is not EndpointState.ACTIVE:
        return hold(item, f"endpoint_{endpoint.state}", now)
    return None
