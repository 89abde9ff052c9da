"""Run the stages by hand on an embedded cloud, and note what their calls need."""

import importlib
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import boto3

from infra.local.cloud import Cloud
from infra.local.event import Context
from shared.adapters import aws
from shared.adapters.stack import deployed
from tests.infra.calls import Grant, needed

MALFORMED: dict[str, Any] = {
    "messageId": "malformed",
    "receiptHandle": "none",
    "body": "{}",
    "attributes": {"SentTimestamp": "1711972800000", "ApproximateReceiveCount": "1"},
    "messageAttributes": {},
    "eventSource": "aws:sqs",
}


@contextmanager
def recorded(needs: set[Grant], ids: Mapping[str, str]) -> Iterator[None]:
    """Note what every call needs that the functions' own clients make."""

    def note(params: Mapping[str, Any], model: Any, **_: Any) -> None:
        needs.update(needed(model.service_model.service_name, model.name, params, ids))

    clients: list[Any] = [aws.dynamodb(), aws.s3(), aws.sqs(), aws.secretsmanager()]
    for client in clients:
        client.meta.events.register("provide-client-params.*.*", note)
    try:
        yield
    finally:
        for client in clients:
            client.meta.events.unregister("provide-client-params.*.*", note)


def run(stage: str, cloud: Cloud, receives: str) -> None:
    """Invoke a stage's handler on all that waits for it, and on a message that nobody can read.

    Its stack is new each time, as in a function of its own: nothing is known from another stage.
    """
    deployed.cache_clear()
    handler = importlib.import_module(f"functions.{stage.lower()}.handler").handler
    context = Context(
        function_name=stage,
        invoked_function_arn=f"arn:aws:lambda:eu-central-1:123456789012:function:{stage}",
        memory_limit_in_mb=512,
        log_group_name=stage,
        deadline=time.monotonic() + 60,
        aws_request_id="00000000-0000-0000-0000-000000000000",
    )
    if stage == "Sweep":
        handler({}, context)
        return
    records = [MALFORMED, *received(cloud.outputs[f"{stage}QueueUrl"], receives)]
    assert handler({"Records": records}, context) == {"batchItemFailures": []}


def received(queue: str, receives: str) -> list[dict[str, Any]]:
    sqs = boto3.client("sqs", region_name="eu-central-1")
    answer = sqs.receive_message(
        QueueUrl=queue, MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"]
    )
    records = []
    for message in answer.get("Messages", []):
        sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
        told = {"messageId": message["MessageId"], "body": message["Body"]}
        attributes: dict[Any, Any] = dict(message["Attributes"])
        attributes["ApproximateReceiveCount"] = receives
        records.append(MALFORMED | told | {"attributes": attributes})
    return records
