"""Look into the older versions of an object."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from functions.intake.incoming import Incoming
from functions.intake.reading import Entry, entries_of, read_one
from shared.errors import Reject
from shared.ports import Drops
from shared.records.release import Drop

LOOKED_BACK = 20
"""How many older versions of an object are read in search of an embargo."""


class Earlier:
    """Read the older versions of one drop's object, each at most once for all of its releases."""

    def __init__(self, drops: Drops) -> None:
        self._drops = drops
        self._listed: tuple[Drop, ...] | None = None
        self._read: dict[str | None, tuple[Entry, ...]] = {}

    def versions(self, drop: Drop) -> tuple[Drop, ...]:
        """List the versions before a drop, the newest first."""
        if self._listed is None:
            self._listed = tuple(islice(self._drops.earlier(drop), LOOKED_BACK))
        return self._listed

    def texts(self, drop: Drop, name: str, *, until: frozenset[str | None]) -> Iterator[Incoming]:
        """Yield what older versions held of a release, back to one whose event is known."""
        for version in self.versions(drop):
            if version.version_id in until:
                break
            with suppress(Reject):
                yield read_one(self._entries(version), name)

    def _entries(self, version: Drop) -> tuple[Entry, ...]:
        if version.version_id not in self._read:
            self._read[version.version_id] = ()
            self._read[version.version_id] = entries_of(version, self._drops.fetch(version))
        return self._read[version.version_id]
