"""What the sender reads of an answer beyond its status."""

from collections.abc import Iterator

import pytest

from shared.adapters.curl_sender import CurlSender
from shared.delivery.addresses import LOOPBACK
from shared.records.posting import Reason
from tests.adapters.receivers import (
    Exchange,
    answering,
    dripping,
    saying,
)
from tests.adapters.wire import QUICK, Serve, post, replies, reply_to, serving

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
MEGABYTE = b"x" * 1_000_000


@pytest.fixture
def serve() -> Iterator[Serve]:
    with serving() as serve:
        yield serve


@pytest.fixture
def sender() -> Iterator[CurlSender]:
    with CurlSender(policy=LOOPBACK) as sender:
        yield sender


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nbroken",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\n\nbare line feeds",
    ],
)
def test_a_status_holds_whatever_its_body_is(serve: Serve, sender: CurlSender, raw: bytes) -> None:
    reply = reply_to(sender, serve(saying(raw)).url())
    assert (reply.status, reply.reason) == (200, Reason.ANSWERED)


def test_a_status_holds_when_its_body_never_ends(serve: Serve, sender: CurlSender) -> None:
    slow = serve(dripping(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 400))
    reply = reply_to(sender, slow.url(), QUICK)
    assert (reply.status, reply.outcome_unknown) == (200, False)


def test_of_a_body_of_50_megabytes_little_is_read(serve: Serve, sender: CurlSender) -> None:
    taken = []

    def flooding(exchange: Exchange) -> bool:
        exchange.wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n")
        for _ in range(50):
            exchange.wire.sendall(MEGABYTE)
            taken.append(len(MEGABYTE))
        return False

    large, good = serve(flooding), serve(answering())
    found = replies(sender, [post(large.url(), "large"), post(good.url(), "good")])
    large.close()
    assert found["large"].status == found["good"].status == 200
    assert found["large"].body_start == b"x" * 4096
    assert found["large"].seconds < 2
    assert sum(taken) < 25_000_000


def test_a_body_of_64_kib_is_read_whole_and_its_connection_kept(
    serve: Serve, sender: CurlSender
) -> None:
    receiver = serve(answering(body=b"y" * 65_536))
    for _ in range(2):
        assert reply_to(sender, receiver.url()).body_start == b"y" * 4096
    assert receiver.connections == 1


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120.0), ("0", 0.0), ("9" * 20, 1e9), ("soon", None), ("-5", None)],
)
def test_retry_after_is_read_however_long_it_is(
    serve: Serve, sender: CurlSender, value: str, seconds: float | None
) -> None:
    receiver = serve(answering(503, f"RETRY-AFTER:  {value}\r\n"))
    assert reply_to(sender, receiver.url()).retry_after == seconds


def test_retry_after_may_be_a_date(serve: Serve, sender: CurlSender) -> None:
    receiver = serve(answering(429, "Retry-After: Fri, 01 Jan 2100 00:00:00 GMT\r\n"))
    asked = reply_to(sender, receiver.url()).retry_after
    assert asked is not None
    assert asked > 365 * 24 * 3600
