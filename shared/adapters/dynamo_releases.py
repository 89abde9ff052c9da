"""Keep releases and their versions in the table."""

from collections.abc import Iterable, Mapping
from datetime import date

from shared.adapters.dynamo_items import Key, from_item, key_of, to_item
from shared.adapters.dynamo_table import MISSING, DynamoTable
from shared.errors import Conflict, UnknownRelease
from shared.records.record import to_iso
from shared.records.release import ReleaseHead, Version

VERSION = "version#"


class DynamoReleases:
    """Keep one partition per release: its head and its numbered versions."""

    def __init__(self, table: DynamoTable) -> None:
        self._table = table

    def versions(self, release: str) -> tuple[Version, ...]:
        """Return all versions in order; none for a release that is not known."""
        items = self._table.children(key_of("release", release), VERSION)
        return tuple(from_item(Version, item) for item in items)

    def version(self, release: str, number: int) -> Version:
        """Return one version; raise UnknownRelease."""
        item = self._table.get(_version_key(release, number))
        if item is None:
            raise UnknownRelease(f"version {number} of {release}")
        return from_item(Version, item)

    def add(self, version: Version, head: ReleaseHead) -> None:
        """Add the next version and move the head; raise Conflict where another came first."""
        before = version.number - 1
        created = to_iso(head.created)
        item = to_item(
            _head_key(head.release),
            head,
            beside=("version",),
            list=_day(created[:10]),
            at=f"{created}#{head.release}",
        )
        added = self._table.transact(
            self._table.putting(
                to_item(_version_key(version.release, version.number), version), MISSING
            ),
            self._table.putting(item, "#version = :before" if before else MISSING, before=before),
        )
        if not added:
            raise Conflict(f"release {version.release}")

    def heads(self, releases: Iterable[str]) -> Mapping[str, ReleaseHead]:
        """Return the heads of those releases that are known."""
        items = self._table.get_all(_head_key(release) for release in releases)
        heads = (from_item(ReleaseHead, item) for item in items)
        return {head.release: head for head in heads}

    def recorded_on(self, day: date) -> tuple[ReleaseHead, ...]:
        """Return the releases that first came on a day (UTC), oldest first."""
        items = self._table.listed(_day(day.isoformat()))
        return tuple(from_item(ReleaseHead, item) for item in items)


def _head_key(release: str) -> Key:
    return key_of("release", release), "head"


def _version_key(release: str, number: int) -> Key:
    return key_of("release", release), f"{VERSION}{number:05}"


def _day(day: str) -> str:
    return key_of("day", day)
