"""Call every handler under its deployed name with events as Lambda gives them, and twice."""

import importlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import boto3
import pytest

from infra.cli.receiver import Received, receiving
from infra.local.cloud import Cloud
from infra.local.event import Context
from shared.adapters import aws
from shared.adapters.stack import Stack, deployed
from shared.delivery.signing import message_id
from shared.reading.identity import identify
from shared.records.delivery import OpenDelivery, Outcome
from shared.records.subscription import Endpoint, EndpointState
from tests.functions.world import TEXT

EVENTS = Path(__file__).parent / "events"
LONG_AGO = datetime(2024, 3, 1, tzinfo=UTC)
DAY = datetime(2024, 4, 1, tzinfo=UTC).date()
DONE: dict[str, Any] = {"batchItemFailures": []}


@pytest.fixture(scope="module")
def cloud() -> Iterator[Cloud]:
    aws.forget_clients()
    deployed.cache_clear()
    with Cloud.start(loopback=True) as started:
        yield started
    aws.forget_clients()
    deployed.cache_clear()


class Place:
    """One source in the cloud, so that the tests share the cloud and not their releases."""

    def __init__(self, cloud: Cloud, source: str) -> None:
        self.cloud = cloud
        self.source = source
        self.stack: Stack = deployed()
        self.endpoint = f"ep_{source}"

    @property
    def release(self) -> str:
        return identify(f"drop/{self.source}/plant.txt", "drop/").id

    def put(self, content: bytes = TEXT.encode(), name: str = "plant.txt") -> str:
        answer = aws.s3().put_object(
            Bucket=self.cloud.outputs["DropBucketName"],
            Key=f"drop/{self.source}/{name}",
            Body=content,
        )
        return answer["VersionId"]

    def event(self, name: str, version: str = "") -> Any:
        text = (EVENTS / f"{name}.json").read_text("utf-8")
        values = {
            "@VERSION@": version,
            "@BUCKET@": self.cloud.outputs["DropBucketName"],
            "@RELEASE@": self.release,
            "@ENDPOINT@": self.endpoint,
            "drop/acme/": f"drop/{self.source}/",
        }
        for placeholder, value in values.items():
            text = text.replace(placeholder, value)
        return json.loads(text)

    def call(self, stage: str, event: Any) -> Any:
        handler = importlib.import_module(f"functions.{stage}.handler").handler
        context = Context(
            function_name=f"polywire-{stage}",
            invoked_function_arn=f"arn:aws:lambda:eu-central-1:123456789012:function:{stage}:live",
            memory_limit_in_mb=512,
            log_group_name=f"/aws/lambda/polywire-{stage}",
            deadline=monotonic() + 60,
            aws_request_id="7f3c9a52-0000-4000-8000-000000000000",
        )
        return handler(event, context)

    def subscribe(self, url: str, master: str = "m1") -> None:
        self.stack.endpoints.add(
            Endpoint(
                id=self.endpoint,
                subscriber="sub_1",
                url=url,
                languages=("ko",),
                master=master,
                created=LONG_AGO,
                changed=LONG_AGO,
            )
        )
        self.stack.subscriptions.subscribe(self.endpoint, "ko", LONG_AGO)

    def waiting(self, queue: str) -> list[dict[str, Any]]:
        """Take all messages of this source's release out of a queue; others' go back."""
        sqs = boto3.client("sqs", region_name="eu-central-1")
        url = self.cloud.outputs[f"{queue}QueueUrl"]
        found = []
        answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)
        for message in answer.get("Messages", []):
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
            body = json.loads(message["Body"])
            found += [body] if body["release"] == self.release else []
        return found

    def rejected(self) -> list[str]:
        return [each.reason for each in self.stack.rejections.on(DAY) if self.source in str(each)]

    def open_item(self) -> OpenDelivery:
        [item] = self.stack.opens.of_endpoint(self.endpoint)
        return item


@pytest.fixture
def place(cloud: Cloud, request: pytest.FixtureRequest) -> Place:
    return Place(cloud, f"source{abs(hash(request.node.name)) % 10**8}")


