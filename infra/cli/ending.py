"""Say how a drop ended."""

from dataclasses import dataclass, field
from datetime import datetime

from shared.records.identity import Identity

GOOD = frozenset({"settled", "unchanged", "stale", "embargoed"})


@dataclass(frozen=True)
class Dropped:
    """Hold an object that was put into the bucket, when, and whose release it names."""

    file: str
    key: str
    version_id: str | None
    at: datetime
    identity: Identity


@dataclass(frozen=True)
class Ending:
    """Say how a drop ended; `deliveries` counts outcomes, `detail` is for a person.

    `language` is that of a supplied text, `until` the end of an embargo as an ISO time in UTC.
    """

    state: str
    detail: str
    release: str | None = None
    version: int | None = None
    deliveries: dict[str, int] = field(default_factory=dict)
    language: str | None = None
    until: str | None = None

    @property
    def good(self) -> bool:
        """Tell whether nothing failed on the way."""
        return self.state in GOOD and not self.deliveries.get("failed")
