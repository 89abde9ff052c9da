"""Remember across execution environments what the functions saw."""

from threading import Barrier, Event
from typing import Any

events: list[dict[str, Any]] = []
contexts: list[Any] = []
environments: set[int] = set()
calls: list[str] = []
swept = Event()
hanging = Event()
meeting = Barrier(3)


def forget() -> None:
    """Begin anew."""
    for kept in (events, contexts, calls):
        kept.clear()
    environments.clear()
    swept.clear()
    hanging.clear()
