import json
from typing import Any

import pytest
from typer.testing import CliRunner

from infra.cli.main import app

PUBLIC, PRIVATE = "93.184.215.14", "10.0.0.1"
NAME = "https://hooks.example.com/news"


def verdicts(*questions: Any, code: int = 0) -> list[dict[str, Any]]:
    lines = "".join(json.dumps(question) + "\n" for question in questions)
    result = CliRunner().invoke(app, ["check-url", "--json"], input=lines)
    assert result.exit_code == code, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("question", "connects_to"),
    [
        ({"url": NAME, "answers": [[PUBLIC]]}, [PUBLIC]),
        ({"url": NAME, "answers": [[PUBLIC, "2606:2800:21f::1"]]}, [PUBLIC, "2606:2800:21f::1"]),
        ({"url": NAME, "answers": [[PUBLIC], [PRIVATE]]}, [PUBLIC]),
        (f"https://{PUBLIC}/", [PUBLIC]),
    ],
)
def test_a_public_endpoint_is_allowed_and_pinned(question: Any, connects_to: list[str]) -> None:
    (verdict,) = verdicts(question)
    assert verdict["verdict"] == "allow"
    assert verdict["reason"] is None
    assert verdict["connects_to"] == connects_to


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("http://hooks.example.com/", "scheme"),
        ("https://127.0.0.1\\@hooks.example.com/", "characters"),
        ("https://user@hooks.example.com/", "user_info"),
        ("https://127.0.0.1/", "private_address"),
        ("https://localhost/", "local_name"),
        ("https://\ud800.example.com/", "characters"),
        ("", "url"),
        ({"url": NAME, "answers": [[PRIVATE]]}, "private_address"),
        ({"url": NAME, "answers": [[PUBLIC, PRIVATE]]}, "private_address"),
        ({"url": NAME, "answers": [["nonsense"]]}, "not_an_address"),
        ({"url": NAME, "answers": [[]]}, "no_address"),
        ({"url": NAME, "answers": []}, "no_address"),
    ],
)
def test_any_other_is_blocked_with_its_reason(question: Any, reason: str) -> None:
    (verdict,) = verdicts(question)
    assert (verdict["verdict"], verdict["reason"]) == ("block", reason)
    assert verdict["connects_to"] == []
    assert verdict["url"] == (question if isinstance(question, str) else question["url"])


@pytest.mark.parametrize("question", [{}, 7, {"url": 7}, {"url": NAME, "answers": 7}])
def test_what_is_no_question_is_told_and_the_others_are_answered(question: Any) -> None:
    (verdict,) = verdicts(question, {"url": NAME, "answers": [[PUBLIC]]}, code=1)
    assert verdict["verdict"] == "allow"


def test_without_json_a_person_sees_a_table() -> None:
    result = CliRunner().invoke(app, ["check-url"], input='"https://127.0.0.1/"\n')
    assert "not a public address" in result.stdout
