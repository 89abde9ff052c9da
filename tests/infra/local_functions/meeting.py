"""Answer only when as many invocations run as may run at once."""

from threading import Lock
from typing import Any

from tests.infra.local_functions import memory

_running = Lock()


def meet(event: dict[str, Any], context: Any) -> None:
    """Wait for the others; fail where this environment is already at work."""
    del event, context
    if not _running.acquire(blocking=False):
        raise RuntimeError("two invocations in one environment")
    memory.environments.add(id(_running))
    memory.meeting.wait(timeout=4)
    memory.calls.append("met")
    _running.release()
