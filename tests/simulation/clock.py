"""A clock that only the simulation moves: Polywire, botocore and moto all see its time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import time_machine

TICK = 0.001
"""Seconds: more than what a float loses of a moment."""


@dataclass(frozen=True)
class VirtualClock:
    """Seconds of the epoch, standing still between two moves."""

    hands: time_machine.Traveller

    @property
    def now(self) -> float:
        return time.time()

    def travel_to(self, moment: float) -> None:
        """Go forward to a moment or a tick beyond it; the past stays past."""
        if moment > self.now:
            self.hands.move_to(moment + TICK)

    def shift(self, seconds: float) -> None:
        self.hands.shift(seconds)


@contextmanager
def virtual_clock(start: datetime) -> Iterator[VirtualClock]:
    with time_machine.travel(start, tick=False) as hands:
        yield VirtualClock(hands)
