"""Check that the deployed template itself runs here."""

from collections.abc import Iterator

import boto3
import pytest

from infra.local.cloud import Cloud
from infra.local.event import failed_of
from shared.errors import Misconfigured
from shared.settings import Settings

QUEUES = ("Intake", "Translate", "Fanout", "Deliver", "Retry")
OUTPUTS = {
    "DropBucketName",
    "DropPrefix",
    "ArchiveBucketName",
    "TableName",
    "MasterSecretArn",
    *(f"{queue}QueueUrl" for queue in QUEUES),
    *(f"{queue}DeadLettersUrl" for queue in QUEUES),
}


@pytest.fixture(scope="module")
def cloud() -> Iterator[Cloud]:
    with Cloud.start(parameters={"SettleSeconds": "7"}) as cloud:
        yield cloud


def test_the_outputs_are_complete(cloud: Cloud) -> None:
    assert {name for name, value in cloud.outputs.items() if value} >= OUTPUTS


def test_the_environment_is_complete(cloud: Cloud) -> None:
    settings = Settings.from_env(cloud.environment)
    assert settings == Settings.from_env()
    assert settings.table == cloud.outputs["TableName"]
    assert settings.master_secret == cloud.outputs["MasterSecretArn"]
    assert settings.deliver_queue == cloud.outputs["DeliverQueueUrl"]


def test_a_parameter_takes_the_place_of_the_templates_default(cloud: Cloud) -> None:
    assert Settings.from_env(cloud.environment).settle_seconds == 7


def test_a_parameter_that_the_template_does_not_have_is_refused() -> None:
    with pytest.raises(Misconfigured, match=r"no parameter Nothing: it has .*SettleSeconds"):
        Cloud.start(parameters={"Nothing": "7"})


def test_each_queue_feeds_its_function_and_each_minute_the_sweep(cloud: Cloud) -> None:
    wired = cloud.wiring
    assert {source.function.handler for source in wired.sources} == {
        f"functions.{queue.lower()}.handler.handler" for queue in QUEUES
    }
    assert all(source.reports_failures for source in wired.sources)
    assert [(plan.function.handler, plan.every) for plan in wired.schedules] == [
        ("functions.sweep.handler.handler", 60)
    ]


def test_the_drop_bucket_keeps_versions(cloud: Cloud) -> None:
    bucket = cloud.outputs["DropBucketName"]
    assert boto3.client("s3").get_bucket_versioning(Bucket=bucket)["Status"] == "Enabled"


@pytest.mark.parametrize(
    ("answer", "failed"),
    [
        (None, ""),
        ({}, ""),
        ({"batchItemFailures": []}, ""),
        ({"batchItemFailures": None}, ""),
        ({"batchItemFailures": [{"itemIdentifier": "a"}]}, "a"),
        ({"batchItemFailures": [{"itemIdentifier": "other"}]}, "ab"),
        ({"batchItemFailures": [{"itemIdentifier": None}]}, "ab"),
        ({"batchItemFailures": [{"id": "a"}]}, "ab"),
        ("done", "ab"),
    ],
)
def test_a_report_of_failures_is_read_as_lambda_reads_it(answer: object, failed: str) -> None:
    assert failed_of(answer, "ab") == frozenset(failed)
