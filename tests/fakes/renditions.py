"""Number renditions in memory and keep what is known of them."""

from shared.records.rendition import Basis, RenditionRecord
from tests.fakes.stored import stored


class InMemoryRenditions:
    """Number renditions and remember them."""

    def __init__(self) -> None:
        self._latest: dict[tuple[str, str], tuple[str, int]] = {}
        self._first_out: dict[tuple[str, str], int] = {}
        self._records: dict[tuple[str, int, str, int], RenditionRecord] = {}

    def revision_for(self, release: str, language: str, basis: Basis) -> int | None:
        """Return the revision of a basis, always the same; None once a later one has one."""
        latest, revision = self._latest.get((release, language), ("", 0))
        if basis.order < latest:
            return None
        if basis.order > latest:
            revision += 1
            self._latest[release, language] = basis.order, revision
        return revision

    def save(self, record: RenditionRecord) -> None:
        """Keep what is known of a rendition."""
        key = record.release, record.version, record.language, record.revision
        self._records[key] = stored(record)

    def of_release(self, release: str) -> tuple[RenditionRecord, ...]:
        """Return all renditions of a release, by version, language and revision."""
        return tuple(self._records[key] for key in sorted(self._records) if key[0] == release)

    def first_out(self, release: str, language: str) -> int | None:
        """Return the first revision that went out in a language, None where none did."""
        return self._first_out.get((release, language))

    def note_out(self, release: str, language: str, revision: int) -> int:
        """Note that a revision goes out; return the first that ever did."""
        return self._first_out.setdefault((release, language), revision)
