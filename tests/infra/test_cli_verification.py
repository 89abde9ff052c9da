import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from infra.cli.verification import signature_problem
from shared.delivery.secrets import write_secret
from shared.delivery.signing import sign

KEY = b"k" * 32
SECRET = write_secret(KEY)
OTHER = write_secret(b"o" * 32)
NOW = datetime.now(UTC).replace(microsecond=0)
BODY = '{"headline": "عودة العبارات"}'.encode()
HEADERS = sign([KEY], "msg_1", NOW, BODY)


def problem(
    headers: dict[str, str] = HEADERS,
    body: bytes = BODY,
    secrets: tuple[str, ...] = (SECRET,),
    later: float = 0,
) -> str | None:
    return signature_problem(headers, body, secrets, NOW.timestamp() + later)


def test_what_the_sender_signs_verifies() -> None:
    assert problem() is None


@given(body=st.text(max_size=200), key=st.binary(min_size=24, max_size=64))
def test_the_official_library_and_this_code_agree(body: str, key: bytes) -> None:
    secret = write_secret(key)
    official = Webhook(secret)
    headers = {
        "webhook-id": "msg_2",
        "webhook-timestamp": str(int(NOW.timestamp())),
        "webhook-signature": official.sign("msg_2", NOW, body),
    }
    assert problem(headers, body.encode(), (secret,)) is None
    with pytest.raises(WebhookVerificationError):
        Webhook(OTHER).verify(body, headers)
    assert problem(headers, body.encode(), (OTHER,))


@pytest.mark.parametrize("later", [-300, 300])
def test_five_minutes_off_are_in_time(later: float) -> None:
    assert problem(later=later) is None


@pytest.mark.parametrize("later", [-301, 301])
def test_more_than_five_minutes_off_are_not(later: float) -> None:
    assert "300 seconds off" in str(problem(later=later))


def test_any_of_several_secrets_will_do() -> None:
    assert problem(secrets=(OTHER, SECRET)) is None


def test_any_of_several_signatures_will_do() -> None:
    both = sign([b"n" * 32, KEY], "msg_1", NOW, BODY)
    assert problem(both) is None


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_a_missing_header_is_told(name: str) -> None:
    rest = {key: value for key, value in HEADERS.items() if key != name}
    assert "missing" in str(problem(rest))


@pytest.mark.parametrize(
    "changed",
    [
        {"webhook-id": "msg_9"},
        {"webhook-timestamp": str(int(NOW.timestamp()) - 1)},
        {"webhook-timestamp": "now"},
        {"webhook-timestamp": "١٧"},
        {"webhook-signature": HEADERS["webhook-signature"].replace("v1,", "v2,")},
        {"webhook-signature": "v1,"},
        {"webhook-signature": "v1,é"},
    ],
)
def test_a_changed_header_does_not_verify(changed: dict[str, str]) -> None:
    assert problem(HEADERS | changed)


def test_a_changed_body_does_not_verify() -> None:
    assert problem(body=BODY + b" ")


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_!!", "pass word"])
def test_what_is_no_secret_is_refused_without_repeating_it(secret: str) -> None:
    with pytest.raises(ValueError, match="base64") as refusal:
        problem(secrets=(secret,))
    assert secret in ("", "whsec_") or secret not in str(refusal.value)


def test_a_secret_is_standard_base64_with_its_prefix() -> None:
    assert base64.b64decode(SECRET.removeprefix("whsec_")) == KEY
