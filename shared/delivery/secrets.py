"""Derive the secret of each endpoint from a master key, so that none has to be stored."""

import base64
import binascii
import hashlib
import hmac

PREFIX = "whsec_"
SECRET_BYTES = 32
SHORTEST_MASTER = 32
HASH_BYTES = 32
MOST_BLOCKS = 255


def derive_secret(master: bytes, endpoint: str, generation: int) -> bytes:
    """Return the 32-byte signing key of one generation of an endpoint's secret.

    A rotation raises the generation; old generations can be derived as long as they must sign.
    Raises ValueError for a master key of less than 32 bytes.

    >>> derive_secret(b"m" * 32, "ep_1", 1) == derive_secret(b"m" * 32, "ep_1", 2)
    False
    """
    if len(master) < SHORTEST_MASTER:
        raise ValueError(f"a master key has at least {SHORTEST_MASTER} bytes, not {len(master)}")
    context = f"polywire/endpoint-secret/1\0{generation}\0{endpoint}".encode()
    return hkdf_sha256(master, info=context, length=SECRET_BYTES)


def hkdf_sha256(key: bytes, *, info: bytes, length: int, salt: bytes = b"") -> bytes:
    """Expand a key as RFC 5869 says, with SHA-256; at most 8,160 bytes."""
    if not 0 < length <= MOST_BLOCKS * HASH_BYTES:
        raise ValueError(f"{length} bytes cannot be derived at once")
    extracted = hmac.digest(salt or bytes(HASH_BYTES), key, hashlib.sha256)
    block, output, counter = b"", b"", 1
    while len(output) < length:
        block = hmac.digest(extracted, block + info + bytes([counter]), hashlib.sha256)
        output += block
        counter += 1
    return output[:length]


def write_secret(secret: bytes) -> str:
    """Write a secret as subscribers are shown it: `whsec_` and standard base64 with padding.

    >>> write_secret(b"k" * 24)
    'whsec_a2tra2tra2tra2tra2tra2tra2tra2tr'
    """
    return PREFIX + base64.b64encode(secret).decode("ascii")


def read_secret(text: str) -> bytes:
    """Return the bytes of a secret that `write_secret` wrote.

    Raises ValueError for anything else, without repeating what it was given.
    """
    if not text.startswith(PREFIX):
        raise ValueError(f"a secret begins with {PREFIX}")
    try:
        return base64.b64decode(text.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise ValueError(f"what follows {PREFIX} is not standard base64") from None
