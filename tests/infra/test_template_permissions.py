"""Run the stages on the embedded cloud and hold every call against the role of its function."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.intake.intake import PORTION
from infra.cli.receiver import receiving
from infra.local.cloud import Cloud
from shared.adapters import aws
from shared.adapters.stack import Stack, deployed
from shared.delivery.attempts import hint
from shared.reading.identity import identify
from shared.records.delivery import Outcome
from shared.records.subscription import Endpoint
from shared.records.tasks import TranslateTask
from tests.infra.calls import Grant, allows, granted, unused
from tests.infra.stages import recorded, run

STAGES = ("Intake", "Translate", "Fanout", "Deliver", "Sweep", "Retry")
ANSWERS = {"/taken": 200, "/gone": 410, "/failing": 500}
LANGUAGES = ("en", "ko")
LONG_AGO, FAR_AHEAD = datetime(2024, 4, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
OUTPUTS = {
    "TableName": "Table",
    "DropBucketName": "DropBucket",
    "ArchiveBucketName": "ArchiveBucket",
    "MasterSecretArn": "MasterSecret",
    "IntakeQueueUrl": "IntakeQueue",
    "TranslateQueueUrl": "TranslateQueue",
    "FanoutQueueUrl": "FanoutQueue",
    "DeliverQueueUrl": "DeliverQueue",
    "RetryQueueUrl": "RetryQueue",
}
FOR_THE_PLATFORM = {
    "logs:CreateLogStream": "the runtime writes what functions print",
    "logs:PutLogEvents": "the runtime writes what functions print",
    "sqs:ReceiveMessage": "the event source mapping polls",
    "sqs:DeleteMessage": "the event source mapping acknowledges",
    "sqs:GetQueueAttributes": "the event source mapping scales",
    "s3:ListBucket": "a missing object is told as missing",
    "s3:ListBucketVersions": "a missing version is told as missing",
}
"""Grants that no call of a function's own shows, and what they are there for."""

RARE = {
    ("Intake", "s3:GetObject on DropBucket/drop/*"): "an event without a version",
    ("Retry", "dynamodb:GetItem on Table"): "an item is looked at after a lost answer",
    ("Sweep", "dynamodb:GetItem on Table"): "an item is looked at after a lost answer",
}
"""Grants to read that only what cannot be arranged here needs."""

FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Acme",
    "items": [
        {"id": f"n{number}", "title": f"Bus line {number} opens", "content_text": "It runs daily."}
        for number in range(PORTION + 1)
    ],
}
KOREAN = "빵집\n\n회사는 월요일에 빵집을 열었다고 밝혔다.\n"
OTHER = """City library opens its new reading room

The library of Example Town opened a reading room on Tuesday, with forty seats and a garden.

Visitors may borrow up to ten books, said the director, who had asked for the room for years.
"""
Resources = Mapping[str, Mapping[str, Any]]
Needs = Mapping[str, set[Grant]]


@pytest.fixture(scope="module")
def cloud() -> Iterator[Cloud]:
    aws.forget_clients()
    deployed.cache_clear()
    with Cloud.start(loopback=True, parameters={"SettleSeconds": "0"}) as started:
        yield started
    aws.forget_clients()
    deployed.cache_clear()


@pytest.fixture(scope="module")
def needs(cloud: Cloud) -> Needs:
    """Return what the calls of each stage needed in the life of some releases."""
    found: dict[str, set[Grant]] = {stage: set() for stage in STAGES}
    ids = {cloud.outputs[output]: name for output, name in OUTPUTS.items()}
    stack = deployed()
    with receiving(0, lambda post: ANSWERS[post.path]) as receiver:
        for path in ANSWERS:
            subscribe(stack, path.strip("/"), receiver.url + path)
        for receives in lives(cloud, stack):
            for stage in STAGES:
                with recorded(found[stage], ids):
                    run(stage, cloud, receives)
                make_due(stack, "failing")
    return found


