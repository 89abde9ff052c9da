"""Name where drops come from and where releases and renditions are kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol

from shared.records.history import History
from shared.records.identity import Identity
from shared.records.near_copies import Sketched
from shared.records.release import (
    Drop,
    HeldRelease,
    ReleaseHead,
    Seen,
    SuppliedText,
    Version,
)
from shared.records.rendition import Basis, RenditionRecord


class Fetched(NamedTuple):
    """Hold an object's content, the metadata that its owner gave it, and what he calls its type."""

    content: bytes
    metadata: Mapping[str, str]
    content_type: str | None = None


class Drops(Protocol):
    """Read what operators put into the bucket."""

    def fetch(self, drop: Drop) -> Fetched:
        """Return exactly this version; raise DropGone or UnreadableDrop."""
        ...

    def earlier(self, drop: Drop) -> Iterator[Drop]:
        """Return the older versions of an object, the newest first; none without a version id."""
        ...


class Archive(Protocol):
    """Keep large documents, each written once and never changed."""

    def put(self, name: str, content: bytes) -> None:
        """Keep content under a name; what already lies there stays."""
        ...

    def get(self, name: str) -> bytes:
        """Return the content; raise UnknownRelease where there is none."""
        ...


class Releases(Protocol):
    """Remember releases and all that came in for them."""

    def history(self, release: str) -> History:
        """Return all that ever came in; an empty history for a release that is not known."""
        ...

    def version(self, release: str, number: int) -> Version:
        """Return one version; raise UnknownRelease."""
        ...

    def add(self, version: Version, head: ReleaseHead) -> None:
        """Add the next version and move the head; raise Conflict where another came first."""
        ...

    def supply(self, text: SuppliedText) -> None:
        """Add the next text of a language; raise Conflict where another came first."""
        ...

    def note_seen(self, release: str, event: Seen) -> None:
        """Remember the latest event of a key that changed nothing; an older one stays unknown."""
        ...

    def named(self, identity: Identity) -> tuple[str, ...]:
        """Return the releases that a source has given a name to, oldest first; its own id first."""
        ...

    def name_anew(self, identity: Identity, release: str, *, after: Sequence[str]) -> None:
        """Let a name stand for one more release from now on; again, it changes nothing.

        Raise Conflict where it stands for others by now than for those that were read.
        """
        ...

    def note_declared(self, identity: Identity, drop: Drop, name: str) -> None:
        """Remember, under the name that a drop has by its key, the one that it declares."""
        ...

    def declared_name(self, identity: Identity, drop: Drop) -> str | None:
        """Return the name that a drop was noted to declare."""
        ...

    def heads(self, releases: Iterable[str]) -> Mapping[str, ReleaseHead]:
        """Return the heads of those releases that are known."""
        ...

    def recorded_on(self, day: date) -> tuple[ReleaseHead, ...]:
        """Return the releases that first came on a day (UTC), oldest first."""
        ...


class Renditions(Protocol):
    """Number renditions and remember them."""

    def revision_for(self, release: str, language: str, basis: Basis) -> int | None:
        """Return the revision of what a rendition is based on, always the same.

        None once something later has one.
        """
        ...

    def save(self, record: RenditionRecord) -> None:
        """Keep what is known of a rendition."""
        ...

    def of_release(self, release: str) -> tuple[RenditionRecord, ...]:
        """Return all renditions of a release, by version, language and revision."""
        ...

    def first_out(self, release: str, language: str) -> int | None:
        """Return the first revision that went out in a language, None where none did."""
        ...

    def note_out(self, release: str, language: str, revision: int) -> int:
        """Note that a revision goes out; return the first that ever did."""
        ...


class NearCopies(Protocol):
    """Remember what texts are like, so that copies are known as such."""

    def like(self, sketch: Sequence[int]) -> tuple[Sketched, ...]:
        """Return late texts that have some of a sketch's smallest hashes, oldest first."""
        ...

    def note(self, text: Sketched) -> None:
        """Remember a text for 30 days."""
        ...


class Embargoes(Protocol):
    """Remember which releases wait for a time."""

    def hold(self, release: str, until: datetime) -> None:
        """Let a release wait; a later call for it moves the time."""
        ...

    def due(self, now: datetime) -> Iterator[HeldRelease]:
        """Return the releases whose time has come."""
        ...

    def lift(self, held: HeldRelease) -> None:
        """Let a release go; one that was given another time meanwhile stays."""
        ...
