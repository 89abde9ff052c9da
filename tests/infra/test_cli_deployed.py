import os

import pytest
from typer.testing import CliRunner

from infra.cli.deployed import OUTPUTS, settings_of
from infra.cli.main import app
from shared.errors import Misconfigured

OUTPUT_LIST = [{"OutputKey": output, "OutputValue": f"the {output}"} for output in OUTPUTS.values()]
STACK = {
    "Outputs": OUTPUT_LIST,
    "Parameters": [{"ParameterKey": "ShardSize", "ParameterValue": "50"}],
}


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have credentials and a region, and nothing else that belongs to this machine."""
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, os.devnull)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "id")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    monkeypatch.delenv("AWS_REGION", raising=False)


def test_the_outputs_and_parameters_of_a_stack_are_its_settings() -> None:
    settings = settings_of("news", STACK)
    assert settings.table == "the TableName"
    assert settings.retry_queue == "the RetryQueueUrl"
    assert settings.shard_size == 50


def test_a_stack_that_is_not_ours_is_told_by_what_it_lacks() -> None:
    with pytest.raises(Misconfigured, match="TableName"):
        settings_of("news", {"Outputs": OUTPUT_LIST[1:]})


def error_of(*command: str) -> str:
    result = CliRunner().invoke(app, [*command])
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.stderr


@pytest.mark.usefixtures("account")
def test_without_a_region_it_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    assert "AWS_REGION" in error_of("endpoint", "list", "--stack", "news")


@pytest.mark.usefixtures("account")
def test_without_credentials_it_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    assert "AWS_PROFILE" in error_of("endpoint", "list", "--stack", "news")


@pytest.mark.usefixtures("account")
def test_a_profile_that_does_not_exist_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    assert "nobody" in error_of("endpoint", "list", "--stack", "news")


def test_a_stack_and_the_local_cloud_exclude_each_other() -> None:
    result = CliRunner().invoke(app, ["endpoint", "list", "--stack", "news", "--local"])
    assert result.exit_code == 2
