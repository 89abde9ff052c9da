"""Name where it is kept who receives what."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from shared.records.subscription import Endpoint, Subscriber, Subscription


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
