"""Try open deliveries again: claim, post with full limits, settle."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

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
from shared.ports import Archive, Clock, Endpoints, OpenDeliveries, Outbox, Releases, Sender
from shared.records.delivery import OpenDelivery, Outcome
from shared.records.posting import Limits, Post
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
        for reply in self.sender.send(self._signed(to_post, endpoints), limits):
            item, now = to_post[reply.id], self.clock()
            result = after_attempt(item, reply, now=now, jitter=self.jitter())
            results.append(self._settle(item, result))
        return results

    def _claim(self, task: RetryTask) -> OpenDelivery | None:
        now = self.clock()
        return self.opens.claim(task, token=self.token(), now=now, lease_until=now + LEASE)

    def _signed(
        self, items: Mapping[str, OpenDelivery], endpoints: Mapping[str, Endpoint]
    ) -> Iterator[Post]:
        for name, item in items.items():
            body = self.archive.get(item.body)
            yield self.posts.post(name, endpoints[item.endpoint], item, body)

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