def lives(cloud: Cloud, stack: Stack) -> Iterator[str]:
    """Prepare what the stages are to work on next, and yield which receive of it this is."""
    bakery, later = (identify(f"drop/acme/{name}.txt", "drop/").id for name in ("bakery", "later"))
    for headline in ("Acme opens a bakery", "Acme opens two bakeries", "Acme opens two bakeries"):
        drop(cloud, "bakery.en.txt", f"{headline}\n\nThe bread is good.\n")
        yield "1"
    drop(cloud, "bakery.ko.txt", KOREAN)
    yield "1"
    drop(cloud, "bakery.ko.txt", KOREAN.replace("월요일", "화요일"))
    stack.outbox.send([TranslateTask(release=bakery, version=1, language="en")])
    drop(cloud, "feed.json", json.dumps(FEED))
    drop(cloud, "later.txt", "---\nembargo: 2099-01-01T00:00:00Z\n---\n" + OTHER)
    yield "2"
    for release in (bakery, later):  # the embargo of one has ended, that of the other is moved
        stack.embargoes.hold(release, LONG_AGO)
    for held in stack.opens.of_endpoint("gone"):
        stack.opens.postpone(held, LONG_AGO)
    yield "1"
    drop(cloud, "bakery.en.txt", OTHER.replace("library", "theatre"))
    yield "3"
    for parked in stack.parked.all():
        stack.parked.park(parked.task, LONG_AGO)
    drop(cloud, "w.txt", "---\nid: bakery\nstatus: withdrawn\n---\n")
    yield "1"
    assert stack.parked.all() == ()
    assert Outcome.EXPIRED in {each.outcome for each in stack.opens.of_endpoint("gone")}
    assert [held.release for held in stack.embargoes.due(FAR_AHEAD)] == [later]


def drop(cloud: Cloud, name: str, text: str) -> None:
    cloud.put(f"drop/acme/{name}", text.encode())


def subscribe(stack: Stack, endpoint: str, url: str) -> None:
    stack.endpoints.add(
        Endpoint(
            id=endpoint,
            subscriber="acme",
            url=url,
            languages=LANGUAGES,
            master="m1",
            created=LONG_AGO,
            changed=LONG_AGO,
        )
    )
    for language in LANGUAGES:
        stack.subscriptions.subscribe(endpoint, language, LONG_AGO)


def make_due(stack: Stack, endpoint: str) -> None:
    """Set the time of an endpoint's open deliveries back, as if it had come."""
    later = datetime.now(UTC) + timedelta(days=1)
    for kept in stack.opens.of_endpoint(endpoint):
        taken = stack.opens.claim(hint(kept), token="test", now=later, lease_until=later)
        if taken:
            due = {"not_before": LONG_AGO, "due_at": LONG_AGO}
            stack.opens.settle(taken.model_copy(update=due), "test")


@pytest.mark.parametrize("stage", STAGES)
def test_a_role_allows_every_call_that_its_function_makes(
    resources: Resources, needs: Needs, stage: str
) -> None:
    grants = list(granted(resources[f"{stage}Role"], {"DropPrefix": "drop/"}))
    assert needs[stage]
    assert {need for need in needs[stage] if not allows(grants, need)} == set()


@pytest.mark.parametrize("stage", STAGES)
def test_a_role_allows_nothing_that_its_function_never_uses(
    resources: Resources, needs: Needs, stage: str
) -> None:
    grants = granted(resources[f"{stage}Role"], {"DropPrefix": "drop/"})
    own = [grant for grant in grants if grant[0] not in FOR_THE_PLATFORM]
    idle = unused(own, needs[stage])
    assert [grant for grant in idle if (stage, grant) not in RARE] == []


def test_a_call_outside_of_a_grant_is_noticed() -> None:
    grants = [("s3:GetObject", "DropBucket/drop/*"), ("dynamodb:Query", "Table/index/due")]
    assert allows(grants, ("s3:GetObject", "DropBucket/drop/acme/a.txt"))
    assert not allows(grants, ("s3:GetObject", "DropBucket/other/a.txt"))
    assert not allows(grants, ("dynamodb:Query", "Table"))


def test_a_grant_that_no_call_needs_is_named() -> None:
    grants = [("dynamodb:DeleteItem", "Table@embargo#*"), ("dynamodb:DeleteItem", "Table@parked#*")]
    needs = {("dynamodb:DeleteItem", "Table@embargo#rel_a")}
    assert unused(grants, needs) == ["dynamodb:DeleteItem on Table@parked#*"]
    assert not allows(grants, ("dynamodb:DeleteItem", "Table@release#rel_a"))
