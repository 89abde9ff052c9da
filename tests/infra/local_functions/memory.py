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
    """Begin anew; an invocation that was ended may have taken an old event's lock with it."""
    global swept, hanging
    for kept in (events, contexts, calls):
        kept.clear()
    environments.clear()
    swept, hanging = Event(), Event()
