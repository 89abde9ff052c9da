import json
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import unquote_plus
from urllib.request import urlopen

import boto3
import pytest

from infra.local.cloud import Cloud
from tests.infra.local_functions import memory

TEMPLATE = Path(__file__).parent / "local_functions" / "template.yaml"


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("local") / "logs"


@pytest.fixture(scope="module")
def running(logs: Path) -> Iterator[Cloud]:
    with Cloud.start(TEMPLATE, logs=logs) as cloud:
        yield cloud


@pytest.fixture
def cloud(running: Cloud) -> Cloud:
    running.settle(5)
    memory.forget()
    return running


def send(cloud: Cloud, queue: str, *bodies: str, **options: Any) -> None:
    entries: list[Any] = [
        {"Id": str(place), "MessageBody": body, **options} for place, body in enumerate(bodies)
    ]
    boto3.client("sqs").send_message_batch(QueueUrl=cloud.outputs[queue], Entries=entries)


def send_ordered(cloud: Cloud, *bodies: str, group: str) -> None:
    for body in bodies:
        identifier = f"{group}-{body}-{monotonic()}".replace(" ", "_")
        send(cloud, "Ordered", body, MessageGroupId=group, MessageDeduplicationId=identifier)


def bodies() -> list[list[str]]:
    return [[message["body"] for message in event["Records"]] for event in memory.events]


def test_outputs_and_the_environment_are_resolved(cloud: Cloud) -> None:
    assert cloud.environment == {
        "LOCAL_TABLE": cloud.outputs["TableName"],
        "LOCAL_SECRET": cloud.outputs["SecretArn"],
    }
    assert os.environ["LOCAL_TABLE"] == cloud.outputs["TableName"]
    assert cloud.outputs["Sweep"].endswith(":function:polywire-SweepFunction")


def test_a_generated_secret_has_the_shape_of_its_template(cloud: Cloud) -> None:
    client = boto3.client("secretsmanager")
    secret = json.loads(
        client.get_secret_value(SecretId=cloud.outputs["SecretArn"])["SecretString"]
    )
    assert secret["current"] == "m1"
    assert len(secret["m1"]) == 40
    assert secret["m1"].isalnum()


def test_items_of_the_table_expire(cloud: Cloud) -> None:
    found = boto3.client("dynamodb").describe_time_to_live(TableName=cloud.outputs["TableName"])
    assert found["TimeToLiveDescription"]["AttributeName"] == "expires"


@pytest.mark.parametrize("name", ["plain.txt", "a b/c + d%20.txt", "بيان صحفي.txt", "新闻 稿?.txt"])
def test_a_drop_is_announced_with_its_key_and_version(cloud: Cloud, name: str) -> None:
    cloud.put(f"drop/{name}", b"one", metadata={"release-id": "r1"})
    cloud.put(f"drop/{name}", b"two")
    cloud.put(f"elsewhere/{name}", b"unseen")
    cloud.settle(5)
    notices = [json.loads(event["Records"][0]["body"])["Records"][0] for event in memory.events]
    objects = sorted((n["s3"]["object"] for n in notices), key=lambda each: each["sequencer"])
    assert [unquote_plus(each["key"]) for each in objects] == [f"drop/{name}"] * 2
    assert objects[0]["key"].startswith("drop/")
    assert [content_of(cloud, each) for each in objects] == [b"one", b"two"]


def content_of(cloud: Cloud, described: Mapping[str, str]) -> bytes:
    answer = boto3.client("s3").get_object(
        Bucket=cloud.outputs["DropBucketName"],
        Key=unquote_plus(described["key"]),
        VersionId=described["versionId"],
    )
    return answer["Body"].read()


def test_a_batch_has_the_shape_of_lambdas(cloud: Cloud) -> None:
    attribute = {"DataType": "String", "StringValue": "v"}
    send(cloud, "Plain", "a", "b", MessageAttributes={"k": attribute})
    cloud.settle(5)
    event, context = memory.events[0], memory.contexts[0]
    assert bodies() == [["a", "b"]]
    record = event["Records"][0]
    assert record["eventSource"] == "aws:sqs"
    assert record["eventSourceARN"].startswith(
        "arn:aws:sqs:eu-central-1:123456789012:polywire-Plain"
    )
    assert record["awsRegion"] == "eu-central-1"
    assert record["attributes"]["ApproximateReceiveCount"] == "1"
    assert record["attributes"]["SentTimestamp"].isdecimal()
    assert record["messageAttributes"]["k"]["stringValue"] == "v"
    assert context.function_name == "polywire-ObeyFunction"
    assert context.invoked_function_arn.endswith(":polywire-ObeyFunction:live")
    assert context.memory_limit_in_mb == 256
    assert 0 < context.get_remaining_time_in_millis() <= 5000


