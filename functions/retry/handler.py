"""Receive hints at open deliveries and try those that are due again."""

import random
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.rejecting import Record, parse, reject
from functions.retry.retry import Retrying
from shared.adapters.stack import Stack, deployed, utc_now
from shared.delivery.signed_posts import SignedPosts
from shared.errors import Reject
from shared.records.delivery import OpenDelivery
from shared.records.posting import LATER_ATTEMPT, Reason
from shared.records.tasks import RetryTask
from shared.telemetry import count, logger, metrics

RESERVE = 20.0
"""Seconds kept back for the posts under way and for writing down what became of them."""


def _retrying(stack: Stack) -> Retrying:
    return Retrying(
        archive=stack.archive,
        releases=stack.releases,
        endpoints=stack.endpoints,
        opens=stack.opens,
        outbox=stack.outbox,
        sender=stack.sender,
        posts=SignedPosts(stack.masters, utc_now),
        clock=utc_now,
        jitter=random.random,
        token=lambda: uuid.uuid4().hex,
    )


def _tell(results: Sequence[OpenDelivery]) -> None:
    """Count what became of the attempts, and say what an operator should look at."""
    for outcome, number in Counter(result.outcome for result in results).items():
        count(f"Retries{outcome.capitalize()}", number)
    for result in results:
        if result.reason == Reason.MISCONFIGURED:
            logger.error("misconfigured", endpoint=result.endpoint)
            count("EndpointsMisconfigured")
        elif result.reason == Reason.BODY_MISSING:
            logger.error("body missing", document=result.body)
            count("BodiesMissing")


@metrics.log_metrics
@logger.inject_lambda_context
def handler(event: Record, context: LambdaContext) -> dict[str, Any]:
    """Try the deliveries that a batch of hints names.

    An exception returns the whole batch; what was settled is not due again, so that is safe.
    """
    stack = deployed()
    tasks: list[RetryTask] = []
    for record in event["Records"]:
        try:
            tasks.append(parse(RetryTask, record))
        except Reject as refusal:
            reject(stack.rejections, context.function_name, record, refusal)
    remaining = context.get_remaining_time_in_millis() / 1000
    limits = replace(LATER_ATTEMPT, deadline=time.monotonic() + remaining - RESERVE)
    results = _retrying(stack).retry(tasks, limits)
    count("MessagesReceived", len(event["Records"]))
    _tell(results)
    logger.info("retried", hints=len(tasks), attempts=len(results))
    return {"batchItemFailures": []}
