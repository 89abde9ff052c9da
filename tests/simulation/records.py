"""What the table says of a story in the end, read item by item."""

from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shared.adapters.dynamo_items import from_item
from shared.records.delivery import LedgerRow, OpenDelivery, Outcome

Item = Mapping[str, Any]


@dataclass(frozen=True)
class Records:
    """Hold ledger rows, open deliveries by endpoint and story, counters and states.

    Revisions are by release and language, versions by release, states by endpoint.
    """

    rows: tuple[LedgerRow, ...]
    opens: Mapping[tuple[str, str, str], OpenDelivery]
    revisions: Mapping[tuple[str, str], int]
    versions: Mapping[str, int]
    states: Mapping[str, str]

    @classmethod
    def of(cls, items: Iterable[Item]) -> "Records":
        found = [(_name(item), item["sk"]["S"], item) for item in items]
        opens = [
            from_item(OpenDelivery, _plain(item)) for _, sk, item in found if sk.startswith("open#")
        ]
        return cls(
            rows=tuple(
                from_item(LedgerRow, _plain(item))
                for _, sk, item in found
                if sk.startswith("story#")
            ),
            opens={(each.endpoint, each.release, each.language): each for each in opens},
            revisions={
                (name, sk.partition("#")[2]): int(item["revision"]["N"])
                for name, sk, item in found
                if sk.startswith("language#")
            },
            versions={name: int(item["version"]["N"]) for name, sk, item in found if sk == "head"},
            states={name: item["state"]["S"] for name, sk, item in found if sk == "endpoint"},
        )

    def outcome(self, endpoint: str, release: str, language: str) -> tuple[int, Outcome | None]:
        """Return the newest revision that the table knows of for an endpoint, and its outcome."""
        newest: tuple[int, Outcome | None] = (0, None)
        for row in self.rows:
            mine = (row.release, row.language) == (release, language) and endpoint in row.attempts
            if mine and row.revision > newest[0]:
                newest = row.revision, row.attempts[endpoint].outcome
        item = self.opens.get((endpoint, release, language))
        return (item.revision, item.outcome) if item and item.revision >= newest[0] else newest


def _name(item: Item) -> str:
    return str(item["pk"]["S"]).partition("#")[2]


def _plain(item: Item) -> dict[str, Any]:
    """Give a packed record its bytes back."""
    packed = item["record"].get("B")
    return {**item, "record": {"B": bare(packed)}} if packed else dict(item)


def bare(packed: str | bytes) -> bytes:
    """Return compressed bytes, which the emulator keeps as they are or in base64."""
    zlib_begins = 0x78
    return packed if packed[0] == zlib_begins and isinstance(packed, bytes) else b64decode(packed)
