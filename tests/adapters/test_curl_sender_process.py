"""What the sender takes from its process, and what it leaves alone."""

import contextlib
import os
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.adapters import network
from shared.adapters.curl_sender import CurlSender
from shared.adapters.curl_transfers import KEPT_CONNECTIONS
from shared.delivery.addresses import LOOPBACK, PUBLIC
from shared.errors import Misconfigured
from shared.records.posting import Reason
from tests.adapters.receivers import answering
from tests.adapters.wire import (
    PATIENT,
    Serve,
    ToldResolver,
    post,
    reply_to,
    serving,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture
def serve() -> Iterator[Serve]:
    with serving() as serve:
        yield serve


def test_proxies_of_the_environment_are_ignored(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiver, proxy = serve(answering()), serve(answering(500))
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
    with CurlSender(policy=LOOPBACK) as sender:
        assert reply_to(sender, receiver.url()).status == 200
    assert proxy.connections == 0


def test_descriptors_stay_bounded_over_many_names(serve: Serve) -> None:
    receivers = [serve(answering()) for _ in range(3)]
    before = _descriptors()
    most = 0
    names = 700
    posts = (
        post(receivers[number % 3].url(f"n{number}.hooks.example"), str(number))
        for number in range(names)
    )
    with CurlSender(policy=LOOPBACK, resolver=ToldResolver({})) as sender:
        for reply in sender.send(posts, PATIENT):
            assert reply.status == 200
            most = max(most, _descriptors() - before)
    theirs = KEPT_CONNECTIONS + PATIENT.window  # the receivers live in the same process
    assert most <= KEPT_CONNECTIONS + PATIENT.window + theirs
    assert sum(receiver.connections for receiver in receivers) == names
    assert _descriptors() - before < most


def test_having_no_descriptors_left_is_not_the_endpoints_failure(serve: Serve) -> None:
    receiver = serve(answering())
    with CurlSender(policy=LOOPBACK) as sender:
        assert reply_to(sender, receiver.url()).status == 200
        with _no_descriptors_left():
            reply = reply_to(sender, f"http://127.0.0.2:{receiver.port}/")
    assert (reply.reason, reply.outcome_unknown) == (Reason.NO_DESCRIPTORS, False)


def test_loopback_is_permitted_by_the_host_process_alone(serve: Serve) -> None:
    receiver = serve(answering())
    assert network.address_policy() is PUBLIC
    with CurlSender() as sender:
        assert reply_to(sender, receiver.url()).reason is Reason.BLOCKED_ADDRESS
    network.permit_loopback()
    try:
        with CurlSender() as sender:
            assert reply_to(sender, receiver.url()).status == 200
    finally:
        network.forbid_loopback()
    assert network.address_policy() is PUBLIC


def test_nothing_that_is_deployed_can_permit_loopback() -> None:
    deployed = [*(ROOT / "functions").rglob("*"), *(ROOT / "shared").rglob("*")]
    own = ROOT / "shared/adapters/network.py"
    for path in [*deployed, *ROOT.glob("template.y*ml"), *ROOT.glob("samconfig*")]:
        if path.is_file() and path.suffix != ".pyc" and path != own:
            assert b"permit_loopback" not in path.read_bytes(), path
    imported = {line.split()[1] for line in own.read_text("utf-8").splitlines() if "import" in line}
    assert imported == {"dataclasses", "shared.delivery.addresses"}


def test_a_missing_file_of_authorities_is_a_fault_of_the_deployment(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured):
        CurlSender(trust=str(tmp_path / "none.pem"))


def _descriptors() -> int:
    return len(list(Path("/dev/fd").iterdir()))


@contextlib.contextmanager
def _no_descriptors_left() -> Iterator[None]:
    """Let this process open nothing more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    held: list[int] = []
    resource.setrlimit(resource.RLIMIT_NOFILE, (_descriptors() + 20, hard))
    try:
        with contextlib.suppress(OSError):
            while True:
                held.append(os.open(os.devnull, os.O_RDONLY))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for descriptor in held:
            os.close(descriptor)
