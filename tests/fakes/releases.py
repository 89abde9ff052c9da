"""Keep releases and their versions in memory."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date

from shared.errors import Conflict, UnknownRelease
from shared.records.release import ReleaseHead, Version
from tests.fakes.stored import stored


class InMemoryReleases:
    """Remember releases and their versions."""

    def __init__(self) -> None:
        self._versions: dict[str, list[Version]] = {}
        self._heads: dict[str, ReleaseHead] = {}

    def versions(self, release: str) -> tuple[Version, ...]:
        """Return all versions in order; none for a release that is not known."""
        return tuple(self._versions.get(release, ()))

    def version(self, release: str, number: int) -> Version:
        """Return one version; raise UnknownRelease."""
        versions = self._versions.get(release, [])
        if not 1 <= number <= len(versions):
            raise UnknownRelease(f"version {number} of {release}")
        return versions[number - 1]

    def add(self, version: Version, head: ReleaseHead) -> None:
        """Add the next version and move the head; raise Conflict where another came first."""
        versions = self._versions.get(version.release, [])
        if version.number != len(versions) + 1:
            raise Conflict(f"release {version.release}")
        self._versions[version.release] = [*versions, stored(version)]
        self._heads[head.release] = stored(head)

    def heads(self, releases: Iterable[str]) -> Mapping[str, ReleaseHead]:
        """Return the heads of those releases that are known."""
        return {name: self._heads[name] for name in releases if name in self._heads}

    def recorded_on(self, day: date) -> tuple[ReleaseHead, ...]:
        """Return the releases that first came on a day (UTC), oldest first."""
        heads = [h for h in self._heads.values() if h.created.astimezone(UTC).date() == day]
        return tuple(sorted(heads, key=lambda head: (head.created, head.release)))
