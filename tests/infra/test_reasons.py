"""Hold that every reason of a refusal is explained to operators."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")


def reasons() -> list[str]:
    files = (file for folder in ("functions", "shared") for file in (ROOT / folder).rglob("*.py"))
    return sorted({reason for file in files for reason in reasons_in(file.read_text("utf-8"))})


def reasons_in(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "UnreadableDrop" and node.args:
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def test_the_reasons_are_found() -> None:
    assert {"empty", "encrypted", "malformed_pdf", "no_body"} <= set(reasons())


@pytest.mark.parametrize("reason", reasons())
def test_every_reason_of_a_refusal_is_explained(reason: str) -> None:
    assert f"`{reason}`" in OPERATIONS