def test_only_the_messages_reported_as_failed_come_back(cloud: Cloud) -> None:
    send(cloud, "Plain", "a", "late", "b")
    cloud.settle(5)
    assert bodies() == [["a", "late", "b"], ["late"]]


def test_a_whole_batch_comes_back_when_the_function_raises_and_ends_as_dead_letters(
    cloud: Cloud, logs: Path
) -> None:
    send(cloud, "Plain", "a", "raise")
    cloud.settle(8)
    assert bodies() == [["a", "raise"]] * 2
    assert "as the message asked" in (logs / "ObeyFunction.log").read_text()
    assert sorted(take_all(cloud, "Dead")) == ["a", "raise"]


def take_all(cloud: Cloud, queue: str) -> list[str]:
    client = boto3.client("sqs")
    url = cloud.outputs[queue]
    messages = client.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    for message in messages:
        client.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return [message["Body"] for message in messages]


def test_a_group_comes_in_order_and_again_in_order_after_a_failure(cloud: Cloud) -> None:
    send_ordered(cloud, "1", "late 2", "3", "4", group="x")
    send_ordered(cloud, "5", group="y")
    cloud.settle(6)
    assert bodies() == [["1", "late 2", "3", "4", "5"], ["late 2", "3", "4"]]
    assert memory.events[0]["Records"][0]["attributes"]["MessageGroupId"] == "x"


def test_a_delayed_message_is_waited_for(cloud: Cloud) -> None:
    started = monotonic()
    send(cloud, "Plain", "a", DelaySeconds=1)
    cloud.settle(5)
    assert bodies() == [["a"]]
    assert monotonic() - started >= 1


def test_what_comes_after_the_timeout_is_named_at_once(cloud: Cloud) -> None:
    send(cloud, "Plain", "a", DelaySeconds=300)
    started = monotonic()
    with pytest.raises(TimeoutError, match=r"Plain.* 1 hidden, the next for (300|299) s"):
        cloud.settle(60)
    assert monotonic() - started < 2
    boto3.client("sqs").purge_queue(QueueUrl=cloud.outputs["Plain"])


def test_a_source_overlaps_up_to_its_concurrency_each_invocation_alone(cloud: Cloud) -> None:
    send(cloud, "Single", *"abcdef")
    cloud.settle(9)
    assert memory.calls == ["met"] * 6, "each waited until three were there"
    assert len(memory.environments) == 3


def test_a_batch_is_gathered_until_it_is_full_or_its_window_ends(cloud: Cloud) -> None:
    started = monotonic()
    send(cloud, "Gathered", *"abc")
    cloud.settle(5)
    assert bodies() == [["a", "b"], ["c"]]
    assert monotonic() - started >= 1


def test_both_kinds_of_schedules_are_kept(cloud: Cloud) -> None:
    assert sorted(plan.every for plan in cloud.wiring.schedules) == [60, 3600]


def test_an_item_that_is_due_lets_the_schedule_run(cloud: Cloud) -> None:
    put_due(cloud, datetime.now(UTC) + timedelta(seconds=0.3))
    cloud.settle(5)
    assert memory.swept.is_set()
    assert memory.events[0]["source"] == "aws.events"
    assert memory.contexts[0].function_name == "polywire-SweepFunction"


def test_an_item_that_is_due_later_than_the_timeout_is_left(cloud: Cloud) -> None:
    put_due(cloud, datetime.now(UTC) + timedelta(minutes=5))
    cloud.settle(2)
    assert not memory.swept.is_set()
    boto3.client("dynamodb").delete_item(
        TableName=cloud.outputs["TableName"], Key={"pk": {"S": "due"}}
    )


def put_due(cloud: Cloud, moment: datetime) -> None:
    boto3.client("dynamodb").put_item(
        TableName=cloud.outputs["TableName"],
        Item={
            "pk": {"S": "due"},
            "due_partition": {"S": "due#0"},
            "due_at": {"S": moment.isoformat()},
        },
    )


def test_other_programs_reach_the_same_state(cloud: Cloud) -> None:
    endpoint = cloud.serve()
    client = boto3.client("cloudformation", endpoint_url=endpoint)
    told = client.describe_stacks(StackName="polywire")["Stacks"][0]["Outputs"]
    assert {output["OutputKey"]: output["OutputValue"] for output in told} == cloud.outputs
    queues = boto3.client("sqs", endpoint_url=endpoint)
    queues.send_message(QueueUrl=cloud.outputs["Plain"], MessageBody="from outside")
    cloud.settle(5)
    assert bodies() == [["from outside"]]
    with urlopen(f"{endpoint}/moto-api/data.json", timeout=5) as answer:  # noqa: S310
        assert answer.status == 200
