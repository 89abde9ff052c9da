"""Give every contract test a fresh place in a simulated cloud."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from moto import mock_aws

from shared.adapters import aws
from shared.adapters.dynamo_open_deliveries import DynamoOpenDeliveries
from shared.adapters.dynamo_releases import DynamoReleases
from shared.adapters.dynamo_table import DynamoTable
from shared.ports import OpenDeliveries, Releases
from shared.settings import Settings
from tests.adapters.queues import SqsPlace
from tests.fakes.open_deliveries import InMemoryOpenDeliveries
from tests.fakes.releases import InMemoryReleases

REGION = "eu-central-1"
NewName = Callable[[str], str]


@pytest.fixture(scope="module")
def cloud() -> Iterator[NewName]:
    """Start an empty cloud; what it yields makes up names that nobody has there yet."""
    numbers = count(1)
    with pytest.MonkeyPatch.context() as environment:
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            environment.delenv(name)
        environment.setenv("AWS_DEFAULT_REGION", REGION)
        aws.forget_clients()
        with mock_aws():
            yield lambda kind: f"{kind}-{next(numbers)}"
        aws.forget_clients()


@pytest.fixture
def table_name(cloud: NewName) -> str:
    name = cloud("table")
    create_table(name)
    return name


@pytest.fixture
def table(table_name: str) -> DynamoTable:
    return DynamoTable(aws.dynamodb(), table_name, pause=lambda _: None)


@pytest.fixture
def small_pages(cloud: NewName) -> Iterator[None]:
    """Let no answer to a query hold more than two items."""
    del cloud

    def limit(params: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {**params, "Limit": 2}

    events: Any = aws.dynamodb().meta.events
    events.register("provide-client-params.dynamodb.Query", limit)
    yield
    events.unregister("provide-client-params.dynamodb.Query", limit)


@pytest.fixture(params=["fake", "adapter"])
def kept(request: pytest.FixtureRequest) -> OpenDeliveries:
    if request.param == "fake":
        return InMemoryOpenDeliveries()
    return DynamoOpenDeliveries(request.getfixturevalue("table"))


@pytest.fixture(params=["fake", "adapter"])
def releases(request: pytest.FixtureRequest) -> Releases:
    if request.param == "fake":
        return InMemoryReleases()
    return DynamoReleases(request.getfixturevalue("table"))


@pytest.fixture
def bucket(cloud: NewName) -> str:
    """Make a bucket that keeps versions."""
    name = cloud("bucket")
    location = {"LocationConstraint": REGION}
    aws.s3().create_bucket(Bucket=name, CreateBucketConfiguration=location)  # type: ignore[arg-type]
    aws.s3().put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    return name


@pytest.fixture
def settings(cloud: NewName) -> Settings:
    """Name four new queues, of which deliver is FIFO."""

    def queue(name: str, **attributes: str) -> str:
        made = aws.sqs().create_queue(QueueName=cloud(name), Attributes=attributes)  # type: ignore[arg-type]
        return made["QueueUrl"]

    fifo = aws.sqs().create_queue(
        QueueName=cloud("deliver") + ".fifo",
        Attributes={
            "FifoQueue": "true",
            "DeduplicationScope": "messageGroup",
            "FifoThroughputLimit": "perMessageGroupId",
        },
    )
    return Settings(
        table="table",
        drop_bucket="drops",
        drop_prefix="drop/",
        archive_bucket="archive",
        translate_queue=queue("translate"),
        fanout_queue=queue("fanout"),
        deliver_queue=fifo["QueueUrl"],
        retry_queue=queue("retry"),
        intake_queue=queue("intake"),
        master_secret="arn",
        shard_size=200,
        settle_seconds=30,
    )


@pytest.fixture
def queues(settings: Settings) -> SqsPlace:
    return SqsPlace(settings)


def create_table(name: str) -> None:
    """Make the table with the keys and indexes that the template gives it."""
    keys = ("pk", "sk", "list", "at", "due_partition", "due_at")
    aws.dynamodb().create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys],
        KeySchema=[
            {"AttributeName": "pk", "KeyType": "HASH"},
            {"AttributeName": "sk", "KeyType": "RANGE"},
        ],
        GlobalSecondaryIndexes=[
            {
                "IndexName": index,
                "KeySchema": [
                    {"AttributeName": partition, "KeyType": "HASH"},
                    {"AttributeName": order, "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "ALL"},
            }
            for index, partition, order in (
                ("listing", "list", "at"),
                ("due", "due_partition", "due_at"),
            )
        ],
    )
