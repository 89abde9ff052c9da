"""Keep what was refused in memory."""

from datetime import UTC, date

from shared.records.release import Rejection
from tests.fakes.stored import stored


class InMemoryRejections:
    """Tell the operator what was refused and why."""

    def __init__(self) -> None:
        self._rejections: list[Rejection] = []

    def record(self, rejection: Rejection) -> None:
        """Keep a rejection; the same one again changes nothing."""
        kept = stored(rejection)
        if kept not in self._rejections:
            self._rejections.append(kept)

    def on(self, day: date) -> tuple[Rejection, ...]:
        """Return the rejections of a day (UTC), oldest first."""
        found = [one for one in self._rejections if one.at.astimezone(UTC).date() == day]
        return tuple(sorted(found, key=lambda one: one.at))
