"""Give every record its one base."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, PlainSerializer


class Record(BaseModel):
    """Be a frozen value; unknown fields are ignored, so that old code reads what new code wrote."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


def to_iso(moment: datetime) -> str:
    """Write a moment as ISO 8601 in UTC, to the millisecond, so that text order is time order.

    >>> to_iso(datetime(2024, 4, 1, 18, 2, 11, tzinfo=UTC))
    '2024-04-01T18:02:11.000Z'
    """
    utc = moment.astimezone(UTC)
    return utc.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


Moment = Annotated[AwareDatetime, PlainSerializer(to_iso, when_used="json")]
"""A moment with a zone, written as `to_iso` does."""
