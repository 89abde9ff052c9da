"""Define one POST to an endpoint, what became of it, and the limits of a round of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

MAX_WINDOW = 500

_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


class Reason(StrEnum):
    """Name how an attempt ended; all but `ANSWERED` are attempts without an HTTP status.

    `MISCONFIGURED` (no secret to sign with) and `BODY_MISSING` (no document in the archive) end
    one before it begins, for a fault that an operator has to mend.
    """

    ANSWERED = "answered"
    TIMED_OUT = "timed_out"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    RESET = "reset"
    TLS = "tls"
    DNS = "dns"
    BLOCKED_ADDRESS = "blocked_address"
    MALFORMED = "malformed"
    TOO_LARGE_HEADERS = "too_large_headers"
    NO_DESCRIPTORS = "no_descriptors"
    NOT_SENT = "not_sent"
    MISCONFIGURED = "misconfigured"
    BODY_MISSING = "body_missing"


@dataclass(frozen=True, slots=True)
class Post:
    """Hold one request; `id` comes back in the reply. Header values are printable ASCII."""

    id: str
    url: str
    headers: Mapping[str, str]
    body: bytes

    def __post_init__(self) -> None:
        for name, value in self.headers.items():
            if not (value.isascii() and value.isprintable() and value.strip() and _is_name(name)):
                raise ValueError(f"the header {name!r} of {self.id} cannot be sent as it is")


@dataclass(frozen=True, slots=True)
class Reply:
    """Hold what became of a post.

    `seconds` counts from the moment the post was taken up, name look-up included. `sends` counts
    how often the request began to go out: 2 when a kept connection ended under the first.
    `outcome_unknown` says that the receiver may have handled a request that we have no status of.
    `retry_after` is in seconds; `body_start` holds the first 4 KiB of the answer.
    """

    id: str
    reason: Reason
    status: int | None = None
    seconds: float = 0.0
    body_start: bytes = b""
    retry_after: float | None = None
    sends: int = 0
    outcome_unknown: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bound a round of posts, in seconds; `deadline` is a moment of the monotonic clock.

    After the deadline no further post begins; those under way still have their `total`.
    """

    total: float
    connect: float
    window: int = 200
    deadline: float | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.window <= MAX_WINDOW:
            raise ValueError(f"a window of {self.window} posts is not within 1 and {MAX_WINDOW}")
        if not 0 < self.connect <= self.total:
            raise ValueError("the limit to connect lies between 0 and the total limit")


@lru_cache(maxsize=256)
def _is_name(text: str) -> bool:
    return _HEADER_NAME.fullmatch(text) is not None


FIRST_ATTEMPT = Limits(total=3.0, connect=3.0)
"""The cut of first attempts: a slow endpoint must not hold up the others."""

LATER_ATTEMPT = Limits(total=15.0, connect=5.0)
"""The full limits of the retry lane."""
