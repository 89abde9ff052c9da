"""Keep the ledger in the table: one row for each task, listed by the hour."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from shared.adapters.dynamo_items import from_item, key_of, to_item
from shared.adapters.dynamo_table import MISSING, DynamoTable
from shared.records.delivery import LedgerRow
from shared.records.record import to_iso

HOUR = len("2024-04-01T18")


class DynamoLedger:
    """Keep the rows of a shard in one partition, by story and revision."""

    def __init__(self, table: DynamoTable) -> None:
        self._table = table

    def of_story(self, shard: str, release: str) -> tuple[LedgerRow, ...]:
        """Return the rows of a release in a shard, by revision."""
        items = self._table.children(key_of("shard", shard), _story(release))
        return tuple(from_item(LedgerRow, item) for item in items)

    def commit(self, row: LedgerRow) -> None:
        """Write the row of a task; where there is one, the first stays."""
        at = to_iso(row.at)
        key = key_of("shard", row.shard), f"{_story(row.release)}{row.revision:08}"
        item = to_item(key, row, list=_list(at), at=f"{at}#{row.shard}#{row.release}")
        self._table.put(item, MISSING)

    def between(self, start: datetime, end: datetime) -> Iterator[LedgerRow]:
        """Return the rows from start to before end, oldest first."""
        hour = start.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        while hour < end:
            items = self._table.query(
                "#list = :list AND #at BETWEEN :start AND :end",
                index="listing",
                list=_list(to_iso(hour)),
                start=to_iso(start),
                end=to_iso(end),
            )
            yield from (from_item(LedgerRow, item) for item in items)
            hour += timedelta(hours=1)


def _story(release: str) -> str:
    return f"{key_of('story', release)}#"


def _list(at: str) -> str:
    return key_of("ledger", at[:HOUR])
