"""Consume a queue message by message: report what failed, record what is rejected."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.rejecting import Record, reject
from shared.errors import Reject
from shared.ports import Rejections
from shared.telemetry import count, logger


def consume(
    event: Record,
    context: LambdaContext,
    work: Callable[[Record], None],
    rejections: Rejections,
) -> dict[str, Any]:
    """Work on each message of a batch; the answer names those that are to come again.

    A message that is rejected is recorded and counts as done: it would fail for ever.
    """

    def handle(record: SQSRecord) -> None:
        try:
            work(record.raw_event)
        except Reject as refusal:
            reject(rejections, context.function_name, record.raw_event, refusal)
        except Exception:
            logger.exception("failed", message_id=record.message_id)
            raise

    count("MessagesReceived", len(event["Records"]))
    processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)
    return dict(
        process_partial_response(
            event=dict(event), record_handler=handle, processor=processor, context=context
        )
    )
