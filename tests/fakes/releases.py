"""Keep releases, and all that came in for them, in memory."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date

from shared.errors import Conflict, UnknownRelease
from shared.records.history import History
from shared.records.identity import Identity
from shared.records.release import Drop, ReleaseHead, Seen, SuppliedText, Version
from tests.fakes.stored import stored


class InMemoryReleases:
    """Remember releases and all that came in for them."""

    def __init__(self) -> None:
        self._versions: dict[str, list[Version]] = {}
        self._supplied: dict[str, dict[str, list[SuppliedText]]] = {}
        self._seen: dict[str, dict[str, Seen]] = {}
        self._declared: dict[tuple[str, str, str | None, str], str] = {}
        self._names: dict[tuple[str, str], list[str]] = {}
        self._heads: dict[str, ReleaseHead] = {}

    def history(self, release: str) -> History:
        """Return all that ever came in; an empty history for a release that is not known."""
        supplied = self._supplied.get(release, {})
        return History(
            versions=tuple(self._versions.get(release, ())),
            supplied=tuple(text for language in sorted(supplied) for text in supplied[language]),
            seen=tuple(sorted(self._seen.get(release, {}).values(), key=lambda drop: drop.key)),
        )

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

    def supply(self, text: SuppliedText) -> None:
        """Add the next text of a language; raise Conflict where another came first."""
        texts = self._supplied.setdefault(text.release, {}).setdefault(text.language, [])
        if text.number != len(texts) + 1:
            raise Conflict(f"the text of release {text.release} in {text.language}")
        texts.append(stored(text))

    def note_seen(self, release: str, event: Seen) -> None:
        """Remember the latest event of a key that changed nothing; an older one stays unknown."""
        seen = self._seen.setdefault(release, {})
        if event.key not in seen or not event.is_older_than(seen[event.key]):
            seen[event.key] = stored(event)

    def named(self, identity: Identity) -> tuple[str, ...]:
        """Return the releases that a source has given a name to, oldest first; its own id first."""
        return (identity.id, *self._names.get((identity.source, identity.name), ()))

    def name_anew(self, identity: Identity, release: str, *, after: Sequence[str]) -> None:
        """Let a name stand for one more release from now on; again, it changes nothing.

        Raise Conflict where it stands for others by now than for those that were read.
        """
        if release in self.named(identity):
            return
        if tuple(after) != self.named(identity):
            raise Conflict(f"the name {identity.name!r} of {identity.source}")
        self._names.setdefault((identity.source, identity.name), []).append(release)

    def note_declared(self, identity: Identity, drop: Drop, name: str) -> None:
        """Remember, under the name that a drop has by its key, the one that it declares."""
        self._declared[identity.id, drop.key, drop.version_id, drop.sequencer] = name

    def declared_name(self, identity: Identity, drop: Drop) -> str | None:
        """Return the name that a drop was noted to declare."""
        return self._declared.get((identity.id, drop.key, drop.version_id, drop.sequencer))

    def heads(self, releases: Iterable[str]) -> Mapping[str, ReleaseHead]:
        """Return the heads of those releases that are known."""
        return {name: self._heads[name] for name in releases if name in self._heads}

    def recorded_on(self, day: date) -> tuple[ReleaseHead, ...]:
        """Return the releases that first came on a day (UTC), oldest first."""
        heads = [h for h in self._heads.values() if h.created.astimezone(UTC).date() == day]
        return tuple(sorted(heads, key=lambda head: (head.created, head.release)))
