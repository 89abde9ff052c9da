"""Where the sender connects to, and above all where it does not."""

import threading
import time
from collections.abc import Iterator

import pytest

from shared.adapters.curl_exchange import Pinned
from shared.adapters.curl_sender import CurlSender
from shared.adapters.curl_transfers import Transfers
from shared.adapters.resolver import ThreadedResolver
from shared.delivery.addresses import LOOPBACK, PUBLIC, parse_url
from shared.records.posting import Limits, Post, Reason, Reply
from tests.adapters.receivers import answering, ending_on_turn, refusing_port
from tests.adapters.wire import (
    PATIENT,
    QUICK,
    Serve,
    ToldResolver,
    post,
    replies,
    reply_to,
    serving,
)

ONE = "one.hooks.example"


@pytest.fixture
def serve() -> Iterator[Serve]:
    with serving() as serve:
        yield serve


def told(**names: list[tuple[str, ...]]) -> ToldResolver:
    return ToldResolver({f"{name}.hooks.example": answers for name, answers in names.items()})


def test_a_name_is_connected_to_at_the_address_found_and_keeps_its_host_header(
    serve: Serve,
) -> None:
    receiver = serve(answering())
    resolver = told(one=[("127.0.0.1",)])
    with CurlSender(policy=LOOPBACK, resolver=resolver) as sender:
        assert reply_to(sender, receiver.url(ONE)).status == 200
    assert resolver.asked == [ONE]
    assert receiver.requests[0].headers["host"] == f"{ONE}:{receiver.port}"


@pytest.mark.parametrize(
    "answers",
    [
        ("127.0.0.1",),
        ("10.0.0.1",),
        ("169.254.100.1",),
        ("::1",),
        ("::ffff:127.0.0.1",),
        ("64:ff9b::7f00:1",),
        ("93.184.215.14", "192.168.0.1"),
    ],
)
def test_a_name_with_a_forbidden_answer_is_not_connected_to(answers: tuple[str, ...]) -> None:
    with CurlSender(policy=PUBLIC, resolver=told(one=[answers])) as sender:
        reply = reply_to(sender, f"https://{ONE}/")
    assert (reply.reason, reply.sends, reply.outcome_unknown) == (Reason.BLOCKED_ADDRESS, 0, False)


def test_the_connected_socket_is_judged_even_if_the_pin_were_wrong(serve: Serve) -> None:
    receiver = serve(answering())
    transfers = Transfers(PUBLIC, _certifi())
    target = parse_url(f"https://{ONE}:8443/")
    for address in ("127.0.0.1", "::1"):
        exchange = transfers.begin(Pinned(target, address, 500), post(target.url), 500)
        while not (ended := transfers.step()):
            transfers.wait(0.5)
        assert exchange.read(ended[0][1]) == (Reason.BLOCKED_ADDRESS, None)
        assert exchange.sends == 0
        transfers.release(exchange)
    transfers.close()
    assert receiver.connections == 0


def test_a_public_policy_speaks_no_http_even_if_the_url_says_so(serve: Serve) -> None:
    receiver = serve(answering())
    transfers = Transfers(PUBLIC, _certifi())
    target = parse_url(receiver.url(), LOOPBACK)
    exchange = transfers.begin(Pinned(target, "127.0.0.1", 500), post(target.url), 500)
    while not (ended := transfers.step()):
        transfers.wait(0.5)
    assert exchange.read(ended[0][1])[1] is None
    transfers.close()
    assert receiver.connections == 0


def test_a_name_that_moves_to_a_forbidden_address_is_stopped_on_a_kept_connection(
    serve: Serve,
) -> None:
    receiver = serve(answering())
    resolver = told(one=[("127.0.0.1",), ("10.0.0.1",)])
    with CurlSender(policy=LOOPBACK, resolver=resolver) as sender:
        assert reply_to(sender, receiver.url(ONE)).status == 200
        assert reply_to(sender, receiver.url(ONE)).reason is Reason.BLOCKED_ADDRESS
    assert len(receiver.requests) == 1


