"""What the sender makes of endpoints that answer, well or badly."""

from collections.abc import Iterator

import pytest

from shared.adapters.curl_sender import CurlSender
from shared.delivery.addresses import LOOPBACK
from shared.records.posting import Limits, Reason, Reply
from tests.adapters.receivers import (
    Behaviour,
    answering,
    dripping,
    refusing_port,
    repeating,
    saying,
    saying_then_hanging,
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


def test_a_post_arrives_as_it_was_given(serve: Serve, sender: CurlSender) -> None:
    receiver = serve(answering(204, body=b""))
    body = '{"headline": "예산"}'.encode()
    sent = post(receiver.url(path="/a?b=c"), body=body, content_type="application/json")
    reply = replies(sender, [sent])["1"]
    (request,) = receiver.requests
    assert (reply.status, reply.reason, reply.sends) == (204, Reason.ANSWERED, 1)
    assert not reply.outcome_unknown
    assert request.line == "POST /a?b=c HTTP/1.1"
    assert request.body == body
    assert request.headers["webhook-id"] == "msg_1"
    assert request.headers["content-type"] == "application/json"
    assert request.headers["host"] == f"127.0.0.1:{receiver.port}"


def test_nothing_is_asked_for_that_would_have_to_be_waited_for_or_decoded(
    serve: Serve, sender: CurlSender
) -> None:
    receiver = serve(answering())
    replies(sender, [post(receiver.url(), body=MEGABYTE * 2)])
    assert {"expect", "accept-encoding"}.isdisjoint(receiver.requests[0].headers)


@pytest.mark.parametrize("status", [200, 201, 204, 299, 400, 401, 404, 410, 429, 500, 503])
def test_a_status_is_reported_as_it_came(serve: Serve, sender: CurlSender, status: int) -> None:
    reply = reply_to(sender, serve(answering(status, body=b"")).url())
    assert (reply.status, reply.reason) == (status, Reason.ANSWERED)


def test_a_redirect_is_not_followed(serve: Serve, sender: CurlSender) -> None:
    elsewhere = serve(answering())
    for status in (301, 302, 303, 307, 308):
        receiver = serve(answering(status, f"Location: {elsewhere.url()}\r\n"))
        assert reply_to(sender, receiver.url()).status == status
        assert len(receiver.requests) == 1
    assert elsewhere.connections == 0


BAD: dict[str, tuple[Behaviour, Reason]] = {
    "hangs": (saying_then_hanging(b""), Reason.TIMED_OUT),
    "hangs_in_the_status_line": (saying_then_hanging(b"HTTP/1.1 2"), Reason.TIMED_OUT),
    "hangs_in_the_headers": (saying_then_hanging(b"HTTP/1.1 200 OK\r\nA: b\r\n"), Reason.TIMED_OUT),
    "says_continue_and_hangs": (
        saying_then_hanging(b"HTTP/1.1 100 Continue\r\n\r\n"), Reason.TIMED_OUT,
    ),
    "says_continue_and_half_an_answer": (
        saying_then_hanging(b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n"),
        Reason.TIMED_OUT,
    ),
    "drips_its_headers": (dripping(b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 50), Reason.TIMED_OUT),
    "closes_without_an_answer": (saying(b""), Reason.RESET),
    "answers_garbage": (saying(b"\x00\xff\x16\x03 no HTTP at all\r\n\r\n"), Reason.MALFORMED),
    "answers_as_http_0_9": (saying(b"<html>hello</html>"), Reason.MALFORMED),
    "answers_in_another_protocol": (saying(b"220 mail.example ESMTP\r\n"), Reason.MALFORMED),
    "ends_in_the_status_line": (saying(b"HTTP/1.1 20"), Reason.RESET),
    "sends_huge_headers": (
        saying(b"HTTP/1.1 200 OK\r\n" + b"x-a: " + b"y" * 1000 + b"\r\n" * 1 + b"b: c\r\n" * 4000),
        Reason.TOO_LARGE_HEADERS,
    ),
    "sends_one_huge_header": (
        saying(b"HTTP/1.1 200 OK\r\nx: " + b"y" * 500_000 + b"\r\n\r\n"), Reason.TOO_LARGE_HEADERS,
    ),
    "sends_continue_for_ever": (
        repeating(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 100_000), Reason.TOO_LARGE_HEADERS,
    ),
}  # fmt: skip


GOOD = [f"good_{number}" for number in range(60)]


@pytest.fixture(scope="module")
def mixed() -> dict[str, Reply]:
    """Send to all bad endpoints and to many good ones in one round."""
    with serving() as serve, CurlSender(policy=LOOPBACK) as sender:
        good = serve(answering())
        bad = {name: serve(behaviour) for name, (behaviour, _) in BAD.items()}
        posts = [post(receiver.url(), name) for name, receiver in bad.items()]
        posts += [post(good.url(), name) for name in GOOD]
        return replies(sender, posts, Limits(total=2.0, connect=2.0, window=50))


@pytest.mark.parametrize("name", BAD)
def test_an_answer_that_is_none_has_a_named_reason(mixed: dict[str, Reply], name: str) -> None:
    reply = mixed[name]
    assert (reply.reason, reply.status) == (BAD[name][1], None)
    assert reply.outcome_unknown
    assert reply.sends == 1


def test_bad_endpoints_harm_no_good_one(mixed: dict[str, Reply]) -> None:
    assert {mixed[name].status for name in GOOD} == {200}
    assert max(mixed[name].seconds for name in GOOD) < 2.0


def test_a_switch_of_protocols_is_no_answer(serve: Serve, sender: CurlSender) -> None:
    receiver = serve(saying_then_hanging(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"))
    reply = reply_to(sender, receiver.url(), QUICK)
    assert reply.status is None
    assert reply.reason in {Reason.TIMED_OUT, Reason.MALFORMED}


def test_a_refused_connection_is_known_to_have_sent_nothing(sender: CurlSender) -> None:
    with refusing_port() as port:
        reply = reply_to(sender, f"http://127.0.0.1:{port}/")
    assert (reply.reason, reply.sends, reply.outcome_unknown) == (Reason.REFUSED, 0, False)


def test_an_answer_after_interim_ones_counts(serve: Serve, sender: CurlSender) -> None:
    receiver = serve(
        saying(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nA: b\r\n\r\n" + OK)
    )
    assert reply_to(sender, receiver.url()).status == 200
