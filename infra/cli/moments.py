"""Read the times that people give to commands."""

import re
from datetime import datetime, timedelta

import typer

UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def moment(text: str, now: datetime) -> datetime:
    """Read how long ago, or an ISO time; one without a zone is in this machine's.

    >>> from datetime import UTC
    >>> moment("2h", datetime(2024, 4, 1, 18, tzinfo=UTC)).hour
    16
    >>> moment("2024-04-01T18:02Z", datetime(2024, 4, 1, tzinfo=UTC)).minute
    2
    """
    ago = re.fullmatch(r"(\d{1,6})([mhd])", text)
    if ago:
        return now - timedelta(**{UNITS[ago[2]]: int(ago[1])})
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError) as error:
        raise typer.BadParameter(
            f"{text!r} is no time: give 30m, 2h, 7d, 2024-04-01 or 2024-04-01T18:02Z"
        ) from error
