"""How a round of posts moves through the window, and how connections are kept."""

import time
from collections.abc import Iterator

import pytest

from shared.adapters.curl_sender import CurlSender
from shared.delivery.addresses import LOOPBACK
from shared.records.posting import Limits, Post, Reason
from tests.adapters.receivers import (
    answering,
    ending_on_turn,
    saying,
    saying_then_hanging,
)
from tests.adapters.wire import PATIENT, Serve, post, replies, reply_to, serving


@pytest.fixture
def serve() -> Iterator[Serve]:
    with serving() as serve:
        yield serve


@pytest.fixture
def sender() -> Iterator[CurlSender]:
    with CurlSender(policy=LOOPBACK) as sender:
        yield sender


def test_hanging_endpoints_do_not_stop_the_window(serve: Serve, sender: CurlSender) -> None:
    hanging, good = serve(saying_then_hanging(b"")), serve(answering())
    limits = Limits(total=2, connect=2, window=10)
    posts = [post(hanging.url(), f"bad{number}") for number in range(9)]
    posts += [post(good.url(), f"good{number}") for number in range(40)]
    order = [reply.id for reply in sender.send(posts, limits)]
    assert all(name.startswith("good") for name in order[:40])


def test_posts_are_taken_only_when_there_is_a_place(serve: Serve, sender: CurlSender) -> None:
    receiver = serve(answering())
    taken: list[str] = []

    def one_by_one() -> Iterator[Post]:
        for number in range(30):
            taken.append(str(number))
            yield post(receiver.url(), str(number))

    limits = Limits(total=5, connect=5, window=4)
    answered = 0
    for _ in sender.send(one_by_one(), limits):
        answered += 1
        assert len(taken) <= answered + limits.window
    assert answered == 30


def test_after_the_deadline_nothing_is_sent(serve: Serve, sender: CurlSender) -> None:
    receiver = serve(answering())
    limits = Limits(total=5, connect=5, window=2, deadline=time.monotonic() - 1)
    found = replies(sender, [post(receiver.url(), str(number)) for number in range(5)], limits)
    assert {reply.reason for reply in found.values()} == {Reason.NOT_SENT}
    assert len(found) == 5
    assert receiver.connections == 0


def test_what_is_under_way_at_the_deadline_is_finished(serve: Serve, sender: CurlSender) -> None:
    receiver = serve(answering())
    moment = time.monotonic() + 0.3
    limits = Limits(total=5, connect=5, window=1, deadline=moment)

    def endless() -> Iterator[Post]:
        number = 0
        while time.monotonic() < moment:
            yield post(receiver.url(), str(number))
            number += 1
        yield from (post(receiver.url(), f"late{late}") for late in range(3))

    found = replies(sender, endless(), limits)
    late = {name for name, reply in found.items() if reply.reason is Reason.NOT_SENT}
    assert {"late0", "late1", "late2"} <= late
    assert len(receiver.requests) == sum(reply.status == 200 for reply in found.values()) > 0


def test_connections_are_kept_from_call_to_call(serve: Serve, sender: CurlSender) -> None:
    receiver = serve(answering())
    for _ in range(5):
        assert reply_to(sender, receiver.url()).status == 200
    assert receiver.connections == 1
    assert len(receiver.requests) == 5


def test_a_kept_connection_that_ends_is_seen_and_the_post_sent_again(
    serve: Serve, sender: CurlSender
) -> None:
    receiver = serve(ending_on_turn(2, answering()))
    assert reply_to(sender, receiver.url()).sends == 1
    second = reply_to(sender, receiver.url())
    assert (second.status, second.sends) == (200, 2)
    first, died, again = receiver.requests
    assert (first.connection, died.connection, died.turn, again.turn) == (1, 1, 2, 1)
    assert died.headers == again.headers


def test_the_second_send_never_takes_another_kept_connection(
    serve: Serve, sender: CurlSender
) -> None:
    receiver = serve(ending_on_turn(2, answering()))
    replies(sender, [post(receiver.url(), name) for name in "abcd"])
    assert receiver.connections == 4
    again = reply_to(sender, receiver.url())
    assert (again.status, again.sends) == (200, 2)


def test_a_post_is_sent_again_only_once(serve: Serve, sender: CurlSender) -> None:
    receiver = serve(answering())
    assert reply_to(sender, receiver.url()).status == 200
    receiver.behaviour = saying(b"")
    lost = reply_to(sender, receiver.url())
    assert (lost.reason, lost.sends, lost.outcome_unknown) == (Reason.RESET, 2, True)
    assert len(receiver.requests) == 3


def test_a_fresh_connection_that_ends_is_not_tried_again(serve: Serve, sender: CurlSender) -> None:
    receiver = serve(saying(b""))
    assert reply_to(sender, receiver.url()).sends == 1
    assert len(receiver.requests) == 1


def test_a_round_that_is_left_early_leaves_the_sender_usable(
    serve: Serve, sender: CurlSender
) -> None:
    hanging, good = serve(saying_then_hanging(b"")), serve(answering())
    posts = [post(good.url(), "good"), *(post(hanging.url(), str(n)) for n in range(5))]
    round_of_posts = sender.send(posts, PATIENT)
    assert next(iter(round_of_posts)).id == "good"
    with pytest.raises(RuntimeError, match="still sending"):
        next(iter(sender.send(posts, PATIENT)))
    round_of_posts.close()  # type: ignore[attr-defined]
    assert reply_to(sender, good.url()).status == 200


def test_an_error_in_the_callers_posts_comes_out(serve: Serve, sender: CurlSender) -> None:
    receiver = serve(answering())

    def failing() -> Iterator[Post]:
        yield post(receiver.url())
        raise LookupError("the caller's own")

    with pytest.raises(LookupError, match="the caller's own"):
        replies(sender, failing())
    assert reply_to(sender, receiver.url()).status == 200
