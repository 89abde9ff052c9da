"""Webhooks signed here are verified by the official library of Standard Webhooks."""

import json
import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from shared.delivery.secrets import derive_secret, write_secret
from shared.delivery.signing import message_id, sign

KEY, OTHER = b"k" * 32, b"o" * 24
KEYS = st.binary(min_size=24, max_size=64)
SAME_LENGTH = st.binary(min_size=32, max_size=32)
"""HMAC pads keys with zeros, so that keys of two lengths can be one."""


def now() -> datetime:
    return datetime.now(UTC)


@given(KEYS, st.text())
def test_what_is_signed_is_verified(key: bytes, text: str) -> None:
    body = json.dumps({"headline": text}, ensure_ascii=False).encode()
    headers = sign([key], "msg_1", now(), body)
    assert Webhook(write_secret(key)).verify(body, headers) == {"headline": text}


@given(SAME_LENGTH, SAME_LENGTH, st.booleans())
def test_another_key_or_body_is_not_verified(key: bytes, other: bytes, same_key: bool) -> None:  # noqa: FBT001 - drawn
    body = b'{"a": 1}'
    headers = sign([key], "msg_1", now(), body if not same_key else b'{"a": 2}')
    if same_key or key != other:
        with pytest.raises(WebhookVerificationError):
            Webhook(write_secret(key if same_key else other)).verify(body, headers)


@pytest.mark.parametrize("header", ["webhook-id", "webhook-timestamp"])
def test_the_id_and_the_moment_are_signed_too(header: str) -> None:
    headers = sign([KEY], "msg_1", now(), b"{}")
    headers[header] = headers[header][:-1] + ("2" if headers[header][-1] != "2" else "3")
    with pytest.raises(WebhookVerificationError):
        Webhook(write_secret(KEY)).verify(b"{}", headers)


def test_during_a_rotation_both_secrets_verify() -> None:
    headers = sign([KEY, OTHER], "msg_1", now(), b"{}")
    for key in (KEY, OTHER):
        assert Webhook(write_secret(key)).verify(b"{}", headers) == {}
    pattern = r"v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}="
    assert re.fullmatch(pattern, headers["webhook-signature"])


def test_the_example_of_the_standard_holds() -> None:
    """Recompute a signature from its parts, written out."""
    headers = sign(
        [KEY], "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", datetime(2023, 1, 19, tzinfo=UTC), b"x"
    )
    assert headers["webhook-timestamp"] == "1674086400"
    signature = Webhook(write_secret(KEY)).sign(
        "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", datetime(2023, 1, 19, tzinfo=UTC), "x"
    )
    assert headers["webhook-signature"] == signature


@pytest.mark.parametrize("hours", [-11, 0, 9])
def test_the_zone_of_the_moment_changes_nothing(hours: int) -> None:
    moment = datetime(2024, 4, 1, 18, 2, 11, 999_999, tzinfo=UTC)
    elsewhere = moment.astimezone(timezone(timedelta(hours=hours)))
    assert sign([KEY], "msg_1", elsewhere, b"{}") == sign([KEY], "msg_1", moment, b"{}")
    assert sign([KEY], "msg_1", moment, b"{}")["webhook-timestamp"] == "1711994531"


def test_nothing_is_signed_without_key_id_or_zone() -> None:
    naive = datetime(2024, 4, 1)  # noqa: DTZ001 - that it has no zone is the point
    with pytest.raises(ValueError, match="key"):
        sign([], "msg_1", now(), b"{}")
    for name in ("", "msg_a.b"):
        with pytest.raises(ValueError, match="name a webhook"):
            sign([KEY], name, now(), b"{}")
    with pytest.raises(ValueError, match="zone"):
        sign([KEY], "msg_1", naive, b"{}")


NAMES = st.text(max_size=30)


@given(st.tuples(NAMES, NAMES, st.integers(1, 10_000), NAMES))
def test_the_name_of_a_delivery_is_stable_and_has_no_dot(named: tuple[str, str, int, str]) -> None:
    name = message_id(*named)
    assert re.fullmatch(r"msg_[a-z2-7]{26}", name)
    assert name == message_id(*named)


@given(
    st.tuples(NAMES, NAMES, st.integers(1, 99), NAMES),
    st.tuples(NAMES, NAMES, st.integers(1, 99), NAMES),
)
def test_different_deliveries_have_different_names(
    one: tuple[str, str, int, str], other: tuple[str, str, int, str]
) -> None:
    assert (message_id(*one) == message_id(*other)) == (one == other)


def test_parts_of_a_name_do_not_run_into_each_other() -> None:
    assert message_id("a", "b", 1, "c") != message_id("ab", "", 1, "c")
    assert message_id("a", "b", 11, "c") != message_id("a", "b", 1, "1c")


def test_an_endpoints_derived_secret_signs_and_verifies() -> None:
    secret = derive_secret(b"m" * 32, "ep_1", 3)
    assert Webhook(write_secret(secret)).verify(b"{}", sign([secret], "msg_1", now(), b"{}")) == {}
