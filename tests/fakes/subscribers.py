"""Keep the customers in memory."""

from shared.errors import Conflict
from shared.records.subscription import Subscriber
from tests.fakes.stored import stored


class InMemorySubscribers:
    """Remember the customers."""

    def __init__(self) -> None:
        self._subscribers: dict[str, Subscriber] = {}

    def add(self, subscriber: Subscriber) -> None:
        """Add a customer; raise Conflict where the id is taken."""
        if subscriber.id in self._subscribers:
            raise Conflict(f"subscriber {subscriber.id}")
        self._subscribers[subscriber.id] = stored(subscriber)

    def all(self) -> tuple[Subscriber, ...]:
        """Return all customers, oldest first."""
        return tuple(
            sorted(self._subscribers.values(), key=lambda found: (found.created, found.id))
        )
