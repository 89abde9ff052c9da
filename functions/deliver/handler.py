"""Receive delivery tasks, shard by shard, and make their first attempts."""

import random
import time
from collections import Counter
from dataclasses import replace
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.deliver.deliver import Deliver
from functions.deliver.dispatch import ReceivedTask
from functions.deliver.planning import Planner
from functions.rejecting import Record, parse, reject
from shared.adapters.stack import Stack, deployed, utc_now
from shared.delivery.signed_posts import SignedPosts
from shared.errors import Reject
from shared.records.posting import FIRST_ATTEMPT
from shared.records.tasks import DeliverTask
from shared.telemetry import count, logger, metrics

RESERVE = 8.0
"""Seconds kept back for the posts under way and for writing down what became of them."""


def _deliver(stack: Stack) -> Deliver:
    planner = Planner(
        archive=stack.archive,
        releases=stack.releases,
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


@metrics.log_metrics
@logger.inject_lambda_context
def handler(event: Record, context: LambdaContext) -> dict[str, Any]:
    """Deliver a batch of tasks; the answer names those that are to come again."""
    stack = deployed()
    records = {record["messageId"]: record for record in event["Records"]}
    batch: list[ReceivedTask] = []
    for message, record in records.items():
        try:
            again = int(record["attributes"]["ApproximateReceiveCount"]) > 1
            batch.append(ReceivedTask(message, parse(DeliverTask, record), redelivered=again))
        except Reject as refusal:
            reject(stack.rejections, context.function_name, record, refusal)
    remaining = context.get_remaining_time_in_millis() / 1000
    limits = replace(FIRST_ATTEMPT, deadline=time.monotonic() + remaining - RESERVE)
    done = _deliver(stack).deliver(batch, limits)
    for message, reason in done.rejected.items():
        reject(stack.rejections, context.function_name, records[message], reason)
    count("MessagesReceived", len(records))
    for outcome, number in Counter(done.outcomes).items():
        count(f"FirstAttempts{outcome.capitalize()}", number)
    for message, failure in done.failed.items():
        logger.error("failed", message_id=message, failure=str(failure))
    logger.info("delivered", tasks=len(batch), failed=len(done.failed))
    return {"batchItemFailures": [{"itemIdentifier": message} for message in sorted(done.failed)]}
