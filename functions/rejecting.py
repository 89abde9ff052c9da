"""Parse the messages of a queue, and record those that no retry can help."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from shared.errors import MalformedMessage, Reject
from shared.ports import Rejections
from shared.records.release import Rejection
from shared.telemetry import count, logger

Record = Mapping[str, Any]
"""A message as Lambda hands it over."""
Message = TypeVar("Message", bound=BaseModel)


def parse(model: type[Message], record: Record) -> Message:
    """Read a queue's record as a task; raise MalformedMessage with the fields that are wrong."""
    try:
        return model.model_validate_json(record["body"])
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc'])) or 'message'}: {fault['msg']}"
            for fault in error.errors(include_url=False)
        )
        name = f"message {record['messageId']} is no {model.__name__}"
        raise MalformedMessage(f"{name}: {faults}") from error


def reject(rejections: Rejections, stage: str, record: Record, refusal: Reject) -> None:
    """Record a rejected message under the time it was sent, so that a second time is the same."""
    sent = datetime.fromtimestamp(int(record["attributes"]["SentTimestamp"]) / 1000, UTC)
    subject = f"message {record['messageId']}"
    record_rejection(
        rejections,
        Rejection(
            at=sent, stage=stage, subject=subject, reason=refusal.reason, detail=str(refusal)
        ),
    )


def record_rejection(rejections: Rejections, rejection: Rejection) -> None:
    """Keep a rejection for `polywire release rejected`, and say so in log and metrics."""
    rejections.record(rejection)
    logger.warning(
        "rejected", subject=rejection.subject, reason=rejection.reason, detail=rejection.detail
    )
    count("Rejected")
