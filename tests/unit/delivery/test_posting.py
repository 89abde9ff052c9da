"""A post and the limits of a round are right or not made."""

import pytest

from shared.records.posting import FIRST_ATTEMPT, LATER_ATTEMPT, Limits, Post


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("webhook-id", "msg_1\r\nhost: elsewhere.example"),
        ("webhook-id", "msg_1\n"),
        ("webhook-id", "msg\x001"),
        ("webhook-id", ""),
        ("webhook-id", " "),
        ("webhook-id", "예산"),
        ("webhook id", "msg_1"),
        ("webhook-id:", "msg_1"),
        ("webhook\nid", "msg_1"),
        ("", "msg_1"),
        ("ä", "msg_1"),
    ],
)
def test_a_header_that_could_become_another_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError, match="cannot be sent as it is"):
        Post("1", "https://hooks.example.com/", {name: value}, b"{}")


def test_an_ordinary_header_is_taken() -> None:
    headers = {"webhook-signature": "v1,abc= v1,def=", "content-type": "a/b; charset=utf-8"}
    assert Post("1", "https://hooks.example.com/", headers, b"{}").headers == headers


@pytest.mark.parametrize(
    ("total", "connect", "window"), [(3, 0, 1), (3, 4, 1), (0, 0, 1), (3, 1, 0), (3, 1, 501)]
)
def test_limits_that_cannot_hold_are_refused(total: float, connect: float, window: int) -> None:
    with pytest.raises(ValueError, match=r"limit|window"):
        Limits(total=total, connect=connect, window=window)


def test_the_two_lanes_have_their_limits() -> None:
    assert (FIRST_ATTEMPT.total, FIRST_ATTEMPT.window) == (3.0, 200)
    assert LATER_ATTEMPT.total == 15.0
