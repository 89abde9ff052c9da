"""Keep the releases that wait for a time in memory."""

from collections.abc import Iterator
from datetime import datetime

from shared.records.release import HeldRelease
from tests.fakes.stored import stored, stored_moment


class InMemoryEmbargoes:
    """Remember which releases wait for a time."""

    def __init__(self) -> None:
        self._held: dict[str, HeldRelease] = {}

    def hold(self, release: str, until: datetime) -> None:
        """Let a release wait; a later call for it moves the time."""
        self._held[release] = stored(HeldRelease(release=release, until=until))

    def due(self, now: datetime) -> Iterator[HeldRelease]:
        """Return the releases whose time has come."""
        come = [held for held in self._held.values() if held.until <= stored_moment(now)]
        yield from sorted(come, key=lambda held: held.until)

    def lift(self, held: HeldRelease) -> None:
        """Let a release go; one that was given another time meanwhile stays."""
        if self._held.get(held.release) == stored(held):
            del self._held[held.release]
