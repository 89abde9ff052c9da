"""Keep endpoints and their state in memory."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from shared.errors import Conflict
from shared.records.subscription import Endpoint, EndpointState
from tests.fakes.stored import stored


class InMemoryEndpoints:
    """Remember endpoints and their state."""

    def __init__(self) -> None:
        self._endpoints: dict[str, Endpoint] = {}

    def add(self, endpoint: Endpoint) -> None:
        """Add an endpoint; raise Conflict where the id is taken."""
        if endpoint.id in self._endpoints:
            raise Conflict(f"endpoint {endpoint.id}")
        self._endpoints[endpoint.id] = stored(endpoint)

    def get(self, ids: Iterable[str]) -> Mapping[str, Endpoint]:
        """Return those of the endpoints that exist."""
        return {name: self._endpoints[name] for name in ids if name in self._endpoints}

    def all(self) -> tuple[Endpoint, ...]:
        """Return all endpoints, oldest first."""
        return tuple(sorted(self._endpoints.values(), key=lambda found: (found.created, found.id)))

    def disable(self, endpoint: str, reason: str, at: datetime) -> None:
        """Disable an endpoint that is active or paused; one that is disabled stays as it is."""
        kept = self._endpoints.get(endpoint)
        if kept is None or kept.state is EndpointState.DISABLED:
            return
        change = {"state": EndpointState.DISABLED, "reason": reason, "changed": at}
        self._endpoints[endpoint] = stored(kept.model_copy(update=change))
