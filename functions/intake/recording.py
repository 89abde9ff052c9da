"""Record what a drop is: the text in the archive first, then the version or supplied text."""

from collections.abc import Collection
from dataclasses import dataclass

from functions.intake.copies import Copies
from functions.intake.decision import NextSuppliedText
from functions.intake.incoming import Incoming, served_by
from shared.ports import Archive, Clock, Releases
from shared.records.cleaned import CleanedRelease
from shared.records.history import History
from shared.records.identity import Identity
from shared.records.release import ReleaseHead, SuppliedText, Version

TEXT = {"document", "language", "headline", "version_key"}
"""What a record says of a text."""

HEADLINE = 1_000
"""The characters of a headline that a record says: an item of the table holds no megabyte."""


@dataclass(frozen=True, kw_only=True)
class Recorder:
    """Hold what recording needs; `wanted` are the languages that anybody subscribes to."""

    archive: Archive
    releases: Releases
    copies: Copies
    clock: Clock
    wanted: Collection[str]

    def version(self, incoming: Incoming, identity: Identity, history: History) -> Version:
        """Add the release's next version: a text, or the withdrawal of the one before.

        Where the text takes the place of one in another language, that one stays as supplied.
        """
        latest, cleaned = history.latest, incoming.cleaned
        if cleaned and history.own_text:
            self._keep_as_supplied(history.own_text, incoming, history)
        version = Version(
            release=identity.id,
            number=len(history.versions) + 1,
            source=identity.source,
            name=identity.name,
            status=incoming.status,
            drop=incoming.drop,
            created=self.clock(),
            embargo=incoming.embargo_after(latest),
            supersedes=incoming.declared.supersedes,
            **(self._text(identity.id, cleaned) if cleaned else text_of(latest, identity)),
            languages=self._languages(cleaned, history),
            sketch=incoming.sketch,
            similar_to=self.copies.link(incoming, identity.id, latest),
        )
        first = history.versions[0] if history.versions else version
        self.releases.add(version, ReleaseHead.of(version, first))
        return version

    def supplied(self, decided: NextSuppliedText, incoming: Incoming, release: str) -> SuppliedText:
        """Add the next text that a human supplies for a language."""
        text = SuppliedText(
            release=release,
            number=decided.number,
            drop=incoming.drop,
            created=self.clock(),
            sketch=incoming.sketch,
            **(self._text(release, decided.cleaned) | {"language": decided.language}),
        )
        self.releases.supply(text)
        return text

    def hold_longer(self, incoming: Incoming, history: History) -> None:
        """Add the latest version once more, under the embargo that a supplied text declares.

        It keeps its own event, so that the event of the text still stands for the text alone.
        """
        latest = history.latest
        embargo = incoming.longer_embargo(latest) if latest else None
        if latest is None or embargo is None:
            return
        changed = {"number": latest.number + 1, "created": self.clock(), "embargo": embargo}
        languages = self._languages(None, history)
        version = latest.model_copy(update={**changed, "languages": languages})
        self.releases.add(version, ReleaseHead.of(version, history.versions[0]))

    def _keep_as_supplied(self, own: Version, incoming: Incoming, history: History) -> None:
        place = served_by(own.language)
        known = any(text.drop.is_same_event(own.drop) for text in history.supplied)
        mended = incoming.drop.key == own.drop.key
        if known or mended or (incoming.cleaned and place == served_by(incoming.cleaned.language)):
            return
        before = history.latest_supplied(place)
        if before and before.drop.at > own.drop.at:
            return
        fields = own.model_dump(include=TEXT | {"release", "drop", "created", "sketch"})
        fields |= {"language": place, "number": history.last_number(place) + 1}
        self.releases.supply(SuppliedText(**fields))

    def _text(self, release: str, cleaned: CleanedRelease) -> dict[str, str | None]:
        """Keep a cleaned text and return what a record says of it."""
        document = document_name(release, cleaned.version_key, cleaned.language)
        self.archive.put(document, cleaned.model_dump_json(by_alias=True).encode())
        return {
            "document": document,
            "language": cleaned.language,
            "headline": cleaned.headline[:HEADLINE],
            "version_key": cleaned.version_key,
        }

    def _languages(self, cleaned: CleanedRelease | None, history: History) -> tuple[str, ...]:
        """Name the languages to go out in: today's, and all that the release ever went out in."""
        before = history.latest.languages if history.latest else ()
        supplied = [text.language for text in history.supplied]
        if cleaned is None:
            return tuple(sorted({*before, *supplied}))
        return tuple(sorted({*self.wanted, *before, *supplied, cleaned.language}))


def text_of(latest: Version | None, identity: Identity) -> dict[str, str | None]:
    """Return what a withdrawal says of the text that it withdraws."""
    if latest is None:
        return {"document": None, "language": "und", "headline": identity.name, "version_key": ""}
    return latest.model_dump(include=TEXT)


def document_name(release: str, version_key: str, language: str) -> str:
    """Name a cleaned document in the archive after its content, so that writers never collide.

    >>> document_name("rel_a", "blake2b:0f", "ko")
    'releases/rel_a/0f-ko.json'
    """
    return f"releases/{release}/{version_key.removeprefix('blake2b:')}-{language}.json"
