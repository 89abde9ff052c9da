"""Receive fan-out tasks and ask for one delivery per shard."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.fanout.fanout import Fanout
from functions.queue import consume
from functions.rejecting import Record, parse
from shared.adapters.stack import Stack, deployed, utc_now
from shared.records.tasks import FanoutTask
from shared.telemetry import count, logger, metrics


def _fanout(stack: Stack) -> Fanout:
    return Fanout(
        archive=stack.archive,
        releases=stack.releases,
        renditions=stack.renditions,
        subscriptions=stack.subscriptions,
        outbox=stack.outbox,
        clock=utc_now,
    )


@metrics.log_metrics
@logger.inject_lambda_context
def handler(event: Record, context: LambdaContext) -> dict[str, Any]:
    """Fan out the renditions that a batch of messages names."""
    stack = deployed()
    fanout = _fanout(stack)

    def work(record: Record) -> None:
        task = parse(FanoutTask, record)
        shards = fanout.fan_out(task)
        logger.info("fanned out", **task.model_dump(), shards=shards)
        count("ShardsAsked", shards)

    return consume(event, context, work, stack.rejections)
