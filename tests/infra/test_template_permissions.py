"""Run the stages on the embedded cloud and hold every call against the role of its function."""

import importlib
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest

from infra.cli.receiver import receiving
from infra.local.cloud import Cloud
from infra.local.event import Context
from shared.adapters import aws
from shared.adapters.stack import Stack, deployed
from shared.delivery.attempts import hint
from shared.records.subscription import Endpoint
from tests.infra.calls import Grant, allows, granted, needed

STAGES = ("Intake", "Translate", "Fanout", "Deliver", "Sweep", "Retry")
ANSWERS = {"/taken": 200, "/gone": 410, "/failing": 500}
LONG_AGO = datetime(2024, 4, 1, tzinfo=UTC)
OUTPUTS = {
    "TableName": "Table",
    "DropBucketName": "DropBucket",
    "ArchiveBucketName": "ArchiveBucket",
    "MasterSecretArn": "MasterSecret",
    "TranslateQueueUrl": "TranslateQueue",
    "FanoutQueueUrl": "FanoutQueue",
    "DeliverQueueUrl": "DeliverQueue",
    "RetryQueueUrl": "RetryQueue",
}
WRITING = {
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "s3:PutObject",
    "sqs:SendMessage",
    "secretsmanager:GetSecretValue",
}
MALFORMED: dict[str, Any] = {
    "messageId": "malformed",
    "receiptHandle": "none",
    "body": "{}",
    "attributes": {"SentTimestamp": "1711972800000", "ApproximateReceiveCount": "1"},
    "messageAttributes": {},
    "eventSource": "aws:sqs",
}

Resources = Mapping[str, Mapping[str, Any]]
Needs = Mapping[str, set[Grant]]


@pytest.fixture(scope="module")
def cloud() -> Iterator[Cloud]:
    aws.forget_clients()
    deployed.cache_clear()
    with Cloud.start(loopback=True) as started:
        yield started
    aws.forget_clients()
    deployed.cache_clear()


@pytest.fixture(scope="module")
def needs(cloud: Cloud) -> Needs:
    """Return what the calls of each stage needed, for a release, its correction and a retry."""
    found: dict[str, set[Grant]] = {stage: set() for stage in STAGES}
    ids = {cloud.outputs[output]: name for output, name in OUTPUTS.items()}
    stack = deployed()
    with receiving(0, lambda post: ANSWERS[post.path]) as receiver:
        for path in ANSWERS:
            subscribe(stack, path.strip("/"), receiver.url + path)
        for headline in ("Acme opens a bakery", "Acme opens two bakeries"):
            cloud.put("drop/acme/bakery.en.txt", f"{headline}\n\nThe bread is good.\n".encode())
            for stage in STAGES:
                with recorded(found[stage], ids):
                    run(stage, cloud)
                make_due(stack, "failing")
    return found


def subscribe(stack: Stack, endpoint: str, url: str) -> None:
    stack.endpoints.add(
        Endpoint(
            id=endpoint,
            subscriber="acme",
            url=url,
            languages=("en",),
            master="m1",
            created=LONG_AGO,
            changed=LONG_AGO,
        )
    )
    stack.subscriptions.subscribe(endpoint, "en", LONG_AGO)


def make_due(stack: Stack, endpoint: str) -> None:
    """Set the time of an endpoint's open deliveries back, as if it had come."""
    later = datetime.now(UTC) + timedelta(days=1)
    for kept in stack.opens.of_endpoint(endpoint):
        taken = stack.opens.claim(hint(kept), token="test", now=later, lease_until=later)
        if taken:
            due = {"not_before": LONG_AGO, "due_at": LONG_AGO}
            stack.opens.settle(taken.model_copy(update=due), "test")


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


def run(stage: str, cloud: Cloud) -> None:
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
    records = [MALFORMED, *received(cloud.outputs[f"{stage}QueueUrl"])]
    assert len(records) > 1, f"nothing waits for {stage}"
    assert handler({"Records": records}, context) == {"batchItemFailures": []}


def received(queue: str) -> list[dict[str, Any]]:
    sqs = boto3.client("sqs", region_name="eu-central-1")
    answer = sqs.receive_message(
        QueueUrl=queue, MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"]
    )
    records = []
    for message in answer.get("Messages", []):
        sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
        told = {"messageId": message["MessageId"], "body": message["Body"]}
        records.append(MALFORMED | told | {"attributes": dict(message["Attributes"])})
    return records


@pytest.mark.parametrize("stage", STAGES)
def test_a_role_allows_every_call_that_its_function_makes(
    resources: Resources, needs: Needs, stage: str
) -> None:
    grants = list(granted(resources[f"{stage}Role"], {"DropPrefix": "drop/"}))
    assert needs[stage]
    assert {need for need in needs[stage] if not allows(grants, need)} == set()


@pytest.mark.parametrize("stage", STAGES)
def test_a_role_allows_no_write_and_no_secret_that_its_function_never_uses(
    resources: Resources, needs: Needs, stage: str
) -> None:
    made = {action for action, _ in needs[stage]}
    allowed = {action for action, _ in granted(resources[f"{stage}Role"], {"DropPrefix": "drop/"})}
    assert allowed & WRITING - made == set()


def test_a_call_outside_of_a_grant_is_noticed() -> None:
    grants = [("s3:GetObject", "DropBucket/drop/*"), ("dynamodb:Query", "Table/index/due")]
    assert allows(grants, ("s3:GetObject", "DropBucket/drop/acme/a.txt"))
    assert not allows(grants, ("s3:GetObject", "DropBucket/other/a.txt"))
    assert not allows(grants, ("dynamodb:Query", "Table"))