def test_intake_records_a_drop_and_the_same_event_again_only_asks_again(place: Place) -> None:
    place.subscribe("http://127.0.0.1:1/")
    event = place.event("intake-put", place.put())
    assert place.call("intake", event) == DONE
    assert len(place.waiting("Translate")) >= 1
    assert place.call("intake", event) == DONE
    assert len(place.waiting("Translate")) >= 1
    assert [version.number for version in place.stack.releases.history(place.release).versions] == [
        1
    ]


def test_intake_reads_a_key_with_spaces_plus_percent_and_right_to_left_letters(
    place: Place,
) -> None:
    name = "بيان a+b 100%.txt"
    assert place.call("intake", place.event("intake-odd-key", place.put(name=name))) == DONE
    odd = identify(f"drop/{place.source}/{name}", "drop/")
    assert odd.name == "بيان a+b 100%"
    [version] = place.stack.releases.history(odd.id).versions
    assert version.drop.key.endswith(name)


@pytest.mark.parametrize("name", ["intake-test-event", "intake-folder"])
def test_intake_takes_what_is_no_drop_as_done(place: Place, name: str) -> None:
    assert place.call("intake", place.event(name)) == DONE
    assert place.rejected() == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x01", "binary"),
        (b"Headline\n\n" + bytes(range(128, 256)) * 4, "undecodable"),
        (b"a" * (10_000_000 + 1), "too_large"),
        (b"Only a headline", "no_body"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_intake_rejects_what_it_cannot_read_and_keeps_the_object(
    place: Place, content: bytes, reason: str
) -> None:
    version = place.put(content)
    event = place.event("intake-put", version)
    assert place.call("intake", event) == place.call("intake", event) == DONE
    assert place.rejected() == [reason]
    [rejection] = [each for each in place.stack.rejections.on(DAY) if place.source in each.subject]
    assert rejection.version_id == version
    kept = aws.s3().get_object(
        Bucket=place.cloud.outputs["DropBucketName"],
        Key=rejection.subject,
        VersionId=version,
    )
    assert kept["Body"].read() == content


def test_intake_rejects_an_object_that_was_deleted_between_event_and_read(place: Place) -> None:
    version = place.put()
    aws.s3().delete_object(
        Bucket=place.cloud.outputs["DropBucketName"],
        Key=f"drop/{place.source}/plant.txt",
        VersionId=version,
    )
    assert place.call("intake", place.event("intake-put", version)) == DONE
    assert place.rejected() == ["object_gone"]


def test_intake_reads_the_version_that_the_event_names_not_the_latest(place: Place) -> None:
    first = place.put()
    place.put(TEXT.replace("Porto", "Faro").encode())
    place.call("intake", place.event("intake-put", first))
    [version] = place.stack.releases.history(place.release).versions
    assert version.headline.endswith("Porto")


def test_a_bad_message_does_not_stop_its_neighbours(place: Place) -> None:
    event = place.event("intake-put", place.put())
    broken = {**event["Records"][0], "messageId": f"broken-{place.source}", "body": "no json"}
    event["Records"].insert(0, broken)
    assert place.call("intake", event) == DONE
    assert len(place.stack.releases.history(place.release).versions) == 1
    assert place.rejected() == ["malformed_message"]


@pytest.mark.parametrize("stage", ["translate", "fanout", "deliver"])
def test_a_message_that_names_an_unknown_release_is_rejected_not_retried(
    place: Place, stage: str
) -> None:
    event = place.event(stage)
    event["Records"][0]["messageId"] = f"{stage}-{place.source}"
    assert place.call(stage, event) == DONE
    assert place.rejected() == ["unknown_release"]


@pytest.mark.parametrize("stage", ["translate", "fanout", "deliver", "retry"])
def test_a_message_of_another_shape_is_rejected_with_its_faults(place: Place, stage: str) -> None:
    event = place.event(stage)
    event["Records"][0] |= {"messageId": f"{stage}-{place.source}", "body": '{"version": 0}'}
    assert place.call(stage, event) == DONE
    [rejection] = [each for each in place.stack.rejections.on(DAY) if place.source in each.subject]
    assert rejection.reason == "malformed_message"
    assert "release: Field required" in rejection.detail or "endpoint" in rejection.detail


def run_to_delivery(place: Place) -> None:
    """Run the first three stages, each twice with the same event."""
    for stage, event in (
        ("intake", place.event("intake-put", place.put())),
        ("translate", place.event("translate")),
        ("fanout", place.event("fanout")),
    ):
        assert place.call(stage, event) == place.call(stage, event) == DONE


def test_every_stage_twice_sends_one_webhook(place: Place) -> None:
    received: list[Received] = []

    def take(post: Received) -> int:
        received.append(post)
        return 204

    with receiving(0, take) as receiver:
        place.subscribe(receiver.url + "/hook")
        run_to_delivery(place)
        event = place.event("deliver")
        assert place.call("deliver", event) == place.call("deliver", event) == DONE
    [post] = received
    assert post.headers["webhook-id"] == message_id(place.release, "ko", 1, place.endpoint)
    assert post.headers["content-type"] == "application/json; charset=utf-8"
    assert json.loads(post.body)["data"]["item"]["language"] == "ko"


def test_a_failed_delivery_is_retried_when_it_is_due_and_not_twice(place: Place) -> None:
    answers = iter([500, 200, 200])
    posts: list[Received] = []

    def take(post: Received) -> int:
        posts.append(post)
        return next(answers)

    with receiving(0, take) as receiver:
        place.subscribe(receiver.url + "/hook")
        run_to_delivery(place)
        place.call("deliver", place.event("deliver"))
        assert place.call("retry", place.event("retry")) == DONE
        assert len(posts) == 1, "it is not due yet"
        make_due(place)
        place.call("sweep", place.event("sweep"))
        assert place.call("retry", place.event("retry")) == DONE
        assert place.call("retry", place.event("retry")) == DONE
    assert len(posts) == 2
    assert place.open_item().outcome is Outcome.DELIVERED


def test_an_endpoint_that_answers_410_is_disabled(place: Place) -> None:
    with receiving(0, lambda _post: 410) as receiver:
        place.subscribe(receiver.url + "/hook")
        run_to_delivery(place)
        place.call("deliver", place.event("deliver"))
    endpoint = place.stack.endpoints.get([place.endpoint])[place.endpoint]
    assert (endpoint.state, endpoint.reason) == (EndpointState.DISABLED, "answered 410 Gone")


def test_deliveries_that_cannot_be_signed_are_counted_for_the_operator(
    place: Place, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    place.subscribe("http://127.0.0.1:1/", master="unknown")
    run_to_delivery(place)
    assert place.call("deliver", place.event("deliver")) == DONE
    make_due(place)
    assert place.call("retry", place.event("retry")) == DONE
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    counted = [line.get("EndpointsMisconfigured", []) for line in lines]
    assert [value for values in counted for value in values] == [1.0, 1.0]
    assert caplog.messages.count("misconfigured") == 2
    assert (place.open_item().outcome, place.open_item().attempts) == (Outcome.OPEN, 2)


def test_a_delivery_task_is_parked_at_its_third_receive(place: Place) -> None:
    with receiving(0, lambda _post: 204) as receiver:
        place.subscribe(receiver.url + "/hook")
        run_to_delivery(place)
        event = place.event("deliver")
        event["Records"][0]["attributes"]["ApproximateReceiveCount"] = "3"
        assert place.call("deliver", event) == place.call("deliver", event) == DONE
    parked = [each for each in place.stack.parked.all() if each.task.release == place.release]
    assert [each.task.parked for each in parked] == [1]
    assert place.stack.ledger.of_story("ko.0", place.release) == ()


def make_due(place: Place) -> None:
    """Let the time of an open delivery come, through the port itself."""
    item = place.open_item()
    later = datetime.now(UTC) + timedelta(days=1)
    task = json.loads(place.event("retry")["Records"][0]["body"])
    from shared.records.tasks import RetryTask

    taken = place.stack.opens.claim(RetryTask(**task), token="t", now=later, lease_until=later)
    assert taken is not None
    due = item.model_copy(update={"not_before": LONG_AGO, "due_at": LONG_AGO, "claim": "t"})
    assert place.stack.opens.settle(due, "t")
