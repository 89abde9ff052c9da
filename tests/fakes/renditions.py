"""Number renditions in memory and keep what is known of them."""

from shared.records.rendition import RenditionRecord
from tests.fakes.stored import stored


class InMemoryRenditions:
    """Number renditions and remember them."""

    def __init__(self) -> None:
        self._latest: dict[tuple[str, str], tuple[int, int]] = {}
        self._first_out: dict[tuple[str, str], int] = {}
        self._records: dict[tuple[str, int, str], RenditionRecord] = {}

    def revision_for(self, release: str, language: str, version: int) -> int | None:
        """Return a version's revision, always the same; None once a later version has one."""
        latest, revision = self._latest.get((release, language), (0, 0))
        if version < latest:
            return None
        if version > latest:
            revision += 1
            self._latest[release, language] = version, revision
        return revision

    def save(self, record: RenditionRecord) -> None:
        """Keep what is known of a rendition."""
        self._records[record.release, record.version, record.language] = stored(record)

    def of_release(self, release: str) -> tuple[RenditionRecord, ...]:
        """Return all renditions of a release, by version and language."""
        return tuple(self._records[key] for key in sorted(self._records) if key[0] == release)

    def first_out(self, release: str, language: str, revision: int) -> int:
        """Note that a revision goes out; return the first that ever did."""
        return self._first_out.setdefault((release, language), revision)
