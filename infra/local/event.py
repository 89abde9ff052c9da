"""Shape events as Lambda gets them and read its answers as the event source mapping does."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from infra.local.template import ACCOUNT
from infra.local.wiring import Function, QueueSource, Schedule

Json = dict[str, Any]


@dataclass
class Context:
    """Be the context object of one invocation."""

    function_name: str
    invoked_function_arn: str
    memory_limit_in_mb: int
    log_group_name: str
    deadline: float
    aws_request_id: str
    function_version: str = "1"
    log_stream_name: str = "local"
    identity: None = None
    client_context: None = None
    tenant_id: None = field(default=None, repr=False)

    @classmethod
    def of(cls, function: Function) -> "Context":
        """Begin an invocation now, with the function's own timeout."""
        return cls(
            function_name=function.name,
            invoked_function_arn=function.arn,
            memory_limit_in_mb=function.memory,
            log_group_name=function.log_group,
            deadline=time.monotonic() + function.timeout,
            aws_request_id=str(uuid4()),
        )

    def get_remaining_time_in_millis(self) -> int:
        """Return the milliseconds until AWS would stop this invocation."""
        return max(0, round((self.deadline - time.monotonic()) * 1000))


def queue_event(messages: Sequence[Mapping[str, Any]], source: QueueSource) -> Json:
    """Shape a batch of received messages."""
    return {"Records": [_record(message, source.arn) for message in messages]}


def _record(message: Mapping[str, Any], arn: str) -> Json:
    record = {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": dict(message.get("Attributes", {})),
        "messageAttributes": {
            name: _attribute(value) for name, value in message.get("MessageAttributes", {}).items()
        },
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": arn,
        "awsRegion": arn.split(":")[3],
    }
    if "MD5OfMessageAttributes" in message:
        record["md5OfMessageAttributes"] = message["MD5OfMessageAttributes"]
    return record


def _attribute(value: Mapping[str, Any]) -> Json:
    named = {"StringValue": "stringValue", "BinaryValue": "binaryValue"}
    told = {named[key]: value[key] for key in named if key in value}
    return {**told, "stringListValues": [], "binaryListValues": [], "dataType": value["DataType"]}


def scheduled_event(schedule: Schedule, region: str, now: datetime) -> Json:
    """Shape the event of a rule that has come due."""
    return {
        "version": "0",
        "id": str(uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": region,
        "resources": [f"arn:aws:events:{region}:{ACCOUNT}:rule/{schedule.name}"],
        "detail": {},
    }


def failed_of(answer: Any, ids: Iterable[str]) -> frozenset[str]:
    """Return which messages of a batch failed by a function's report of batch item failures.

    An empty report is a success. One that names no message, or one that was not in the batch, or
    that has another shape, fails the whole batch, as the event source mapping has it.

    >>> sorted(failed_of({"batchItemFailures": [{"itemIdentifier": "b"}]}, ["a", "b"]))
    ['b']
    >>> sorted(failed_of({"batchItemFailures": [{"itemIdentifier": ""}]}, ["a", "b"]))
    ['a', 'b']
    """
    batch = frozenset(ids)
    match answer:
        case None | {"batchItemFailures": None | []}:
            return frozenset()
        case {"batchItemFailures": list(failures)}:
            failed = frozenset(_identifier(failure) for failure in failures)
            return batch if failed - batch else failed
        case dict() if not answer:
            return frozenset()
        case _:
            return batch


def _identifier(failure: Any) -> str:
    match failure:
        case {"itemIdentifier": str(identifier)}:
            return identifier
        case _:
            return ""
