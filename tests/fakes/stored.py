"""Keep records as a store would."""

from datetime import datetime
from typing import TypeVar

from shared.records.record import Record, to_iso

R = TypeVar("R", bound=Record)


def stored(record: R) -> R:
    """Return a record as it comes back from a store: moments to the millisecond, in UTC."""
    return type(record).model_validate_json(record.model_dump_json())


def stored_moment(moment: datetime) -> datetime:
    """Return a moment as it comes back from a store."""
    return datetime.fromisoformat(to_iso(moment))
