"""Keep the ledger in memory."""

from collections.abc import Iterator
from datetime import datetime

from shared.records.delivery import LedgerRow
from tests.fakes.stored import stored, stored_moment


class InMemoryLedger:
    """Record every delivery."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str, int], LedgerRow] = {}

    def of_story(self, shard: str, release: str) -> tuple[LedgerRow, ...]:
        """Return the rows of a release in a shard, by revision."""
        return tuple(self._rows[key] for key in sorted(self._rows) if key[:2] == (shard, release))

    def commit(self, row: LedgerRow) -> None:
        """Write the row of a task; where there is one, the first stays."""
        self._rows.setdefault((row.shard, row.release, row.revision), stored(row))

    def between(self, start: datetime, end: datetime) -> Iterator[LedgerRow]:
        """Return the rows from start to before end, oldest first."""
        first, last = stored_moment(start), stored_moment(end)
        rows = [row for row in self._rows.values() if first <= row.at < last]
        yield from sorted(rows, key=lambda row: (row.at, row.shard, row.release))
