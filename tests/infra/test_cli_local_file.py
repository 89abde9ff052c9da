import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from infra.cli.local_file import NOTE, LocalCloud, find, noted
from infra.cli.main import app
from shared.errors import Misconfigured

CLOUD = LocalCloud(
    endpoint="http://127.0.0.1:1",
    region="eu-central-1",
    stack="polywire",
    outputs={"TableName": "table"},
    environment={"POLYWIRE_TABLE": "table"},
    loopback=True,
    pid=os.getpid(),
)


@pytest.fixture
def ended() -> int:
    """Return the id of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_commands_in_the_folder_find_the_cloud_while_it_runs(tmp_path: Path) -> None:
    with noted(CLOUD, tmp_path):
        assert find(tmp_path) == CLOUD
    assert not (tmp_path / NOTE).exists()


def test_without_a_cloud_the_error_says_how_to_start_one(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="polywire up"):
        find(tmp_path)


def test_a_cloud_that_has_ended_is_not_taken_for_one_that_runs(tmp_path: Path, ended: int) -> None:
    with noted(replace(CLOUD, pid=ended), tmp_path), pytest.raises(Misconfigured, match="ended"):
        find(tmp_path)


def test_a_second_cloud_for_a_folder_is_refused(tmp_path: Path) -> None:
    with noted(CLOUD, tmp_path), pytest.raises(Misconfigured, match="already"):  # noqa: SIM117
        with noted(CLOUD, tmp_path):
            pass


def test_the_note_of_a_crashed_cloud_is_in_nobodys_way(tmp_path: Path, ended: int) -> None:
    with noted(replace(CLOUD, pid=ended), tmp_path), noted(CLOUD, tmp_path):
        assert find(tmp_path) == CLOUD


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"pid": 1}'])
def test_a_damaged_note_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / NOTE).parent.mkdir()
    (tmp_path / NOTE).write_text(text)
    with pytest.raises(Misconfigured, match="delete it"):
        find(tmp_path)


@pytest.mark.parametrize(
    "command",
    [
        ["release", "list"],
        ["release", "show", "rel_a"],
        ["release", "rejected"],
        ["release", "withdraw", "acme/budget"],
        ["delivery", "list"],
        ["subscriber", "list"],
        ["subscriber", "add", "x"],
        ["endpoint", "list"],
        ["endpoint", "add", "https://hooks.example.com/", "--language", "ar"],
        ["drop", __file__],
    ],
)
def test_every_command_about_a_stack_teaches_where_there_is_none(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "polywire up" in result.stderr
    assert "--stack NAME" in result.stderr
