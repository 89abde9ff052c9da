"""Name releases: who owns them, what they are called, and the id that stands for both."""

import hashlib
from base64 import b32encode

from shared.records.record import Record


class Identity(Record):
    """Name a release: `source` owns it and calls it `name`; `id` stands for both."""

    id: str
    source: str
    name: str

    @classmethod
    def of(cls, source: str, name: str) -> "Identity":
        """Give a source's name its id."""
        return cls(id=release_id(source, name), source=source, name=name)

    def called(self, name: str) -> "Identity":
        """Return the identity of another name of the same source."""
        return Identity.of(self.source, name)

    def again(self, event: str) -> "Identity":
        """Return the identity of another story under this name, begun by an event."""
        return Identity(
            id=release_id(self.source, f"{self.name}\0{event}"), source=self.source, name=self.name
        )


def release_id(source: str, name: str) -> str:
    """Derive the id that stands for a source's name: short, safe in keys and URLs, always the same.

    >>> release_id("acme", "budget") == release_id("acme", "budget") != release_id("acm", "ebudget")
    True
    """
    digest = hashlib.blake2b(f"{source}\0{name}".encode(), digest_size=15).digest()
    return "rel_" + b32encode(digest).decode("ascii").lower()
