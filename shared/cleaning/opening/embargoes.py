"""Find the line above a story that says until when nobody may publish it."""

from datetime import datetime
from typing import NamedTuple


class EmbargoLine(NamedTuple):
    """Hold an embargo line as it stood; `until` is None where it tells no moment."""

    text: str
    until: datetime | None
