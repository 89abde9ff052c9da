"""Name what the use cases need of the world, by role; adapters add the technology."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from shared.records.delivery import LedgerRow, OpenDelivery
from shared.records.posting import Limits, Post, Reply
from shared.records.release import Drop, Rejection, ReleaseHead, Version
from shared.records.rendition import RenditionRecord
from shared.records.subscription import Endpoint, Subscriber, Subscription
from shared.records.tasks import DeliverTask, FanoutTask, RetryTask, TranslateTask

Clock = Callable[[], datetime]
"""Tell the time, with a zone."""

Task = TranslateTask | FanoutTask | DeliverTask | RetryTask


class Drops(Protocol):
    """Read what operators put into the bucket."""

    def fetch(self, drop: Drop) -> bytes:
        """Return the content of exactly this version; raise DropGone or UnreadableDrop."""
        ...


class Archive(Protocol):
    """Keep large documents, each written once and never changed."""

    def put(self, name: str, content: bytes) -> None:
        """Keep content under a name; what already lies there stays."""
        ...

    def get(self, name: str) -> bytes:
        """Return the content; raise UnknownRelease where there is none."""
        ...


class Releases(Protocol):
    """Remember releases and their versions."""

    def versions(self, release: str) -> tuple[Version, ...]:
        """Return all versions in order; none for a release that is not known."""
        ...

    def version(self, release: str, number: int) -> Version:
        """Return one version; raise UnknownRelease."""
        ...

    def add(self, version: Version, head: ReleaseHead) -> None:
        """Add the next version and move the head; raise Conflict where another came first."""
        ...

    def heads(self, releases: Iterable[str]) -> Mapping[str, ReleaseHead]:
        """Return the heads of those releases that are known."""
        ...

    def recorded_on(self, day: date) -> tuple[ReleaseHead, ...]:
        """Return the releases that first came on a day (UTC), oldest first."""
        ...


class Renditions(Protocol):
    """Number renditions and remember them."""

    def revision_for(self, release: str, language: str, version: int) -> int | None:
        """Return a version's revision, always the same; None once a later version has one."""
        ...

    def save(self, record: RenditionRecord) -> None:
        """Keep what is known of a rendition."""
        ...

    def of_release(self, release: str) -> tuple[RenditionRecord, ...]:
        """Return all renditions of a release, by version and language."""
        ...

    def first_out(self, release: str, language: str, revision: int) -> int:
        """Note that a revision goes out; return the first that ever did."""
        ...


class Subscribers(Protocol):
    """Remember the customers."""

    def add(self, subscriber: Subscriber) -> None:
        """Add a customer; raise Conflict where the id is taken."""
        ...

    def all(self) -> tuple[Subscriber, ...]:
        """Return all customers, oldest first."""
        ...


class Endpoints(Protocol):
    """Remember endpoints and their state."""

    def add(self, endpoint: Endpoint) -> None:
        """Add an endpoint; raise Conflict where the id is taken."""
        ...

    def get(self, ids: Iterable[str]) -> Mapping[str, Endpoint]:
        """Return those of the endpoints that exist."""
        ...

    def all(self) -> tuple[Endpoint, ...]:
        """Return all endpoints, oldest first."""
        ...

    def disable(self, endpoint: str, reason: str, at: datetime) -> None:
        """Disable an endpoint that is active or paused; one that is disabled stays as it is."""
        ...


class Subscriptions(Protocol):
    """Know which endpoint gets which language, in shards of a fixed size."""

    def languages(self) -> tuple[str, ...]:
        """Return the languages that anybody subscribes to, sorted."""
        ...

    def shards(self, language: str) -> tuple[str, ...]:
        """Return the shards of a language."""
        ...

    def members(self, shard: str) -> tuple[Subscription, ...]:
        """Return the subscriptions of a shard."""
        ...

    def subscribe(self, endpoint: str, language: str, at: datetime) -> Subscription:
        """Give an endpoint a place in a shard of a language; the one it has where it has one."""
        ...


class Ledger(Protocol):
    """Record every delivery: one row commits one task."""

    def handled(self, shard: str, release: str) -> int:
        """Return the highest revision of a release that was committed here, 0 for none."""
        ...

    def commit(self, row: LedgerRow) -> None:
        """Write the row of a task; where there is one, the first stays."""
        ...

    def between(self, start: datetime, end: datetime) -> Iterator[LedgerRow]:
        """Return the rows of a time range, oldest first."""
        ...


class OpenDeliveries(Protocol):
    """Keep the deliveries that did not succeed at once, one item per endpoint and story."""

    def of_story(
        self, endpoints: Sequence[str], release: str, language: str
    ) -> Mapping[str, OpenDelivery]:
        """Return what is kept of a story, by endpoint, settled ones too."""
        ...

    def of_endpoint(self, endpoint: str) -> tuple[OpenDelivery, ...]:
        """Return all that is kept for an endpoint."""
        ...

    def add(self, delivery: OpenDelivery) -> bool:
        """Keep a delivery unless one of the same or a newer revision is kept; tell whether."""
        ...

    def raise_to(self, delivery: OpenDelivery) -> bool:
        """Let an unsettled older item carry a newer revision; a live claim keeps its lease.

        Where somebody holds a claim, the item becomes due at the lease's end. Return whether an
        unsettled item carries this revision, or a newer one, now.
        """
        ...

    def claim(
        self, task: RetryTask, *, token: str, now: datetime, lease_until: datetime
    ) -> OpenDelivery | None:
        """Take an open item that is due and not under a live lease; None where there is none."""
        ...

    def settle(self, delivery: OpenDelivery, token: str) -> bool:
        """Write an attempt's result and let go of the claim.

        Where the item was raised meanwhile, only the claim goes, and the item is due at once;
        then, and where the claim was lost, return False.
        """
        ...

    def due(self, partition: int, now: datetime) -> Iterator[OpenDelivery]:
        """Return the open items of one of the `DUE_PARTITIONS` whose time has come."""
        ...

    def postpone(self, delivery: OpenDelivery, until: datetime) -> bool:
        """Move `due_at` unless somebody else moved it; tell whether."""
        ...


DUE_PARTITIONS = 8
"""Into how many parts the due index is split, so that a sweep reads them side by side."""


class Rejections(Protocol):
    """Tell the operator what was refused and why."""

    def record(self, rejection: Rejection) -> None:
        """Keep a rejection; the same one again changes nothing."""
        ...

    def on(self, day: date) -> tuple[Rejection, ...]:
        """Return the rejections of a day (UTC), oldest first."""
        ...


class Outbox(Protocol):
    """Hand tasks to the next stage."""

    def send(self, tasks: Sequence[Task], *, delay: int = 0) -> None:
        """Send tasks, each to its queue, visible after a delay in seconds (at most 900).

        Raise Unavailable unless all were taken.
        """
        ...


class Masters(Protocol):
    """Know the master keys that endpoint secrets derive from."""

    def current(self) -> str:
        """Return the id of the master for new endpoints."""
        ...

    def key(self, master: str) -> bytes:
        """Return a master key; raise Misconfigured where there is none of this id."""
        ...


class Sender(Protocol):
    """Put posts on the wire."""

    def send(self, posts: Iterable[Post], limits: Limits) -> Iterator[Reply]:
        """Pull posts as places become free and yield a reply for each, in order of arrival."""
        ...
