"""Define who receives: subscribers, their endpoints and the subscriptions of these."""

from enum import StrEnum

from pydantic import Field

from shared.records.record import Moment, Record


class EndpointState(StrEnum):
    """Say whether an endpoint gets its deliveries now or has them held."""

    ACTIVE = "active"
    PAUSED = "paused"
    DISABLED = "disabled"


class Subscriber(Record):
    """Hold a customer, who owns endpoints."""

    id: str
    name: str
    created: Moment


class Endpoint(Record):
    """Hold a URL to deliver to; its secret derives from the master, the id and the generation."""

    id: str
    subscriber: str
    url: str
    languages: tuple[str, ...]
    state: EndpointState = EndpointState.ACTIVE
    reason: str | None = None
    master: str
    generation: int = Field(default=1, ge=1)
    created: Moment
    changed: Moment


class Subscription(Record):
    """Hold an endpoint's place in a shard of one language, and since when it is there."""

    endpoint: str
    language: str
    shard: str
    since: Moment
