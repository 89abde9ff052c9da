"""Build open deliveries and look at what is kept of them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from shared.ports import DUE_PARTITIONS, OpenDeliveries
from shared.records.delivery import OpenDelivery, Outcome
from shared.records.tasks import RetryTask

NOW = datetime(2024, 4, 1, 18, 0, 0, 500000, tzinfo=UTC)
TASK = RetryTask(endpoint="e1", release="budget", language="ko")
FINAL = (Outcome.DELIVERED, Outcome.FAILED, Outcome.EXPIRED, Outcome.SUPERSEDED)
FIRST = "t1"


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def delivery(revision: int = 1, **changes: Any) -> OpenDelivery:
    fields: dict[str, Any] = {
        "endpoint": "e1",
        "release": "budget",
        "language": "ko",
        "version": revision,
        "revision": revision,
        "body": f"webhooks/budget/{revision}/ko.json",
        "outcome": Outcome.OPEN,
        "attempts": 1,
        "reason": "answered",
        "status": 503,
        "not_before": NOW,
        "due_at": NOW,
        "first_attempt": NOW,
        "updated": NOW,
    }
    return OpenDelivery(**(fields | changes))


def final(revision: int = 1, outcome: Outcome = Outcome.FAILED) -> OpenDelivery:
    return delivery(revision, outcome=outcome, due_at=None)


def held(revision: int = 1, **changes: Any) -> OpenDelivery:
    """Build a delivery that is held, for an hour where nothing else is said."""
    return delivery(revision, **({"outcome": Outcome.HELD, "due_at": after(3600)} | changes))


def item(kept: OpenDeliveries) -> OpenDelivery:
    return kept.of_story(["e1"], "budget", "ko")["e1"]


def claim(kept: OpenDeliveries, token: str = FIRST, at: float = 0) -> OpenDelivery | None:
    return kept.claim(TASK, token=token, now=after(at), lease_until=after(at + 90))


def due(kept: OpenDeliveries, at: float = 0) -> list[OpenDelivery]:
    return [one for part in range(DUE_PARTITIONS) for one in kept.due(part, after(at))]
