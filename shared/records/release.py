"""Define a release: the drop it came from, its head and its versions."""

from datetime import datetime, timedelta

from pydantic import Field

from shared.records.fields import ReleaseStatus
from shared.records.record import Moment, Record

CLOCKS_APART = timedelta(seconds=5)
"""How far the clocks of two workers may be apart."""


class Drop(Record):
    """Hold one object put into the bucket, as the event told it; `sequencer` orders one key."""

    bucket: str
    key: str
    version_id: str | None = None
    sequencer: str = ""
    size: int = 0
    at: Moment

    def is_same_event(self, other: "Drop") -> bool:
        """Tell whether two events tell of one put."""
        mine, theirs = ((each.key, each.version_id, each.sequencer) for each in (self, other))
        return mine == theirs

    def is_older_than(self, other: "Drop") -> bool:
        """Tell whether this event came before another one of the same key.

        Amazon S3, "Event message structure": the shorter sequencer is padded with zeros on the
        right, then text order is time order; nothing is known across keys.
        """
        width = max(len(self.sequencer), len(other.sequencer))
        mine, theirs = (drop.sequencer.ljust(width, "0") for drop in (self, other))
        return self.key == other.key and mine < theirs


class Seen(Drop):
    """Hold an event that brought nothing new; `version_key` names the text that it repeated.

    A repeated withdrawal names none.
    """

    version_key: str = ""

    @classmethod
    def of(cls, drop: Drop, version_key: str) -> "Seen":
        """Say which text an event repeated."""
        return cls(**drop.model_dump(), version_key=version_key)


class Embargo(Record):
    """Say until when nothing of a release may be seen; `until` is None where nobody can read it."""

    text: str
    until: Moment | None = None

    @property
    def is_declared(self) -> bool:
        """Tell whether its time was declared, and not read out of a line of the text."""
        return self.until is not None and self.text == self.until.isoformat()

    def holds(self, now: datetime) -> bool:
        """Tell whether it holds at a moment; one that cannot be read holds until it is mended."""
        return self.until is None or self.until > now

    def outlasts(self, other: "Embargo | None") -> bool:
        """Tell whether it holds longer than another one."""
        if other is None or other.until is None:
            return other is None
        return self.until is None or self.until > other.until


class Version(Record):
    """Hold one version of a release; the cleaned text lies in the archive under `document`.

    A withdrawal that came before any text has no document, and no language to go out in. `sketch`
    is what another text is compared with, to tell a correction from another story; `similar_to`
    names the releases that it is a near-copy of.
    """

    release: str
    number: int = Field(ge=1)
    source: str
    name: str
    status: ReleaseStatus
    language: str
    languages: tuple[str, ...]
    headline: str
    version_key: str
    document: str | None
    drop: Drop
    created: Moment
    embargo: Embargo | None = None
    supersedes: str | None = None
    sketch: tuple[int, ...] = ()
    similar_to: tuple[str, ...] = ()


class SuppliedText(Record):
    """Hold a human's text of a release in a further language; numbered per language.

    With `belongs_to` it takes back the text of the same event, which is another release's.
    """

    release: str
    language: str
    number: int = Field(ge=1)
    headline: str
    version_key: str
    document: str
    drop: Drop
    created: Moment
    sketch: tuple[int, ...] = ()
    belongs_to: str | None = None


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
    embargo: Embargo | None = None

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
            embargo=version.embargo,
        )

    def forbids(self, version: int, now: datetime) -> bool:
        """Tell whether a version may not go out now: called back by a later one, or embargoed."""
        withdrawn = self.status is ReleaseStatus.CANCELED and version < self.version
        return withdrawn or (self.embargo is not None and self.embargo.holds(now))

    def is_early(self, version: int, now: datetime) -> bool:
        """Tell whether the embargo of the latest version still holds.

        Who asks for a version that was let go has a clock behind the one that let it go.
        """
        return version == self.version and self.embargo is not None and self.embargo.holds(now)


class HeldRelease(Record):
    """Name a release that waits for the end of its embargo."""

    release: str
    until: Moment


class Rejection(Record):
    """Say what was refused, where and why; for a drop, `version_id` names the kept raw object."""

    at: Moment
    stage: str
    subject: str
    reason: str
    detail: str
    version_id: str | None = None
