import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from typer.testing import CliRunner

from infra.cli.arrival import judge
from infra.cli.listen import tell
from infra.cli.main import app
from infra.cli.receiver import LARGEST_BODY, Received
from shared.delivery.secrets import write_secret
from shared.delivery.signing import sign

KEY = b"k" * 32
SECRET = write_secret(KEY)
HEADLINE = "عودة العبارات"
BODY = json.dumps(
    {
        "type": "release.corrected",
        "data": {
            "release": {"id": "rel_a", "version": 2, "revision": 3, "language": "ar"},
            "item": {"headlines": [{"role": "main", "value": HEADLINE}]},
        },
    },
    ensure_ascii=False,
).encode()


@contextmanager
def listening(*options: str) -> Iterator[tuple[str, IO[str]]]:
    """Run `polywire listen` on a free port until the block ends, and see it end cleanly."""
    command = [sys.executable, "-c", "from infra.cli.main import main; main()", "listen"]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and command
        [*command, "--port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout
        assert process.stderr
        watchdog = threading.Timer(30, process.kill)
        watchdog.start()
        try:
            yield process.stderr.readline().split()[2].rstrip(","), process.stdout
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) == 0
        finally:
            watchdog.cancel()
            process.kill()


def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    request = Request(url, body, headers, method="POST")  # noqa: S310 - loopback, as the test says
    try:
        with urlopen(request, timeout=10) as answer:  # noqa: S310
            return int(answer.status)
    except HTTPError as refusal:
        with refusal:
            return refusal.code


def signed(key: bytes = KEY) -> dict[str, str]:
    return sign([key], "msg_1", datetime.now(UTC), BODY)


def test_a_webhook_is_verified_and_printed() -> None:
    with listening("--secret", SECRET, "--json") as (url, out):
        assert post(url, BODY, signed()) == 204
        arrived = json.loads(out.readline())
        assert post(url, BODY, signed(b"o" * 32)) == 401
        forged = json.loads(out.readline())
        assert post(url, b"x", {}) == 401
        assert post(url, b"x" * (LARGEST_BODY + 1), {}) == 413
    assert arrived["verified"]
    assert (arrived["release"], arrived["revision"], arrived["language"]) == ("rel_a", 3, "ar")
    assert (arrived["headline"], arrived["message"]) == (HEADLINE, "msg_1")
    assert (forged["verified"], forged["problem"]) == (
        False,
        "webhook-signature does not match the secret",
    )


def test_without_a_secret_nothing_is_called_verified() -> None:
    arrival = judge(Received("/", signed(), BODY), [], 0)
    assert (arrival.verified, arrival.problem) == (False, None)


@pytest.mark.parametrize(
    "body", [b"[]", b"7", b'{"data": []}', b'{"data": {"release": 7, "item": {"headlines": 7}}}']
)
def test_any_json_can_be_read(body: bytes) -> None:
    assert judge(Received("/", {}, body), [], 0).headline is None


def test_what_a_person_sees_keeps_to_its_direction(capsys: pytest.CaptureFixture[str]) -> None:
    tell(judge(Received("/", signed(), BODY), [], 0), as_json=False)
    told = capsys.readouterr().out
    assert f"\u2068{HEADLINE}\u2069" in told
    assert "NOT VERIFIED" in told
    assert "release rel_a  version 2  msg_1" in told


def test_control_characters_of_a_headline_reach_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    item = {"headlines": [{"role": "main", "value": "a\x1b[2Jb"}]}
    body: dict[str, Any] = {"data": {"item": item}}
    tell(judge(Received("/", {}, json.dumps(body).encode()), [], 0), as_json=False)
    assert "\x1b" not in capsys.readouterr().out


def test_what_is_no_secret_is_wrong_usage() -> None:
    result = CliRunner().invoke(app, ["listen", "--secret", "whsec_!"])
    assert result.exit_code == 2
