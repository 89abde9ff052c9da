"""Verify a webhook as a subscriber would: from its headers, its bytes and the secret alone."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping, Sequence

PREFIX = "whsec_"
TOLERANCE = 300
"""How many seconds a time stamp may be off, either way (Standard Webhooks 1.0)."""


def signature_problem(
    headers: Mapping[str, str], body: bytes, secrets: Sequence[str], now: float
) -> str | None:
    """Say why none of the secrets verifies a webhook; None where one does.

    The algorithm is that of Standard Webhooks 1.0, "Verifying webhook authenticity": HMAC-SHA256
    over `id.timestamp.body`, any `v1` signature of the header counts. Names of headers are in
    lower case; `now` is in seconds since 1970.

    >>> signature_problem({}, b"", [PREFIX + "a2tra2tr"], 0)
    'webhook-id, webhook-timestamp or webhook-signature is missing'
    """
    message = headers.get("webhook-id")
    stamp = headers.get("webhook-timestamp")
    signatures = headers.get("webhook-signature")
    if not (message and stamp and signatures):
        return "webhook-id, webhook-timestamp or webhook-signature is missing"
    if not (stamp.isascii() and stamp.isdecimal()):
        return "webhook-timestamp is not a whole number of seconds"
    if abs(now - int(stamp)) > TOLERANCE:
        return f"webhook-timestamp is more than {TOLERANCE} seconds off"
    signed = f"{message}.{stamp}.".encode() + body
    given = [part.removeprefix("v1,") for part in signatures.split(" ") if part.startswith("v1,")]
    for secret in secrets:
        expected = signature(secret, signed)
        if any(hmac.compare_digest(expected, one.encode()) for one in given):
            return None
    return "webhook-signature does not match the secret"


def signature(secret: str, signed: bytes) -> bytes:
    """Sign as the owner of a secret would, in base64."""
    return base64.b64encode(hmac.digest(key_of(secret), signed, hashlib.sha256))


def key_of(secret: str) -> bytes:
    """Return the key in a secret; raise ValueError where it is none, without repeating it."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not key:
        raise ValueError(f"a secret is {PREFIX} followed by base64, as `endpoint add` printed it")
    return key
