import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

from infra.cli.main import app

DOCS = Path(__file__).parents[2] / "docs"
COMMANDS = (DOCS / "commands.md").read_text("utf-8")
HEAVY = {"boto3", "botocore", "moto", "pydantic", "pycurl", "rich"}


def commands(group: Any, *path: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, *path, name)
        else:
            yield " ".join([*path, name]), command


EVERY = dict(commands(typer.main.get_command(app)))


def section(command: str) -> str:
    """Return what the page says under the heading of a command."""
    _, heading, rest = COMMANDS.partition(f"\n## `polywire {command}")
    assert heading, f"docs/commands.md has no heading for polywire {command}"
    return rest.partition("\n## ")[0]


@pytest.mark.parametrize("command", EVERY)
def test_every_command_is_in_the_docs_with_an_example(command: str) -> None:
    assert f"\npolywire {command}" in section(command)


@pytest.mark.parametrize(
    ("command", "option"),
    [
        (command, option)
        for command, described in EVERY.items()
        for parameter in described.params
        for option in parameter.opts
        if option.startswith("--") and option != "--help"
    ],
)
def test_every_option_is_in_the_docs(command: str, option: str) -> None:
    shared = COMMANDS.partition("\n## ")[0]
    assert f"`{option}" in section(command) + shared


@pytest.mark.parametrize("command", EVERY)
def test_every_command_helps_with_an_example(command: str) -> None:
    result = CliRunner().invoke(app, [*command.split(), "--help"], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    assert f"polywire {command}" in result.stdout.partition("Example:")[2]


def test_no_heading_is_of_a_command_that_is_gone() -> None:
    headings = [line for line in COMMANDS.splitlines() if line.startswith("## `polywire ")]
    assert len(headings) == len(EVERY)


def test_the_command_starts_without_what_it_may_not_need() -> None:
    code = "import sys, infra.cli.main; print(*sys.modules)"
    run = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert not HEAVY & set(run.stdout.split())


def test_wrong_usage_ends_with_2() -> None:
    assert CliRunner().invoke(app, ["nothing"]).exit_code == 2
