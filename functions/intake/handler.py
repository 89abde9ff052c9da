"""Receive the bucket's events and take each drop in."""

from datetime import timedelta
from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.intake.event import drops_in
from functions.intake.intake import Intake
from functions.queue import consume
from functions.rejecting import Record, record_rejection
from shared.adapters.stack import Stack, deployed, utc_now
from shared.errors import Reject
from shared.records.release import Drop, Embargo, Rejection
from shared.telemetry import count, logger, metrics


def _intake(stack: Stack) -> Intake:
    return Intake(
        archive=stack.archive,
        drops=stack.drops,
        releases=stack.releases,
        subscriptions=stack.subscriptions,
        embargoes=stack.embargoes,
        outbox=stack.outbox,
        clock=utc_now,
        prefix=stack.settings.drop_prefix,
        settle=timedelta(seconds=stack.settings.settle_seconds),
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
            result = _intake(stack).take_in(drop)
        except Reject as refusal:
            record_rejection(
                stack.rejections, _rejection(drop, refusal.reason, detail=str(refusal))
            )
        else:
            logger.info("drop", key=drop.key, taken=result.taken, release=result.release)
            count(f"Drops{result.taken.capitalize()}")
            _tell_of_embargo(stack, drop, result.embargo)


def _tell_of_embargo(stack: Stack, drop: Drop, embargo: Embargo | None) -> None:
    """Let the operator know of an embargo that nobody can read: it holds until it is mended."""
    if embargo and embargo.until is None:
        detail = (
            f"the embargo {embargo.text!r} of {drop.key} is no time with a zone, so the release is "
            "held; drop it again with one such as 2024-04-01T18:00:00+02:00, or with `none`"
        )
        rejection = _rejection(drop, "embargo_unreadable", detail=detail)
        record_rejection(stack.rejections, rejection)


def _rejection(drop: Drop, reason: str, *, detail: str) -> Rejection:
    return Rejection(
        at=drop.at,
        stage="intake",
        subject=drop.key,
        reason=reason,
        detail=detail,
        version_id=drop.version_id,
    )
