import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from infra.local.cloud import Cloud
from infra.local.output import Output
from infra.local.wiring import Function
from infra.local.worker import Workers
from shared.adapters.network import address_policy
from shared.delivery.addresses import LOOPBACK, PUBLIC
from shared.errors import Misconfigured
from tests.infra.local_functions import memory

TEMPLATE = Path(__file__).parent / "local_functions" / "template.yaml"


@pytest.fixture(scope="module")
def cloud() -> Iterator[Cloud]:
    memory.forget()
    with Cloud.start(TEMPLATE, loopback=True, schedules_every=0.1) as cloud:
        cloud.run_in_background()
        yield cloud


def test_a_schedule_runs_by_itself(cloud: Cloud) -> None:
    assert cloud
    assert memory.swept.wait(5)


def test_a_group_waits_for_its_failure_while_others_go_on(cloud: Cloud) -> None:
    for body, group in [("late 1", "x"), ("2", "x"), ("3", "y"), ("4", "x")]:
        send_ordered(cloud, body, group)
    cloud.settle(6)
    bodies = [m["body"] for event in memory.events for m in event.get("Records", [])]
    again = len(bodies) - 1 - bodies[::-1].index("late 1")
    assert bodies.index("3") < again
    assert bodies[again:] == ["late 1", "2", "4"]


def send_ordered(cloud: Cloud, body: str, group: str) -> None:
    boto3.client("sqs").send_message(
        QueueUrl=cloud.outputs["Ordered"],
        MessageBody=body,
        MessageGroupId=group,
        MessageDeduplicationId=body.replace(" ", "-"),
    )


def test_sending_to_this_machine_is_permitted_while_the_cloud_runs(cloud: Cloud) -> None:
    assert cloud
    assert address_policy() == LOOPBACK


def test_no_invocation_outlives_the_cloud(cloud: Cloud) -> None:
    boto3.client("sqs").send_message(QueueUrl=cloud.outputs["Plain"], MessageBody="hang")
    assert memory.hanging.wait(5)
    cloud.stop(patience=0.1)
    assert "invocation" not in {thread.name for thread in threading.enumerate()}


def test_a_stopped_cloud_leaves_the_process_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_PROFILE", "my-own")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    before = dict(os.environ)
    with Cloud.start(TEMPLATE, logs=tmp_path):
        assert "AWS_PROFILE" not in os.environ
        assert "LOCAL_TABLE" in os.environ
    assert dict(os.environ) == before
    assert address_policy() == PUBLIC


@pytest.mark.parametrize(
    "handler", ["tests.infra.nowhere.handler", "tests.infra.local_functions.recording.no"]
)
def test_a_function_that_cannot_be_imported_is_named_with_its_module(handler: str) -> None:
    options: dict[str, Any] = {"arn": "", "timeout": 1, "memory": 128, "log_group": ""}
    broken = Function("SweepFunction", "sweep", handler=handler, environment=(), **options)
    module = handler.rpartition(".")[0]
    with pytest.raises(Misconfigured, match=rf"SweepFunction cannot start.*{module}"):
        Workers(Output(None)).prepare(broken)
