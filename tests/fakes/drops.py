"""Keep drops in memory, in versions, as a versioned bucket does."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from shared.errors import DropGone, UnreadableDrop
from shared.ports import Fetched
from shared.reading.bounds import OBJECT_BYTES
from shared.records.release import Drop

UNNAMED = "binary/octet-stream"
"""What S3 calls a type that its owner did not name."""


class InMemoryDrops:
    """Be a versioned bucket."""

    def __init__(self, bucket: str = "drops") -> None:
        self._bucket = bucket
        self._contents: dict[tuple[str, str, str], Fetched] = {}
        self._latest: dict[tuple[str, str], str] = {}
        self._count = 0

    def put(
        self, key: str, content: bytes, at: datetime, *, metadata: Mapping[str, str] | None = None
    ) -> Drop:
        """Put an object; return what its event tells. The names of metadata lose their capitals."""
        small = {name.lower(): value for name, value in (metadata or {}).items()}
        self._count += 1
        version = f"v{self._count}"
        self._contents[self._bucket, key, version] = Fetched(content, small, UNNAMED)
        self._latest[self._bucket, key] = version
        return Drop(
            bucket=self._bucket,
            key=key,
            version_id=version,
            sequencer=f"{self._count:016X}",
            size=len(content),
            at=at,
        )

    def delete(self, drop: Drop) -> None:
        """Delete one version for good, or, without a version, hide the object."""
        if drop.version_id is None:
            del self._latest[drop.bucket, drop.key]
        else:
            del self._contents[drop.bucket, drop.key, drop.version_id]

    def fetch(self, drop: Drop) -> Fetched:
        """Return exactly this version; raise DropGone or UnreadableDrop."""
        version = drop.version_id or self._latest.get((drop.bucket, drop.key), "")
        found = self._contents.get((drop.bucket, drop.key, version))
        if found is None:
            raise DropGone(drop.key, drop.version_id)
        if len(found.content) > OBJECT_BYTES:
            raise UnreadableDrop("too_large", f"{drop.key} has {len(found.content)} bytes")
        return found

    def earlier(self, drop: Drop) -> Iterator[Drop]:
        """Return the older versions of an object, the newest first; none without a version id."""
        if drop.version_id is None:
            return
        own = int(drop.version_id[1:])
        places = [(bucket, key, int(v[1:])) for bucket, key, v in self._contents]
        mine = (
            number for bucket, key, number in places if (bucket, key) == (drop.bucket, drop.key)
        )
        for number in sorted((each for each in mine if each < own), reverse=True):
            yield drop.model_copy(update={"version_id": f"v{number}", "sequencer": ""})
