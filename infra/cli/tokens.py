"""Draw the random ids that the command gives away."""

import secrets
from base64 import b32encode


def new_id(prefix: str) -> str:
    """Draw an id of a kind: 80 random bits, safe in URLs and to read aloud.

    >>> len(new_id("ep"))
    19
    """
    return f"{prefix}_{b32encode(secrets.token_bytes(10)).decode().lower()}"
