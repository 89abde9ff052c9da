"""Take a drop in: read it, clean it, record it, ask for its renditions."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from shared.cleaning.clean import clean
from shared.ports import Archive, Clock, Drops, Outbox, Releases, Subscriptions
from shared.reading.drops import read
from shared.records.cleaned import CleanedRelease
from shared.records.identity import Identity, identify
from shared.records.release import Drop, ReleaseHead, Version
from shared.records.tasks import TranslateTask


class Taken(StrEnum):
    """Say what a drop turned out to be."""

    RECORDED = "recorded"
    REPEATED = "repeated"
    UNCHANGED = "unchanged"
    STALE = "stale"


@dataclass(frozen=True, kw_only=True)
class Intake:
    """Hold what taking in a drop needs; `prefix` is the part of every key before the source."""

    drops: Drops
    archive: Archive
    releases: Releases
    subscriptions: Subscriptions
    outbox: Outbox
    clock: Clock
    prefix: str

    def take_in(self, drop: Drop) -> tuple[Taken, Identity]:
        """Record a drop as a release's next version and ask for its renditions.

        The same event asks again, since a crash may have been between record and message; other
        events of equal content, and events older than what is recorded, do nothing.
        """
        identity = identify(drop.key, self.prefix)
        versions = self.releases.versions(identity.id)
        known = recorded_for(drop, versions)
        if known:
            self._ask_for_renditions(known)
            return Taken.REPEATED, identity
        if any(drop.is_older_than(version.drop) for version in versions):
            return Taken.STALE, identity
        content = self.drops.fetch(drop)
        cleaned = clean(read(content, drop.key), id=identity.name, received=drop.at.date())
        if versions and versions[-1].version_key == cleaned.version_key:
            return Taken.UNCHANGED, identity
        self._ask_for_renditions(self._record(drop, identity, cleaned, versions))
        return Taken.RECORDED, identity

    def _record(
        self,
        drop: Drop,
        identity: Identity,
        cleaned: CleanedRelease,
        earlier: Sequence[Version],
    ) -> Version:
        number = len(earlier) + 1
        languages = sorted({*self.subscriptions.languages(), cleaned.language})
        version = Version(
            release=identity.id,
            number=number,
            source=identity.source,
            name=identity.name,
            status=cleaned.status,
            language=cleaned.language,
            languages=tuple(languages),
            headline=cleaned.headline,
            version_key=cleaned.version_key,
            document=document_name(identity.id, number, cleaned.version_key),
            drop=drop,
            created=self.clock(),
        )
        self.archive.put(version.document, cleaned.model_dump_json(by_alias=True).encode())
        self.releases.add(version, ReleaseHead.of(version, [*earlier, version][0]))
        return version

    def _ask_for_renditions(self, version: Version) -> None:
        """Send a task for each language that is subscribed to, as the version was planned."""
        wanted = set(self.subscriptions.languages())
        self.outbox.send(
            [
                TranslateTask(release=version.release, version=version.number, language=language)
                for language in version.languages
                if language in wanted
            ]
        )


def recorded_for(drop: Drop, versions: Sequence[Version]) -> Version | None:
    """Find the version that this very event made."""
    same = (v for v in versions if (v.drop.key, v.drop.version_id) == (drop.key, drop.version_id))
    return next((v for v in same if v.drop.sequencer == drop.sequencer), None)


def document_name(release: str, number: int, version_key: str) -> str:
    """Name a cleaned document in the archive after its content, so that writers never collide.

    >>> document_name("rel_a", 2, "blake2b:0f")
    'releases/rel_a/00002-0f.json'
    """
    return f"releases/{release}/{number:05}-{version_key.removeprefix('blake2b:')}.json"