def test_a_kept_connection_is_used_only_for_the_address_that_was_pinned(serve: Serve) -> None:
    receiver = serve(answering())
    resolver = told(one=[("127.0.0.1",), ("127.0.0.2",)])
    with CurlSender(policy=LOOPBACK, resolver=resolver) as sender:
        assert reply_to(sender, receiver.url(ONE)).status == 200
        assert reply_to(sender, receiver.url(ONE)).reason is Reason.REFUSED
    assert len(receiver.requests) == 1


def test_the_next_address_is_tried_when_one_refuses(serve: Serve) -> None:
    receiver = serve(answering())
    with CurlSender(policy=LOOPBACK, resolver=told(one=[("127.0.0.9", "127.0.0.1")])) as sender:
        reply = reply_to(sender, receiver.url(ONE))
    assert (reply.status, reply.sends) == (200, 1)


def test_a_url_that_is_refused_becomes_a_reply() -> None:
    with CurlSender(policy=PUBLIC) as sender:
        for url in ("http://127.0.0.1/", "https://user@hooks.example.com/", "https://localhost/"):
            assert reply_to(sender, url).reason is Reason.BLOCKED_ADDRESS


def test_a_name_without_answer_is_a_dns_failure() -> None:
    with CurlSender(policy=PUBLIC, resolver=told(one=[()])) as sender:
        reply = reply_to(sender, f"https://{ONE}/")
    assert (reply.reason, reply.outcome_unknown) == (Reason.DNS, False)


def test_dead_names_do_not_starve_the_living(serve: Serve) -> None:
    receiver, released = serve(answering()), threading.Event()

    def lookup(host: str) -> list[str]:
        if host.startswith("dead"):
            released.wait(20)
            raise OSError("nobody answered")
        return ["127.0.0.1"]

    posts = [
        post(receiver.url(f"dead{number}.hooks.example"), f"d{number}") for number in range(60)
    ]
    posts += [
        post(receiver.url(f"good{number}.hooks.example"), f"g{number}") for number in range(60)
    ]
    limits = Limits(total=1.5, connect=1.5, window=100)
    resolver = ThreadedResolver(lookup=lookup)
    with CurlSender(policy=LOOPBACK, resolver=resolver) as sender:
        found = replies(sender, posts, limits)
        again = replies(sender, posts[60:], limits)
    released.set()
    assert {found[f"d{number}"].reason for number in range(60)} == {Reason.DNS}
    assert {found[f"g{number}"].status for number in range(60)} == {200}
    assert {reply.status for reply in again.values()} == {200}


def test_an_address_that_does_not_take_connections_costs_its_limit_only(serve: Serve) -> None:
    good = serve(answering())
    with refusing_port() as port, CurlSender(policy=LOOPBACK) as sender:
        posts = [post(f"http://127.0.0.1:{port}/", str(number)) for number in range(30)]
        found = replies(sender, [*posts, post(good.url(), "good")], QUICK)
    assert found.pop("good").status == 200
    assert {reply.reason for reply in found.values()} == {Reason.REFUSED}


def test_a_reset_is_answered_by_one_more_send_at_the_same_address(serve: Serve) -> None:
    receiver = serve(ending_on_turn(2, answering()))
    resolver = told(one=[("127.0.0.1", "127.0.0.9")])
    with CurlSender(policy=LOOPBACK, resolver=resolver) as sender:
        found: list[Reply] = []
        for number in range(2):
            sent: list[Post] = [post(receiver.url(ONE), str(number))]
            found += sender.send(sent, PATIENT)
    assert [(reply.status, reply.sends) for reply in found] == [(200, 1), (200, 2)]


def test_time_for_a_name_is_part_of_the_total() -> None:
    released = threading.Event()

    def lookup(host: str) -> list[str]:
        released.wait(20)
        return [host]

    started = time.monotonic()
    with CurlSender(policy=PUBLIC, resolver=ThreadedResolver(lookup=lookup)) as sender:
        reply = reply_to(sender, f"https://{ONE}/", Limits(total=0.5, connect=0.5))
    released.set()
    assert reply.reason is Reason.DNS
    assert time.monotonic() - started < 5.0


def _certifi() -> str:
    import certifi

    return certifi.where()
