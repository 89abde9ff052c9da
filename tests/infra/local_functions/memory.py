"""Remember across execution environments what the functions saw."""

from threading import Barrier, Event
from typing import Any

events: list[dict[str, Any]] = []
contexts: list[Any] = []
environments: set[int] = set()
at_once: list[int] = []
swept = Event()
hanging = Event()
meeting = Barrier(3)


def forget() -> None:
    """Begin anew."""
    for kept in (events, contexts, at_once):
        kept.clear()
    environments.clear()
    swept.clear()
    hanging.clear()
