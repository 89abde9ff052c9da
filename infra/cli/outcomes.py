"""Tell of each delivery what became of it: the ledger's row, or the open item that follows it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from shared.ports import Ledger, OpenDeliveries
from shared.records.delivery import Attempt, LedgerRow, OpenDelivery, Outcome
from shared.records.record import to_iso

UNSETTLED = (Outcome.OPEN, Outcome.HELD)
Items = Mapping[tuple[str, str, str], OpenDelivery]


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """Hold what is known now of one revision's way to one endpoint."""

    at: datetime
    release: str
    language: str
    version: int
    revision: int
    endpoint: str
    outcome: Outcome
    reason: str
    status: int | None
    attempts: int
    next_attempt: datetime | None
    updated: datetime

    def as_row(self) -> dict[str, Any]:
        """Return the fields for a table; what is in order needs no reason."""
        return asdict(self) | {"outcome": self.outcome.value}

    def as_json(self) -> dict[str, Any]:
        """Return the fields as JSON has them, times in UTC."""
        fields = self.as_row()
        moments = {name: to_iso(value) for name, value in fields.items() if _is_moment(value)}
        return fields | moments


def outcomes(
    ledger: Ledger, open_deliveries: OpenDeliveries, start: datetime, end: datetime
) -> Iterator[Delivery]:
    """Follow every delivery whose task was committed in a time range, oldest first."""
    rows = list(ledger.between(start, end))
    items = items_behind(rows, open_deliveries)
    for row in rows:
        for endpoint, attempt in sorted(row.attempts.items()):
            item = items.get((row.release, row.language, endpoint))
            yield present(row, endpoint, attempt, item)


def items_behind(rows: Iterable[LedgerRow], open_deliveries: OpenDeliveries) -> Items:
    """Fetch the items of the attempts that were not settled when their row was written."""
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        unsettled = {name for name, each in row.attempts.items() if each.outcome in UNSETTLED}
        if unsettled:
            wanted[row.release, row.language] |= unsettled
    return {
        (release, language, endpoint): item
        for (release, language), endpoints in wanted.items()
        for endpoint, item in open_deliveries.of_story(sorted(endpoints), release, language).items()
    }


def present(row: LedgerRow, endpoint: str, attempt: Attempt, item: OpenDelivery | None) -> Delivery:
    """Merge an attempt with its item; an item that carries a newer revision superseded it."""
    made = 0 if attempt.outcome in (Outcome.HELD, Outcome.SUPERSEDED) else 1
    told = Delivery(
        at=row.at,
        release=row.release,
        language=row.language,
        version=row.version,
        revision=row.revision,
        endpoint=endpoint,
        outcome=attempt.outcome,
        reason=attempt.reason,
        status=attempt.status,
        attempts=made,
        next_attempt=None,
        updated=row.at,
    )
    if attempt.outcome not in UNSETTLED or item is None or item.revision < row.revision:
        return told
    changes = newer(item) if item.revision > row.revision else current(item)
    return Delivery(**{**asdict(told), **changes, "updated": item.updated})


def newer(item: OpenDelivery) -> dict[str, Any]:
    """Say what an item that carries a later revision means for the earlier one."""
    return {"outcome": Outcome.SUPERSEDED, "reason": f"revision {item.revision} took its place"}


def current(item: OpenDelivery) -> dict[str, Any]:
    """Say what an item tells of its own revision."""
    waits = item.outcome is Outcome.OPEN
    return {
        "outcome": item.outcome,
        "reason": item.reason,
        "status": item.status,
        "attempts": item.attempts,
        "next_attempt": item.not_before if waits else None,
    }


def _is_moment(value: object) -> bool:
    return isinstance(value, datetime)
