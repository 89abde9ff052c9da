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
        return self.model_copy(update={"id": release_id(self.source, self.name, event)})


def release_id(*parts: str) -> str:
    r"""Derive the id that stands for a source's name: short, safe in keys and URLs, ever the same.

    >>> release_id("acme", "budget") == release_id("acme", "budget") != release_id("acm", "ebudget")
    True
    >>> len({release_id("a\0b", "c"), release_id("a", "b\0c"), release_id("a", "b", "c")})
    3
    """
    joined = "\0".join(map(_without_nul, parts))
    return "rel_" + b32encode(_digest(joined)).decode("ascii").lower()


def _without_nul(part: str) -> str:
    r"""Write NUL in two other characters, so that it stands between the parts alone.

    >>> _without_nul("plant"), _without_nul("a\0b"), _without_nul("a\1+b")
    ('plant', 'a\x01+b', 'a\x01-+b')
    """
    return part.replace("\1", "\1-").replace("\0", "\1+")


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=15).digest()
