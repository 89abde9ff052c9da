"""Define a release: the drop it came from, its head and its versions."""

from pydantic import Field

from shared.records.cleaned import ReleaseStatus
from shared.records.record import Moment, Record


class Drop(Record):
    """Hold one object put into the bucket, as the event told it; `sequencer` orders one key."""

    bucket: str
    key: str
    version_id: str | None = None
    sequencer: str = ""
    size: int = 0
    at: Moment

    def is_older_than(self, other: "Drop") -> bool:
        """Tell whether this event came before another one of the same key.

        Amazon S3, "Event message structure": the shorter sequencer is padded with zeros on the
        right, then text order is time order; nothing is known across keys.
        """
        width = max(len(self.sequencer), len(other.sequencer))
        mine, theirs = (drop.sequencer.ljust(width, "0") for drop in (self, other))
        return self.key == other.key and mine < theirs


class Version(Record):
    """Hold one version of a release; the cleaned text lies in the archive under `document`."""

    release: str
    number: int = Field(ge=1)
    source: str
    name: str
    status: ReleaseStatus
    language: str
    languages: tuple[str, ...]
    headline: str
    version_key: str
    document: str
    drop: Drop
    created: Moment


class ReleaseHead(Record):
    """Hold what is true of a release now: its latest version and when it first came."""

    release: str
    version: int
    source: str
    name: str
    status: ReleaseStatus
    language: str
    languages: tuple[str, ...]
    headline: str
    created: Moment
    updated: Moment

    @classmethod
    def of(cls, version: Version, first: Version) -> "ReleaseHead":
        """Derive the head from the latest and the first version."""
        return cls(
            release=version.release,
            version=version.number,
            source=version.source,
            name=version.name,
            status=version.status,
            language=version.language,
            languages=version.languages,
            headline=version.headline,
            created=first.created,
            updated=version.created,
        )

    def withdrew(self, version: int) -> bool:
        """Tell whether an older version was called back by a later one."""
        return self.status is ReleaseStatus.CANCELED and version < self.version


class Rejection(Record):
    """Say what was refused, where and why; for a drop, `version_id` names the kept raw object."""

    at: Moment
    stage: str
    subject: str
    reason: str
    detail: str
    version_id: str | None = None
