"""Derive the identity of a release from where it was dropped."""

import hashlib
from base64 import b32encode

from shared.records.record import Record

DEFAULT_SOURCE = "default"
"""The source of an object that lies directly under the prefix."""


class Identity(Record):
    """Name a release: `source` owns it and calls it `name`; `id` stands for both."""

    id: str
    source: str
    name: str


def identify(key: str, prefix: str) -> Identity:
    """Tell which release an object's key belongs to; the first folder under the prefix owns it.

    >>> identify("drop/acme/2024/budget.txt", "drop/").name
    '2024/budget'
    >>> identify("drop/budget.txt", "drop/").source
    'default'
    """
    source, slash, rest = key.removeprefix(prefix).partition("/")
    if not slash:
        source, rest = DEFAULT_SOURCE, source
    folder, slash, file = rest.rpartition("/")
    name = folder + slash + (file.rpartition(".")[0] or file)
    return Identity(id=release_id(source, name), source=source, name=name)


def release_id(source: str, name: str) -> str:
    """Derive the id that stands for a source's name: short, safe in keys and URLs, always the same.

    >>> release_id("acme", "budget") == release_id("acme", "budget") != release_id("acm", "ebudget")
    True
    """
    digest = hashlib.blake2b(f"{source}\0{name}".encode(), digest_size=15).digest()
    return "rel_" + b32encode(digest).decode("ascii").lower()
