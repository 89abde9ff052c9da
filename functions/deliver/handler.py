"""Receive delivery tasks, shard by shard, and make their first attempts."""

import random
import time
from collections import Counter
from dataclasses import replace
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.deliver.deliver import Deliver, Handled
from functions.deliver.dispatch import ReceivedTask
from functions.deliver.planning import Planner
from functions.rejecting import Record, parse, reject
from shared.adapters.stack import Stack, deployed, utc_now
from shared.delivery.signed_posts import SignedPosts
from shared.errors import Reject, Retry
from shared.records.posting import FIRST_ATTEMPT
from shared.records.record import to_iso
from shared.records.tasks import DeliverTask
from shared.telemetry import count, logger, metrics

PARK_AT = 3
"""The receive at which a task is set aside."""
RESERVE = 8.0
"""Seconds kept back for the posts under way and for writing down what became of them."""
SHOWN = 20
"""How many endpoints one line of the log names."""


def _deliver(stack: Stack) -> Deliver:
    planner = Planner(
        archive=stack.archive,
        releases=stack.releases,
        renditions=stack.renditions,
        subscriptions=stack.subscriptions,
        endpoints=stack.endpoints,
        ledger=stack.ledger,
        opens=stack.opens,
        clock=utc_now,
    )
    return Deliver(
        planner=planner,
        endpoints=stack.endpoints,
        ledger=stack.ledger,
        opens=stack.opens,
        outbox=stack.outbox,
        sender=stack.sender,
        posts=SignedPosts(stack.masters, utc_now),
        clock=utc_now,
        jitter=random.random,
    )


def receives_of(record: Record) -> int:
    """Return how often a message has been received, this time included."""
    return int(record["attributes"]["ApproximateReceiveCount"])


def _park(stack: Stack, task: DeliverTask) -> bool:
    """Set a task aside that failed twice, so that it neither blocks its shard nor is lost.

    Tell whether it could be: while the table takes no writes the task stays in its queue.
    """
    try:
        parked = stack.parked.park(task, utc_now())
    except Retry as failure:
        logger.error("not parked", shard=task.shard, release=task.release, failure=str(failure))
        return False
    logger.error("parked", shard=task.shard, release=task.release, due_at=to_iso(parked.due_at))
    count("TasksParked")
    return True


def _tell(done: Handled) -> None:
    """Count what became of a batch, and say what an operator should look at."""
    for outcome, number in Counter(done.outcomes).items():
        count(f"FirstAttempts{outcome.capitalize()}", number)
    if unsigned := done.misconfigured:
        logger.error("misconfigured", number=len(unsigned), endpoints=unsigned[:SHOWN])
        count("EndpointsMisconfigured", len(unsigned))
    for message, failure in done.failed.items():
        logger.error("failed", message_id=message, failure=str(failure))


@metrics.log_metrics
@logger.inject_lambda_context
def handler(event: Record, context: LambdaContext) -> dict[str, Any]:
    """Deliver a batch of tasks; the answer names those that are to come again."""
    stack = deployed()
    records = {record["messageId"]: record for record in event["Records"]}
    batch: list[ReceivedTask] = []
    for message, record in records.items():
        try:
            task, receives = parse(DeliverTask, record), receives_of(record)
        except Reject as refusal:
            reject(stack.rejections, context.function_name, record, refusal)
            continue
        if receives < PARK_AT or not _park(stack, task):
            batch.append(ReceivedTask(message, task, redelivered=receives > 1))
    remaining = context.get_remaining_time_in_millis() / 1000
    limits = replace(FIRST_ATTEMPT, deadline=time.monotonic() + remaining - RESERVE)
    done = _deliver(stack).deliver(batch, limits)
    for message, reason in done.rejected.items():
        reject(stack.rejections, context.function_name, records[message], reason)
    count("MessagesReceived", len(records))
    _tell(done)
    logger.info("delivered", tasks=len(batch), failed=len(done.failed))
    return {"batchItemFailures": [{"itemIdentifier": message} for message in sorted(done.failed)]}
