"""Let a command that stays end cleanly when it is asked to."""

import signal
import threading
from types import FrameType


def until_stopped() -> threading.Event:
    """Return an event that SIGINT and SIGTERM set; waiting for it keeps the process."""
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, stop)
    return stopped
