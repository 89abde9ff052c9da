"""Receive the bucket's events and take each drop in."""

from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.intake.event import drops_in
from functions.intake.intake import Intake
from functions.queue import consume
from functions.rejecting import Record, record_rejection
from shared.adapters.stack import Stack, deployed, utc_now
from shared.errors import Reject
from shared.records.release import Drop, Rejection
from shared.telemetry import count, logger, metrics


def _intake(stack: Stack) -> Intake:
    return Intake(
        drops=stack.drops,
        archive=stack.archive,
        releases=stack.releases,
        subscriptions=stack.subscriptions,
        outbox=stack.outbox,
        clock=utc_now,
        prefix=stack.settings.drop_prefix,
    )


@metrics.log_metrics
@logger.inject_lambda_context
def handler(event: Record, context: LambdaContext) -> dict[str, Any]:
    """Take in the drops of a batch of messages."""
    stack = deployed()
    return consume(event, context, partial(_take_in, stack), stack.rejections)


def _take_in(stack: Stack, record: Record) -> None:
    for drop in drops_in(record["body"]):
        try:
            taken, identity = _intake(stack).take_in(drop)
        except Reject as refusal:
            record_rejection(stack.rejections, _rejection(drop, refusal))
        else:
            logger.info("drop", key=drop.key, taken=taken, release=identity.id)
            count(f"Drops{taken.capitalize()}")


def _rejection(drop: Drop, refusal: Reject) -> Rejection:
    return Rejection(
        at=drop.at,
        stage="intake",
        subject=drop.key,
        reason=refusal.reason,
        detail=str(refusal),
        version_id=drop.version_id,
    )
