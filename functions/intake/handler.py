"""Receive the bucket's events and take each drop in."""

from datetime import timedelta
from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.intake.event import tasks_in
from functions.intake.intake import Intake, Refused
from functions.intake.taking import Result
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
        near_copies=stack.near_copies,
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
    for task in tasks_in(record["body"]):
        try:
            for outcome in _intake(stack).take_in(task):
                _tell(stack, task.drop, outcome)
        except Reject as refusal:
            _reject(stack, task.drop, refusal)


def _tell(stack: Stack, drop: Drop, outcome: Result | Refused) -> None:
    """Let the operator know what became of a release of a drop."""
    if isinstance(outcome, Refused):
        _reject(stack, drop, outcome.refusal, of=f"#{outcome.name}")
        return
    logger.info("drop", key=drop.key, taken=outcome.taken, release=outcome.release)
    count(f"Drops{outcome.taken.capitalize()}")
    _tell_of_embargo(stack, drop, outcome.embargo)


def _reject(stack: Stack, drop: Drop, refusal: Reject, *, of: str = "") -> None:
    rejection = _rejection(drop, refusal.reason, detail=str(refusal))
    subject = f"{rejection.subject}{of}"
    record_rejection(stack.rejections, rejection.model_copy(update={"subject": subject}))


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
