"""Sign webhooks as Standard Webhooks 1.0 prescribes, and name them."""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import datetime


def sign(
    secret_keys: Sequence[bytes], message_id: str, moment: datetime, body: bytes
) -> dict[str, str]:
    """Return the three headers of a webhook, with one signature for each key.

    The signature is HMAC-SHA256 over `id.seconds.body` (Standard Webhooks 1.0, "Signature
    scheme"). While a secret is being rotated both keys sign; one space stands between.
    Raises ValueError for no key, an id with a dot, or a moment without a zone.

    >>> from datetime import UTC
    >>> headers = sign([b"k" * 32], "msg_1", datetime(2024, 4, 1, 18, tzinfo=UTC), b"{}")
    >>> headers["webhook-timestamp"], headers["webhook-signature"][:3]
    ('1711994400', 'v1,')
    """
    if not secret_keys:
        raise ValueError("a webhook needs at least one key to be signed with")
    if not message_id or "." in message_id:
        raise ValueError(f"{message_id!r} cannot name a webhook: it is empty or has a dot")
    if moment.tzinfo is None:
        raise ValueError("the moment of signing needs a zone")
    seconds = str(int(moment.timestamp()))
    signed = f"{message_id}.{seconds}.".encode() + body
    return {
        "webhook-id": message_id,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(_signature(key, signed) for key in secret_keys),
    }


def message_id(release: str, language: str, revision: int, endpoint: str) -> str:
    """Name a delivery: the same on every attempt, other for every revision and endpoint.

    >>> message_id("newsdesk/budget", "ar", 2, "ep_1")
    'msg_kfrxy7mf33re7qu32idoiyafwu'
    """
    named = json.dumps([release, language, revision, endpoint], ensure_ascii=False)
    digest = hashlib.blake2b(named.encode(), digest_size=16).digest()
    return "msg_" + base64.b32encode(digest).decode("ascii").rstrip("=").lower()


def _signature(key: bytes, signed: bytes) -> str:
    return "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode("ascii")
