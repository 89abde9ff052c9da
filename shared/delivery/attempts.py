"""Decide what an attempt's reply means for a delivery, and when the next one goes out."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from shared.delivery.schedule import Cut, Delivered, Failed, Gone, Unsent, disposition, next_attempt
from shared.records.delivery import OpenDelivery, Outcome
from shared.records.posting import Reply
from shared.records.tasks import RetryTask

Jitter = Callable[[], float]
"""Give a random number of [0, 1)."""

GONE = "gone"
HELD_FOR = timedelta(days=14)
"""How long a delivery is kept for an endpoint that is paused or disabled; then it expires."""
LONGEST_HINT = timedelta(minutes=15)
"""SQS delays a message no longer than this; what is due later is found by the sweep."""
PUT_OFF = timedelta(minutes=1)
"""How long a delivery waits whose time has not come by this worker's clock."""
HINT_GRACE = timedelta(seconds=60)
"""How long after its time an item with a message on its way is left to that message."""


def after_attempt(
    delivery: OpenDelivery, reply: Reply, *, now: datetime, jitter: float
) -> OpenDelivery:
    """Return the delivery as it stands after an attempt; the claim, if any, is over."""
    freed = {"claim": None, "lease_until": None, "updated": now, "status": reply.status}
    made = delivery.model_copy(update={**freed, "attempts": delivery.attempts + 1})
    match disposition(reply):
        case Delivered():
            return finish(made, Outcome.DELIVERED, "delivered")
        case Gone():
            return finish(made, Outcome.FAILED, GONE)
        case Failed(reason=reason, retry_after=wait):
            due = next_attempt(made.attempts, now=now, jitter=jitter, retry_after=wait)
            return _again(made, reason, due, now)
        case Cut():
            due = next_attempt(made.attempts, now=now, jitter=jitter)
            return _again(made, "timed_out", due, now)
        case Unsent(reason=reason):
            return _again(delivery.model_copy(update=freed), reason, now, now)


def finish(delivery: OpenDelivery, outcome: Outcome, reason: str) -> OpenDelivery:
    """End a delivery: nothing is due any more."""
    free = {"claim": None, "lease_until": None, "due_at": None}
    return delivery.model_copy(update={**free, "outcome": outcome, "reason": reason})


def hold(delivery: OpenDelivery, reason: str, now: datetime) -> OpenDelivery:
    """Keep a delivery for an endpoint that gets nothing at present, for two weeks."""
    kept = finish(delivery, Outcome.HELD, reason)
    return kept.model_copy(update={"due_at": now + HELD_FOR, "updated": now})


def put_off(delivery: OpenDelivery, reason: str, now: datetime) -> OpenDelivery:
    """Keep a delivery open without an attempt, for a minute."""
    freed = delivery.model_copy(update={"claim": None, "lease_until": None, "updated": now})
    return _again(freed, reason, now + PUT_OFF, now)


def raise_onto(kept: OpenDelivery, delivery: OpenDelivery) -> OpenDelivery:
    """Give an item its newer revision: what is claimed waits for that, what is open stays open.

    What is held opens, or is held for the new revision's own time, as that one says.
    """
    if Outcome.HELD is kept.outcome is delivery.outcome:
        return delivery
    lease = kept.lease_until
    start = lease if lease and lease > delivery.updated else delivery.not_before
    return delivery.model_copy(
        update={
            "outcome": Outcome.OPEN,
            "claim": kept.claim,
            "lease_until": kept.lease_until,
            "not_before": start,
            "due_at": start,
        }
    )


def _again(
    delivery: OpenDelivery, reason: str, due: datetime | None, now: datetime
) -> OpenDelivery:
    if due is None:
        return finish(delivery, Outcome.FAILED, reason)
    hinted = due - now <= LONGEST_HINT
    times = {"not_before": due, "due_at": due + HINT_GRACE if hinted else due}
    return delivery.model_copy(update={**times, "outcome": Outcome.OPEN, "reason": reason})


def hints_for(deliveries: Iterable[OpenDelivery], now: datetime) -> Mapping[int, list[RetryTask]]:
    """Group the messages for open deliveries by their delay in whole seconds, never early.

    What is due later than SQS can delay gets no message.
    """
    hints: dict[int, list[RetryTask]] = defaultdict(list)
    for each in deliveries:
        wait = each.not_before - now
        if each.outcome is Outcome.OPEN and wait <= LONGEST_HINT:
            hints[max(0, math.ceil(wait.total_seconds()))].append(hint(each))
    return hints


def hint(delivery: OpenDelivery) -> RetryTask:
    """Name an open delivery for the retry stage."""
    names = delivery.model_dump(include={"endpoint", "release", "language"})
    return RetryTask(**names)
