import subprocess
import sys
from typing import Any, cast

import pytest

from shared.adapters import aws

MODULES = ("aws", "service_errors", "dynamo_open_deliveries", "s3_drops", "sqs_outbox")
SHORTEST_TIMEOUT = 20


@pytest.mark.usefixtures("cloud")
def test_a_client_is_made_once_until_it_is_forgotten() -> None:
    first = aws.dynamodb()
    assert aws.dynamodb() is first
    aws.forget_clients()
    assert aws.dynamodb() is not first


@pytest.mark.usefixtures("cloud")
def test_the_endpoint_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:4601")
    aws.forget_clients()
    clients = (aws.dynamodb(), aws.s3(), aws.sqs(), aws.secretsmanager())
    aws.forget_clients()
    assert {client.meta.endpoint_url for client in clients} == {"http://127.0.0.1:4601"}


@pytest.mark.usefixtures("cloud")
def test_all_attempts_of_a_call_end_before_the_shortest_function() -> None:
    config = cast("Any", aws.sqs().meta.config)
    assert config.retries["mode"] == "standard"
    seconds = config.retries["total_max_attempts"] * (config.connect_timeout + config.read_timeout)
    assert seconds < SHORTEST_TIMEOUT


def test_importing_the_adapters_loads_no_sdk() -> None:
    imports = ", ".join(f"shared.adapters.{name}" for name in MODULES)
    code = f"import sys, {imports}; print(sorted({{'boto3', 'botocore'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)  # noqa: S603
    assert done.stdout.strip() == b"[]"
