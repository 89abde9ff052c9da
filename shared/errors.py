"""Name every failure by what the caller should do about it.

PolywireError
├── Reject          the input is wrong: record it, never retry
│   ├── UnreadableDrop      empty, too large, binary, not text, no headline …
│   ├── DropGone            the object's version no longer exists
│   ├── UnknownRelease      a message names a release that is not in the table
│   ├── MalformedMessage    a message that does not parse
│   └── RefusedAddress      an endpoint's URL, or an address behind it, is not allowed
├── Retry           the world is not ready: try again, perhaps `after` some seconds
│   ├── Conflict            somebody else wrote first
│   ├── TooEarly            an embargo still holds on this worker's clock
│   └── Unavailable         a service throttles or fails
└── Misconfigured   the deployment is wrong: stop and alarm
"""

from dataclasses import dataclass, field


class PolywireError(Exception):
    """Be the root of all failures that Polywire names."""


class Reject(PolywireError):  # noqa: N818 - the verb tells what to do
    """Say that the input is wrong: it is recorded, with its short `reason`, and never retried."""

    reason: str


class Retry(PolywireError):  # noqa: N818 - the verb tells what to do
    """Say that the same call may succeed later."""

    after: float | None


class Misconfigured(PolywireError):  # noqa: N818 - the state, not the event
    """Say that the deployment has to be mended before anything can succeed."""


@dataclass(eq=False)
class UnreadableDrop(Reject):
    """Say why a drop cannot be read as a release, as a short reason and a sentence for a person."""

    reason: str
    detail: str

    def __str__(self) -> str:
        return self.detail


@dataclass(eq=False)
class DropGone(Reject):
    """Say that the version of an object that an event names no longer exists."""

    key: str
    version_id: str | None
    reason: str = field(default="object_gone", init=False)

    def __str__(self) -> str:
        version = self.version_id or "without version"
        return f"{self.key} ({version}) was deleted before it was read; drop the file again"


@dataclass(eq=False)
class UnknownRelease(Reject):
    """Say that a message names a release, version or rendition that the table does not hold."""

    name: str
    reason: str = field(default="unknown_release", init=False)

    def __str__(self) -> str:
        return f"no record of {self.name}; drop its file again to make one"


@dataclass(eq=False)
class MalformedMessage(Reject):
    """Say that a message does not have the shape of its queue."""

    detail: str
    reason: str = field(default="malformed_message", init=False)

    def __str__(self) -> str:
        return self.detail


@dataclass(eq=False)
class RefusedAddress(Reject):
    """Say why a URL, or an address that its name resolves to, may not be connected to."""

    reason: str
    detail: str

    def __str__(self) -> str:
        return self.detail


@dataclass(eq=False)
class Conflict(Retry):
    """Say that another writer was first; what was read is out of date."""

    item: str
    after: float | None = None

    def __str__(self) -> str:
        return f"{self.item} was changed by another writer"


@dataclass(eq=False)
class TooEarly(Retry):
    """Say that a release was let go by a clock ahead of ours; a moment later it may go out."""

    release: str
    after: float | None = None

    def __str__(self) -> str:
        return f"the embargo of {self.release} still holds by this clock"


@dataclass(eq=False)
class Unavailable(Retry):
    """Say that a service did not do its work this time."""

    service: str
    code: str
    after: float | None = None

    def __str__(self) -> str:
        return f"{self.service} answered {self.code}"
