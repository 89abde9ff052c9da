"""Wait until a pump has nothing left to do."""

import time
from collections.abc import Callable

from infra.local.pump import BUSY, Pump

QUIET = 0.05
"""Seconds between two looks while nothing happens."""

SWEEP_AFTER = 0.25
"""Least seconds between two runs of the schedules: a sweep that found all gets no second."""


def settle(pump: Pump, next_due: Callable[[], float], timeout: float) -> None:
    """Wait for all messages, and for all items that come due within the timeout.

    The schedules run when an item is due. Raises TimeoutError, which names what is left, at the
    timeout or as soon as it is certain that the rest comes later.
    """
    deadline = time.time() + timeout
    swept = 0.0
    while True:
        load = pump.load()
        now = time.time()
        due = now if load.active else next_due()
        nothing_more = not load.active and min(load.coming, due) > deadline
        if nothing_more and not load.queues:
            return
        if nothing_more or now > deadline:
            raise TimeoutError(f"not settled after {timeout:g} s: {load}")
        if not load.active and due <= now >= swept + SWEEP_AFTER:
            pump.fire()
            swept = now
        time.sleep(BUSY if load.active else QUIET)
