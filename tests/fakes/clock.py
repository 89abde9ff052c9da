"""Tell a time that stands still until it is moved."""

from datetime import UTC, datetime, timedelta


class HandClock:
    """Be a clock whose hands the test moves."""

    def __init__(self, start: datetime = datetime(2024, 4, 1, 18, tzinfo=UTC)) -> None:
        self.now = start

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now

    def advance(self, seconds: float) -> datetime:
        """Move the hands forward; return the new time."""
        self.now += timedelta(seconds=seconds)
        return self.now
