"""Define a delivery: one rendition for one subscription, its outcome and its open item."""

from enum import StrEnum

from pydantic import Field

from shared.records.record import Moment, Record
from shared.records.tasks import DeliverTask


class Outcome(StrEnum):
    """Say what became of a delivery."""

    DELIVERED = "delivered"
    OPEN = "open"
    HELD = "held"
    FAILED = "failed"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


UNSETTLED = frozenset({Outcome.OPEN, Outcome.HELD})
"""The outcomes that may still change."""


class Attempt(Record):
    """Hold one attempt's result: the answer's status, or the reason that there was none."""

    outcome: Outcome
    reason: str
    status: int | None = None
    seconds: float = 0.0


class LedgerRow(Record):
    """Commit one task: what each endpoint of the shard got of one revision, at first attempt."""

    shard: str
    release: str
    language: str
    version: int
    revision: int
    at: Moment
    attempts: dict[str, Attempt]


class OpenDelivery(Record):
    """Hold a delivery that did not succeed at once; the item is the truth, a message only a hint.

    `not_before` is when the next attempt may go out, `due_at` when the sweep looks again: later
    than `not_before` where a message is on its way, the lease's end where somebody has claimed it.
    """

    endpoint: str
    release: str
    language: str
    version: int
    revision: int
    body: str
    outcome: Outcome
    attempts: int = Field(ge=0)
    reason: str
    status: int | None = None
    not_before: Moment
    due_at: Moment | None
    claim: str | None = None
    lease_until: Moment | None = None
    first_attempt: Moment
    updated: Moment


class ParkedTask(Record):
    """Hold a delivery task that failed again and again; its `parked` counts this time, too."""

    task: DeliverTask
    since: Moment
    due_at: Moment
